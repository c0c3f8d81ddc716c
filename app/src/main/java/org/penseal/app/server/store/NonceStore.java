// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.time.Duration;
import java.time.Instant;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;

/**
 * Nonces of requests that were used, kept until nobody would accept them any more. May be shared
 * between threads; {@link Stores} closes it.
 */
public interface NonceStore extends AutoCloseable {
  /** The most that are kept. */
  int MOST_KEPT = 4_000_000;

  /** How much longer they are kept than needed: clocks are not all right. */
  Duration MARGIN = Duration.ofMinutes(10);

  /**
   * Uses a nonce.
   *
   * @param nonce with whatever tells it from those of other keys
   * @param until when it may be forgotten
   * @return false if it was used before
   * @throws ServeException.Busy if too many are kept
   * @throws NotReady if it cannot be kept
   */
  boolean use(String nonce, Instant until, Instant now) throws ServeException.Refusal;

  /**
   * Of what was made before this moment it is not known for sure whether it was used.
   *
   * @param now told each time, so that a clock that was set back is noticed
   */
  Instant since(Instant now);

  @Override
  void close();
}
