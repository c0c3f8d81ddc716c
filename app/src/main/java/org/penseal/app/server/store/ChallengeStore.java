// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.time.Instant;
import java.util.Optional;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;

/**
 * The open challenges. One that is taken is gone, whatever comes of it, also for the other nodes.
 * May be shared between threads; {@link Stores} closes it.
 */
public interface ChallengeStore extends AutoCloseable {
  /** The most that may be open. */
  int MOST_OPEN = 200_000;

  /** The most of one application. */
  int MOST_OPEN_EACH = 50_000;

  /**
   * A challenge.
   *
   * @param nonce 256 bits in base64url
   * @param application that asked for it
   * @param origin for which somebody is to log in
   * @param modes how the application lets somebody prove who they are, as the caller writes it
   * @param expires when it is worth nothing any more
   */
  public record Challenge(
      String nonce, String application, String origin, String modes, Instant expires) {}

  /**
   * Keeps a new challenge.
   *
   * @throws ServeException.Busy if too many are open, of all applications or of this one
   * @throws NotReady if it cannot be kept
   */
  void put(Challenge challenge, Instant now) throws ServeException.Refusal;

  /**
   * Takes a challenge of an application away; whoever comes second finds none.
   *
   * @return empty if there is none, or it is too old
   */
  Optional<Challenge> take(String nonce, String application, Instant now)
      throws ServeException.Refusal;

  @Override
  void close();
}
