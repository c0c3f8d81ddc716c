// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

/**
 * A share of some cases, with the interval that holds the true one in 95 of 100 such samples
 * (Clopper and Pearson 1934, exact): with few cases it is wide, and zero errors do not mean none.
 *
 * @param hits how many
 * @param of how many there were
 */
public record Proportion(int hits, int of) {
  private static final double TAIL = 0.025;
  private static final int STEPS = 60; // halvings: beyond the precision of a double

  public Proportion {
    if (hits < 0 || hits > of) {
      throw new IllegalArgumentException(hits + " of " + of);
    }
  }

  /** The share itself, 0 to 1; NaN of none. */
  public double value() {
    return of == 0 ? Double.NaN : (double) hits / of;
  }

  /** Lower end of the interval; 0 when nothing is known. */
  public double low() {
    return hits == 0 ? 0 : bisect(p -> 1 - atMost(hits - 1, p) < TAIL);
  }

  /** Upper end of the interval; 1 when nothing is known. */
  public double high() {
    return hits == of ? 1 : bisect(p -> atMost(hits, p) > TAIL);
  }

  private interface Below {
    boolean test(double p);
  }

  private static double bisect(Below below) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (below.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Probability of at most k hits when each has probability p. */
  private double atMost(int k, double p) {
    double sum = 0;
    double logChoose = 0;
    for (int i = 0; i <= k; i++) {
      sum += Math.exp(logChoose + i * Math.log(p) + (of - i) * Math.log1p(-p));
      logChoose += Math.log(of - i) - Math.log(i + 1);
    }
    return Math.min(1, sum);
  }
}
