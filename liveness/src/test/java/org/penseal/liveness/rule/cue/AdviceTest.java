// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.cue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.Cues;
import org.penseal.liveness.Measures;

class AdviceTest {
  private static double score(double before, double passive, double grid, double border) {
    Advice advice = new Advice(CueLimits.standard());
    for (int i = 0; i < 10; i++) {
      Cues cues = new Cues(i, new float[Cues.COLUMNS * Cues.ROWS], grid, border);
      advice.accept(
          new Measures(Duration.ofMillis(33L * i), 1, null, null, null, null, passive, cues), true);
    }
    return advice.lower(before);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 1})
  void nothingRaisesAScore(double before) {
    assertEquals(before, score(before, 1, 1, 0));
    assertEquals(before, score(before, Double.NaN, Double.NaN, Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.6, 1})
  void passiveModelAloneLowersButNeverRefuses(double before) {
    double after = score(before, 0, 1, 0);
    assertTrue(after <= before && after >= 0.5, () -> "" + after);
    assertTrue(before == 0.5 || after < before);
  }

  @Test
  void gridAndFrameTogetherLeaveLessThanHalfOfAnOrdinaryScore() {
    assertTrue(score(0.8, 1, 500, 1) < 0.5);
  }
}
