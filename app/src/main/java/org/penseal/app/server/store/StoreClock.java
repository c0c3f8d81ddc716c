// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the clock of this node is from the clock of the database that all nodes share. May be
 * shared between threads.
 */
final class StoreClock {
  /** The most that they may be apart. */
  static final Duration MOST = Duration.ofSeconds(5);

  /** What the database's clock says at the beginning of a transaction, in milliseconds. */
  static final String NOW = "(extract(epoch FROM now()) * 1000)::bigint";

  private static final Logger LOG = LoggerFactory.getLogger(StoreClock.class);

  private volatile Duration off = Duration.ZERO;

  /**
   * Takes what the database has said.
   *
   * @param storeMillis its clock
   * @param asked this node's clock before it was asked
   * @param answered this node's clock after it had answered
   * @return whether they are near enough to each other
   */
  boolean agrees(long storeMillis, Instant asked, Instant answered) {
    Instant said = Instant.ofEpochMilli(storeMillis);
    Duration next = Duration.ZERO;
    if (said.isBefore(asked)) {
      next = Duration.between(asked, said);
    } else if (said.isAfter(answered)) {
      next = Duration.between(answered, said);
    }
    boolean well = isNear(next);
    if (well != isNear(off)) {
      LOG.warn("the clock of the store is {} s ahead of this node's", next.toMillis() / 1000.0);
    }
    off = next;
    return well;
  }

  private static boolean isNear(Duration off) {
    return off.abs().compareTo(MOST) <= 0;
  }

  /** Whether they were near enough to each other when they were last compared. */
  boolean agrees() {
    return isNear(off);
  }

  /** How far the store's was ahead when they were last compared. */
  Duration off() {
    return off;
  }
}
