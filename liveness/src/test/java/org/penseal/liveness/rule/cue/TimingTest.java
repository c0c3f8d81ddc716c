// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.cue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class TimingTest {
  /** How many of 60 frames are accepted before the first that is not. */
  private static int accepted(IntToLongFunction millis) {
    Timing timing = new Timing(CueLimits.standard());
    int i = 0;
    while (i < 60 && timing.accept(Duration.ofMillis(millis.applyAsLong(i)))) {
      i++;
    }
    return i;
  }

  @Test
  void unevenFramesOfABusyMachineAreFine() {
    assertEquals(60, accepted(i -> 33L * i + 400L * (i / 7) + 200L * (i / 20)));
  }

  @Test
  void gapOfMoreThanASecondIsNot() {
    assertEquals(30, accepted(i -> 33L * i + (i >= 30 ? 1100 : 0)));
  }

  @Test
  void timeThatRunsBackwardsOrStandsStillIsNot() {
    assertEquals(30, accepted(i -> i < 30 ? 33L * i : 33L * i - 100));
    assertEquals(30, accepted(i -> 33L * Math.min(i, 29)));
  }

  @Test
  void aPictureNowAndThenIsNoFilm() {
    assertEquals(14, accepted(i -> 300L * i));
  }
}
