// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Box;
import org.penseal.liveness.Cues;
import org.penseal.liveness.Face;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Measures.SkinMotion;
import org.penseal.liveness.Verdict.Fact;

/** The mesh always shows a head here: what differs is how the skin moves. */
class TurnWatchTest {
  private static final double HEAD = 120;
  private static final double SHEET = 0;

  private final TurnWatch watch =
      new TurnWatch(1, Baseline.of(Collections.nCopies(8, face(0))), Thresholds.standard());

  private static float[] points(double degrees, double depth, int count) {
    SplittableRandom random = new SplittableRandom(7);
    double angle = Math.toRadians(degrees);
    float[] xyz = new float[3 * count];
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble(-100, 100);
      double y = random.nextDouble(-130, 130);
      double z = -depth * (1 - (x * x + y * y) / 27000);
      xyz[3 * i] = (float) (320 + x * Math.cos(angle) - z * Math.sin(angle));
      xyz[3 * i + 1] = (float) (240 + y);
    }
    return xyz;
  }

  private static Face face(double yaw) {
    return new Face(
        new Box(200, 100, 200, 260),
        1,
        1,
        new Landmarks(points(yaw, HEAD, Landmarks.COUNT)),
        new Face.Pose(yaw, 0, 0),
        new Face.Eyes(0.3, 0, 0),
        0);
  }

  private static SkinMotion skin(double from, double to, double depth, int count) {
    return new SkinMotion(face(from), flat(from, depth, count), flat(to, depth, count));
  }

  private static float[] flat(double degrees, double depth, int count) {
    float[] xyz = points(degrees, depth, count);
    float[] xy = new float[2 * count];
    for (int i = 0; i < count; i++) {
      xy[2 * i] = xyz[3 * i];
      xy[2 * i + 1] = xyz[3 * i + 1];
    }
    return xy;
  }

  private Watch.Progress see(double yaw, @Nullable SkinMotion motion) {
    Face face = face(yaw);
    Cues cues = new Cues(0, new float[Cues.COLUMNS * Cues.ROWS], Double.NaN, Double.NaN);
    return watch.accept(
        face, new Measures(Duration.ZERO, 1, face, null, motion, null, Double.NaN, cues));
  }

  private Fact relief() {
    return watch.facts().stream().filter(f -> f.name().equals("relief")).findFirst().orElseThrow();
  }

  @Test
  void aHeadWhoseSkinMovesAsAHeadPasses() {
    see(25, skin(0, 25, HEAD, 100));
    assertEquals(Watch.Progress.PASSED, see(2, skin(0, 2, HEAD, 100)));
    assertTrue(relief().met(), watch.facts()::toString);
    assertTrue(watch.facts().stream().noneMatch(TurnWatch::doubtful), watch.facts()::toString);
  }

  @Test
  void skinThatMovesAsPaperNeverPasses() {
    for (double yaw : new double[] {22, 30, 38}) {
      see(yaw, skin(0, yaw, SHEET, 100));
    }
    assertEquals(Watch.Progress.WAITING, see(2, skin(0, 2, SHEET, 100)));
    assertFalse(relief().met());
  }

  /** Losing the points does not help who was seen to be of paper. */
  @Test
  void paperThatIsNoLongerFollowedDoesNotPass() {
    see(25, skin(0, 25, SHEET, 100));
    see(30, skin(0, 30, SHEET, 10));
    assertEquals(Watch.Progress.WAITING, see(2, null));
  }

  @Test
  void whoHadTurnedBeforeMustTurnFurther() {
    see(25, skin(12, 25, HEAD, 100));
    assertEquals(Watch.Progress.WAITING, see(2, skin(0, 2, HEAD, 100)));
    see(33, skin(12, 33, HEAD, 100));
    assertEquals(Watch.Progress.PASSED, see(2, skin(0, 2, HEAD, 100)));
  }

  @Test
  void skinThatCannotBeFollowedLeavesADoubt() {
    see(25, skin(0, 25, HEAD, 19));
    assertEquals(Watch.Progress.PASSED, see(2, null));
    assertTrue(Double.isNaN(relief().measured()));
    assertTrue(watch.facts().stream().anyMatch(TurnWatch::doubtful));
  }
}
