// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Landmarks;

class FlatFitTest {

  /** Points of a plane (depth 0) or a dome, turned about the upright axis, seen in perspective. */
  private static Landmarks turned(double degrees, double depth) {
    SplittableRandom random = new SplittableRandom(7);
    double angle = Math.toRadians(degrees);
    float[] xyz = new float[3 * Landmarks.COUNT];
    for (int i = 0; i < Landmarks.COUNT; i++) {
      double x = random.nextDouble(-100, 100);
      double y = random.nextDouble(-130, 130);
      double z = -depth * (1 - (x * x + y * y) / 27000);
      double turnedX = x * Math.cos(angle) - z * Math.sin(angle);
      double turnedZ = 800 + z * Math.cos(angle) + x * Math.sin(angle);
      xyz[3 * i] = (float) (320 + 800 * turnedX / turnedZ);
      xyz[3 * i + 1] = (float) (240 + 800 * y / turnedZ);
    }
    return new Landmarks(xyz);
  }

  @Test
  void planeFitsHoweverItIsTurned() {
    for (double degrees : new double[] {-50, -20, 10, 45}) {
      assertEquals(0, FlatFit.misfit(turned(0, 0), turned(degrees, 0)), 1e-3);
    }
  }

  @Test
  void domeDoesNotFitOnceItTurns() {
    assertEquals(0, FlatFit.misfit(turned(0, 90), turned(0, 90)), 1e-6);
    assertTrue(FlatFit.misfit(turned(0, 90), turned(25, 90)) > 0.08);
  }
}
