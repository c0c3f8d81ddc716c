// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.hand;

/**
 * One submovement of the sigma-lognormal model (Plamondon's kinematic theory): a straight way whose
 * speed over time is a lognormal curve. Movements overlap and add up to the way of the pen.
 *
 * @param startMs when it begins
 * @param mu logarithmic time delay, of milliseconds
 * @param sigma logarithmic response time
 * @param dx way in x
 * @param dy way in y
 */
record Lognormal(double startMs, double mu, double sigma, double dx, double dy) {

  /** The part of the way that is done at a time, 0 to 1. */
  double done(double timeMs) {
    double since = timeMs - startMs;
    if (since <= 0) {
      return 0;
    }
    return 0.5 * (1 + erf((StrictMath.log(since) - mu) / (sigma * StrictMath.sqrt(2))));
  }

  /** When 97.7 % of the way are done (two sigma). */
  double endMs() {
    return startMs + StrictMath.exp(mu + 2 * sigma);
  }

  /** Error function (Abramowitz and Stegun, 7.1.26; error below 1.5e-7). */
  private static double erf(double x) {
    double a = StrictMath.abs(x);
    double t = 1 / (1 + 0.3275911 * a);
    double poly =
        ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592)
            * t;
    double value = 1 - poly * StrictMath.exp(-a * a);
    return x < 0 ? -value : value;
  }
}
