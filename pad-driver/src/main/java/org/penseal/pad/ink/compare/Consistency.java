// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.compare;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * How consistent a writing is with references: the smaller, the more. It is an indicator with the
 * error rates of {@link ErrorRates}, never a decision: there is no threshold here.
 *
 * <p>The distance of two writings is the warped distance of their movements and 0.8 times the
 * difference of the logarithms of their durations, since a slow tracing is found by nothing else.
 * With one reference the indicator is that distance. With more it is measured by the references
 * themselves: the mean of three ratios, of the mean, the smallest and the greatest distance to the
 * references over the same among them; 1 is a writing as consistent as the references are.
 *
 * @param references how many, 1 to 5
 * @param indicator the number, 0 or more
 * @param shape mean warped distance to the references
 * @param duration mean difference of the logarithms of the durations
 * @param amongReferences mean distance of the references to each other; not a number with one
 */
public record Consistency(
    int references, double indicator, double shape, double duration, double amongReferences) {
  /** Most references. */
  public static final int MOST_REFERENCES = 5;

  private static final double DURATION_WEIGHT = 0.8;

  /**
   * Compares.
   *
   * @param references 1 to 5 writings of one person
   * @param probe the writing in question
   * @param warping its rows are used
   */
  public static Consistency of(List<Movement> references, Movement probe, Warping warping) {
    if (references.isEmpty() || references.size() > MOST_REFERENCES) {
      throw new IllegalArgumentException("one to five references");
    }
    DoubleSummaryStatistics to = new DoubleSummaryStatistics();
    double shapes = 0;
    double durations = 0;
    for (Movement reference : references) {
      double shape = warping.distance(reference, probe);
      double duration = durations(reference, probe);
      shapes += shape;
      durations += duration;
      to.accept(shape + DURATION_WEIGHT * duration);
    }
    int count = references.size();
    DoubleSummaryStatistics among = among(references, warping);
    return new Consistency(
        count,
        count == 1 ? to.getAverage() : ratio(to, among),
        shapes / count,
        durations / count,
        count == 1 ? Double.NaN : among.getAverage());
  }

  private static DoubleSummaryStatistics among(List<Movement> references, Warping warping) {
    DoubleSummaryStatistics among = new DoubleSummaryStatistics();
    for (int i = 0; i < references.size(); i++) {
      for (int j = i + 1; j < references.size(); j++) {
        double shape = warping.distance(references.get(i), references.get(j));
        among.accept(shape + DURATION_WEIGHT * durations(references.get(i), references.get(j)));
      }
    }
    return among;
  }

  private static double ratio(DoubleSummaryStatistics to, DoubleSummaryStatistics among) {
    return (part(to.getAverage(), among.getAverage())
            + part(to.getMin(), among.getMin())
            + part(to.getMax(), among.getMax()))
        / 3;
  }

  /** References that are copies of each other must not make every other writing infinitely far. */
  private static double part(double to, double among) {
    return to / Math.max(among, 1e-3);
  }

  private static double durations(Movement a, Movement b) {
    return Math.abs(Math.log(a.durationMs() / b.durationMs()));
  }
}
