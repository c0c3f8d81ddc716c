// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.cue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Cues;

/** Thumbnails made by hand: one bright block that moves, and noise of its own in each frame. */
class RecurrenceTest {
  private static Cues frame(int index, double place) {
    SplittableRandom random = new SplittableRandom(index);
    float[] thumbnail = new float[Cues.COLUMNS * Cues.ROWS];
    for (int i = 0; i < thumbnail.length; i++) {
      double bright = 120 * Math.exp(-Math.pow((i % Cues.COLUMNS - place) / 3, 2));
      thumbnail[i] = (float) (100 + bright + 0.15 * random.nextGaussian());
    }
    return new Cues(index, thumbnail, Double.NaN, Double.NaN);
  }

  private static boolean passes(IntToDoubleFunction place) {
    Recurrence recurrence = new Recurrence(CueLimits.standard());
    boolean good = true;
    for (int i = 0; i < 200 && good; i++) {
      good = recurrence.accept(frame(i, place.applyAsDouble(i)));
    }
    return good;
  }

  private static double wave(double seconds) {
    return 16 + 4 * Math.sin(2.1 * seconds) + 2 * Math.sin(3.7 * seconds + 1);
  }

  @Test
  void movementsOfSomebodyLivingDoNotComeBack() {
    assertTrue(passes(i -> wave(i / 30.0)));
  }

  @Test
  void loopWithFreshNoiseInEachFrameIsFound() {
    assertFalse(passes(i -> wave(i % 50 / 30.0)));
  }

  @Test
  void somebodyWhoSitsStillIsNoLoop() {
    assertTrue(passes(i -> 16));
  }

  /** Up and down the same way, as a head does: never the same pictures in the same order. */
  @Test
  void wayBackIsNoRepetition() {
    assertTrue(passes(i -> 16 + (i < 100 ? i : 200 - i) / 10.0));
  }
}
