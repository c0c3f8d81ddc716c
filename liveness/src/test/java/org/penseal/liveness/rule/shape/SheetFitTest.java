// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Box;
import org.penseal.liveness.Face;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.Measures.SkinMotion;
import org.penseal.liveness.rule.Thresholds;

class SheetFitTest {
  private static final int POINTS = 100;
  private static final double LIMIT = Thresholds.standard().head().turnRelief();

  /** Depth of a thing at a point, in the unit of the point; towards the camera is negative. */
  private interface Surface {
    double depth(double x, double y);
  }

  private static double cylinder(double x) {
    return 90 - Math.sqrt(90 * 90 - x * x);
  }

  /** A cylinder with a nose on it. */
  private static double head(double x, double y) {
    return cylinder(x) - 25 * Math.exp(-(x * x + y * y) / (2 * 15 * 15));
  }

  private static double misfit(Surface surface, double degrees, double noise, int count) {
    SplittableRandom random = new SplittableRandom(5);
    double angle = Math.toRadians(degrees);
    float[] from = new float[2 * count];
    float[] to = new float[2 * count];
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble(-60, 60);
      double y = random.nextDouble(-80, 80);
      from[2 * i] = (float) (320 + x);
      from[2 * i + 1] = (float) (240 + y);
      double turned = x * Math.cos(angle) - surface.depth(x, y) * Math.sin(angle);
      to[2 * i] = (float) (320 + turned + noise * random.nextDouble(-1, 1));
      to[2 * i + 1] = (float) (240 + y + noise * random.nextDouble(-1, 1));
    }
    return SheetFit.relief(new SkinMotion(face(), from, to));
  }

  /** Its points lie 60 pixels from their middle in the mean square. */
  private static Face face() {
    float[] xyz = new float[3 * Landmarks.COUNT];
    for (int i = 0; i < Landmarks.COUNT; i++) {
      xyz[3 * i] = i % 2 == 0 ? 260 : 380;
      xyz[3 * i + 1] = 240;
    }
    return new Face(
        new Box(260, 160, 120, 160),
        1,
        1,
        new Landmarks(xyz),
        new Face.Pose(0, 0, 0),
        new Face.Eyes(0.3, 0, 0),
        0);
  }

  @Test
  void aFlatOrBentSheetFitsHoweverItTurns() {
    for (double degrees : new double[] {-40, -20, 25, 35}) {
      assertEquals(0, misfit((x, y) -> 0, degrees, 0, POINTS), 1e-3);
      assertEquals(0, misfit((x, y) -> cylinder(x), degrees, 0, POINTS), 2e-3);
      assertEquals(0, misfit((x, y) -> 0.2 * y, degrees, 0, POINTS), 1e-3); // it leans
    }
  }

  @Test
  void aHeadDoesNotFitFromTwentyDegreesOn() {
    for (double degrees : new double[] {-40, -20, 20, 35}) {
      assertTrue(misfit(SheetFitTest::head, degrees, 0, POINTS) > LIMIT);
    }
    assertEquals(0, misfit(SheetFitTest::head, 0, 0, POINTS), 1e-3);
  }

  /** Paper that is bent about a line across the face, not upright. */
  @Test
  void aCylinderThatLeansFits() {
    for (double lean : new double[] {-25, -10, 10, 20, 30}) {
      double c = Math.cos(Math.toRadians(lean));
      double s = Math.sin(Math.toRadians(lean));
      assertEquals(0, misfit((x, y) -> cylinder(0.7 * (c * x + s * y)), 30, 0, POINTS), LIMIT / 2);
    }
  }

  /** Points drift by a pixel and more; 60 of them are what a small face gives. */
  @Test
  void noiseMakesNeitherAHeadOfASheetNorASheetOfAHead() {
    for (int count : new int[] {60, POINTS}) {
      assertTrue(misfit((x, y) -> cylinder(x), 30, 2, count) < LIMIT);
      assertTrue(misfit(SheetFitTest::head, 25, 2, count) > LIMIT);
    }
  }

  @Test
  void tooFewPointsSayNothing() {
    assertTrue(Double.isNaN(misfit((x, y) -> 0, 25, 0, SheetFit.LEAST_POINTS - 1)));
    assertEquals(0, misfit((x, y) -> 0, 25, 0, SheetFit.LEAST_POINTS), 1e-3);
  }
}
