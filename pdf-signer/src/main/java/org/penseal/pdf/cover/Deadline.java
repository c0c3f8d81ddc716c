// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.time.Duration;

/** The time at which the examination of pages ends. */
record Deadline(long nanos) {
  static Deadline in(Duration left) {
    return new Deadline(System.nanoTime() + left.toNanos());
  }

  boolean isOver() {
    return System.nanoTime() - nanos >= 0;
  }

  Duration left() {
    return Duration.ofNanos(Math.max(1, nanos - System.nanoTime()));
  }

  /** Thrown when time is over; the caller reports a doubt. */
  static final class Over extends RuntimeException {
    private static final long serialVersionUID = 1;

    Over() {
      super("more than is looked at", null, false, false);
    }
  }
}
