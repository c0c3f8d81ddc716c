// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Rates over many comparisons whose truth is known. A writing passes when its indicator is at most
 * the threshold.
 *
 * @param eer the rate at which as many genuine writings are refused as forgeries pass, 0 to 1; not
 *     a number without both kinds
 * @param threshold the one for that rate
 * @param points genuine writings refused when 1, 5 and 10 % of the forgeries pass
 */
public record Rates(double eer, double threshold, List<Point> points) {
  private static final double[] ACCEPTED = {0.01, 0.05, 0.10};

  /**
   * One setting.
   *
   * @param falseAccepted part of the forgeries that may pass at most
   * @param falseRefused part of the genuine writings that are then refused
   * @param threshold the greatest one that allows no more
   */
  public record Point(double falseAccepted, double falseRefused, double threshold) {}

  /** Rates of these indicators. */
  public static Rates of(double[] genuine, double[] forged) {
    if (genuine.length == 0 || forged.length == 0) {
      return new Rates(Double.NaN, Double.NaN, List.of());
    }
    double[] good = genuine.clone();
    double[] bad = forged.clone();
    Arrays.sort(good);
    Arrays.sort(bad);
    double[] thresholds = DoubleStream.concat(Arrays.stream(good), Arrays.stream(bad)).toArray();
    Arrays.sort(thresholds);
    // Below the first threshold every genuine writing is refused and nothing passes.
    double refusedBefore = 1;
    double acceptedBefore = 0;
    for (double threshold : thresholds) {
      double refused = 1 - atMost(good, threshold);
      double accepted = atMost(bad, threshold);
      if (accepted >= refused) {
        double gapBefore = refusedBefore - acceptedBefore;
        double gap = accepted - refused;
        double part = gapBefore + gap == 0 ? 0 : gapBefore / (gapBefore + gap);
        double eer = acceptedBefore + part * (accepted - acceptedBefore);
        return new Rates(eer, threshold, points(good, bad));
      }
      refusedBefore = refused;
      acceptedBefore = accepted;
    }
    throw new IllegalStateException("the rates do not cross");
  }

  private static List<Point> points(double[] good, double[] bad) {
    return Arrays.stream(ACCEPTED)
        .mapToObj(
            allowed -> {
              int pass = (int) Math.floor(allowed * bad.length + 1e-9);
              // Just below the first forgery that may not pass.
              double threshold = pass < bad.length ? Math.nextDown(bad[pass]) : bad[pass - 1];
              return new Point(allowed, 1 - atMost(good, threshold), threshold);
            })
        .toList();
  }

  /** Part of the sorted values that are at most this. */
  private static double atMost(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (double) low / sorted.length;
  }
}
