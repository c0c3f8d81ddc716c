// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.figure;

import java.util.Arrays;

/** Many measured times, for what most and what nearly all of them took. Not thread-safe. */
public final class Latencies {
  private static final double NANOS_PER_MS = 1e6;

  private long[] nanos = new long[1024];
  private int count;

  /** Adds one. */
  public void add(long time) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = time;
  }

  /** How many were added. */
  public int count() {
    return count;
  }

  /** Forgets them all. */
  public void forget() {
    count = 0;
  }

  /**
   * The time that this part of them did not exceed.
   *
   * @param part 0 to 1
   */
  public double ms(double part) {
    return nanos(part) / NANOS_PER_MS;
  }

  /** The same in the unit that was added. */
  public double nanos(double part) {
    if (count == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int at = (int) Math.ceil(part * count) - 1;
    return sorted[Math.clamp(at, 0, count - 1)];
  }
}
