// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.util.List;
import org.penseal.liveness.Verdict.Fact;
import org.penseal.liveness.Verdict.Step;

/** One number for ordering verdicts; not a probability. */
final class Score {
  private Score() {}

  /**
   * Live: 0.5 and, by how far each measure lies beyond its limit (twice the limit counts fully), up
   * to 1. Not live: below 0.5, by the share of challenges that were met.
   */
  static double of(boolean live, List<Step> steps, int challenges) {
    if (!live) {
      return 0.49 * steps.stream().filter(Step::passed).count() / challenges;
    }
    double margin =
        steps.stream()
            .flatMap(step -> step.facts().stream())
            .mapToDouble(Score::margin)
            .average()
            .orElse(0);
    return 0.5 + 0.5 * margin;
  }

  private static double margin(Fact fact) {
    double big = Math.max(Math.abs(fact.measured()), Math.abs(fact.needed()));
    return big == 0 ? 0 : Math.min(1, Math.abs(fact.measured() - fact.needed()) * 2 / big);
  }
}
