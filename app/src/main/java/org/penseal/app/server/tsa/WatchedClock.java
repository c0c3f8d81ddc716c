// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.tsa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The machine's clock, held against a clock that only goes forward: one that jumps is not believed
 * any more, until peers say that it is right. Time that is drawn slowly to the right one (NTP does
 * so with 500 ppm) is no jump. May be shared between threads.
 */
final class WatchedClock {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final Clock wall;
  private final LongSupplier nanos;
  private final Duration mostOff;
  private Instant knownWall;
  private long knownNanos;
  private Instant confirmedWall;
  private long confirmedNanos;
  private boolean jumped;

  /**
   * A clock that is believed from now on.
   *
   * @param nanos a clock that only goes forward
   * @param mostOff how far the two may part within one step, and a tenth of how far in all
   */
  WatchedClock(Clock wall, LongSupplier nanos, Duration mostOff) {
    this.wall = wall;
    this.nanos = nanos;
    this.mostOff = mostOff;
    this.knownWall = wall.instant();
    this.knownNanos = nanos.getAsLong();
    this.confirmedWall = knownWall;
    this.confirmedNanos = knownNanos;
  }

  /** The time; empty after a jump. */
  synchronized Optional<Instant> now() {
    Instant at = wall.instant();
    long passed = nanos.getAsLong() - knownNanos;
    Duration off = Duration.between(knownWall.plusNanos(passed), at).abs();
    // Both run on while nobody asks; half a thousandth of that is drift.
    Duration drift = Duration.ofNanos(Math.abs(passed) / 1000);
    long sinceConfirmed = nanos.getAsLong() - confirmedNanos;
    Duration all = Duration.between(confirmedWall.plusNanos(sinceConfirmed), at).abs();
    Duration most = mostOff.multipliedBy(10).plusNanos(Math.abs(sinceConfirmed) / 1000);
    if (off.compareTo(mostOff.plus(drift)) > 0 || all.compareTo(most) > 0) {
      jumped = true;
    } else if (passed >= STEP.toNanos()) {
      knownWall = at;
      knownNanos += passed;
    }
    return jumped ? Optional.empty() : Optional.of(at);
  }

  /** Whether it has jumped. */
  synchronized boolean jumped() {
    return now().isEmpty();
  }

  /** Peers have said that the time is right: it is believed again from here. */
  synchronized void confirmed() {
    knownWall = wall.instant();
    knownNanos = nanos.getAsLong();
    confirmedWall = knownWall;
    confirmedNanos = knownNanos;
    jumped = false;
  }

  /** It is not believed from here on. */
  synchronized void distrust() {
    jumped = true;
  }
}
