// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When work on a file has to end. A part of the work has an earlier end, so that something is left
 * for what follows it. May be shared between threads.
 */
public final class Deadline {
  private final long endNanos;
  private final LongSupplier clock;

  private Deadline(long endNanos, LongSupplier clock) {
    this.endNanos = endNanos;
    this.clock = clock;
  }

  /** So much from now on. */
  public static Deadline in(Duration left) {
    return in(left, System::nanoTime);
  }

  /**
   * So much from now on.
   *
   * @param clock nanoseconds from any origin, as {@link System#nanoTime}
   */
  public static Deadline in(Duration left, LongSupplier clock) {
    return new Deadline(clock.getAsLong() + left.toNanos(), clock);
  }

  /** The end of a part that leaves so much for what follows it. */
  public Deadline sooner(Duration by) {
    return new Deadline(endNanos - by.toNanos(), clock);
  }

  /** The end of a part that begins now and takes so much at most. */
  public Deadline within(Duration most) {
    long latest = clock.getAsLong() + most.toNanos();
    return latest - endNanos < 0 ? new Deadline(latest, clock) : this;
  }

  /** Whether it has passed. */
  public boolean isOver() {
    return endNanos - clock.getAsLong() <= 0;
  }

  /** What is left until then; zero when it has passed. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, endNanos - clock.getAsLong()));
  }

  /** Thrown when time is over; the caller reports a doubt. */
  public static final class Over extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Without a trace: it is no fault. */
    public Over() {
      super("more than is looked at", null, false, false);
    }
  }
}
