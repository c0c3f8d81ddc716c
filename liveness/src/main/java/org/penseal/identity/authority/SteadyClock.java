// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * Measures how long something takes, whatever the clock of the wall is set to meanwhile. Its
 * instants count from 1970 at its making and are good only to be compared with each other. Any
 * thread.
 */
final class SteadyClock extends Clock {
  private final LongSupplier nanos;
  private final long start;

  /**
   * @param nanos never goes back, as {@code System::nanoTime}
   */
  SteadyClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(nanos.getAsLong() - start);
  }

  /** How long it is until then; negative if it is over. */
  Duration until(Instant then) {
    return Duration.between(instant(), then);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
