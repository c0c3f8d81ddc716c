// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.util.Optional;
import org.penseal.app.workplace.file.Secret;

/**
 * The nodes among which a load balancer shares the calls.
 *
 * @param count how many there are; each grants its part of what an application may
 * @param store where they keep challenges and used nonces together; empty if each keeps its own
 */
public record Nodes(int count, Optional<Database> store) {
  /** One alone. */
  public static final Nodes ONE = new Nodes(1, Optional.empty());

  /**
   * A database of PostgreSQL.
   *
   * @param url {@code jdbc:postgresql://…}; no password stands in it
   * @param user who logs in
   * @param password of the user; empty if the server asks for none
   * @param needsTls whether it is reached only over verified TLS or on this computer
   * @param connections at most so many at a time
   */
  public record Database(
      String url, String user, Optional<Secret> password, boolean needsTls, int connections) {}

  /** The part of a quota that one node grants, rounded up. */
  public long part(long quota) {
    return (quota + count - 1) / count;
  }
}
