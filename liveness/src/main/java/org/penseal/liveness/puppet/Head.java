// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import java.util.Arrays;
import org.penseal.liveness.Landmarks;

/**
 * A head in three dimensions: the 468 mesh points, a ring for the skull that turns along and a ring
 * that stays at rest; triangles over all of them. Pixels of the canvas, z away from the camera.
 */
final class Head {
  /** Depth of the mesh model is flat; measured turns fit the rendered ones with this factor. */
  private static final double DEPTH = 1.5;

  /** Weak perspective, pixels. */
  private static final double FOCAL = 2200;

  private static final int RING = Regions.OVAL.length;
  private static final int SKULL = Landmarks.COUNT;
  private static final int REST = SKULL + RING;
  private static final int COUNT = REST + RING;

  private final double[] x = new double[COUNT];
  private final double[] y = new double[COUNT];
  private final double[] z = new double[COUNT];
  private final double[] follow = new double[COUNT];
  private final double[] jaw = new double[COUNT];
  private final int[] triangles;
  private final double width;
  private final double axisX;
  private final double axisY;
  private final double axisZ;
  private final Expression expression;

  Head(Landmarks points, int[] faceTriangles) {
    double depth = 0;
    for (int i = 0; i < Landmarks.COUNT; i++) {
      x[i] = points.x(i);
      y[i] = points.y(i);
      z[i] = DEPTH * points.z(i);
      follow[i] = 1;
      depth += z[i] / Landmarks.COUNT;
    }
    width = points.distance(234, 454);
    axisX = (x[234] + x[454]) / 2;
    axisY = (y[234] + y[454]) / 2 + 0.35 * width;
    axisZ = depth + 0.45 * width;
    double centreY = (y[10] + y[152]) / 2;
    for (int i = 0; i < RING; i++) {
      ring(i, centreY);
    }
    triangles = Arrays.copyOf(faceTriangles, faceTriangles.length + 12 * RING);
    strips(faceTriangles.length);
    expression = new Expression(points);
  }

  /** The skull reaches further up and aside than the face, but not below the chin. */
  private void ring(int i, double centreY) {
    int oval = Regions.OVAL[i];
    double dx = x[oval] - axisX;
    double dy = y[oval] - centreY;
    double length = Math.hypot(dx, dy);
    double aside = dx * dx / (length * length);
    double up = dy < 0 ? 1 - aside : 0;
    double down = dy >= 0 ? 1 - aside : 0;
    double skull = 1.32 * aside + 2.2 * up + 1.15 * down;
    x[SKULL + i] = axisX + skull * dx;
    y[SKULL + i] = centreY + skull * dy;
    z[SKULL + i] = z[oval] + width * (0.12 * aside + 0.1 * up + 0.2 * down);
    follow[SKULL + i] = 1 - 0.45 * down;
    jaw[SKULL + i] = 0.06 * width * down;
    double rest = 2.5 * aside + 3.1 * up + 1.8 * down;
    x[REST + i] = axisX + rest * dx;
    y[REST + i] = centreY + rest * dy;
    z[REST + i] = axisZ + 0.3 * width;
    follow[REST + i] = 0;
  }

  private void strips(int from) {
    int at = from;
    for (int i = 0; i < RING; i++) {
      int j = (i + 1) % RING;
      int[] inner = {Regions.OVAL[i], Regions.OVAL[j], SKULL + i, SKULL + j};
      int[] outer = {SKULL + i, SKULL + j, REST + i, REST + j};
      for (int[] quad : new int[][] {inner, outer}) {
        int[] two = {quad[0], quad[2], quad[1], quad[1], quad[2], quad[3]};
        System.arraycopy(two, 0, triangles, at, 6);
        at += 6;
      }
    }
  }

  /** Corner numbers, three for each triangle. */
  int[] triangles() {
    return triangles;
  }

  /** Where point {@code i} is in the still: x. */
  double stillX(int i) {
    return x[i];
  }

  /** Where point {@code i} is in the still: y. */
  double stillY(int i) {
    return y[i];
  }

  /** Where the skin of point {@code i} is taken from, x. */
  double skinX(int i, Gesture gesture) {
    return x[i] + (i < Landmarks.COUNT ? expression.skinX(i, gesture) : 0);
  }

  /** Where the skin of point {@code i} is taken from, y. */
  double skinY(int i, Gesture gesture) {
    return y[i] + (i < Landmarks.COUNT ? expression.skinY(i, gesture) : 0);
  }

  /**
   * What a triangle is painted over with.
   *
   * @param amounts at its corners, 0 to 1
   * @param skin with the colour of the cheek; else dark
   */
  @SuppressWarnings("ArrayRecordComponent") // three numbers for the painter's inner loop
  record Tint(double[] amounts, boolean skin) {}

  private static final Tint NONE = new Tint(new double[3], false);

  /** The inside of an open mouth, the lashes of a closed eye, the even skin of a lid. */
  Tint tint(int[] corners, Gesture gesture) {
    boolean mouth = true;
    boolean eye = true;
    boolean lid = true;
    for (int i : corners) {
      if (i >= Landmarks.COUNT) {
        return NONE;
      }
      mouth &= expression.lip(i);
      eye &= expression.eye(i);
      lid &= expression.lid(i);
    }
    if (!mouth && !eye && !lid) {
      return NONE;
    }
    double[] amounts = new double[3];
    for (int k = 0; k < 3; k++) {
      amounts[k] =
          mouth
              ? expression.mouthShade(corners[k], gesture)
              : eye ? expression.eyeShade(gesture) : expression.lidTint(gesture);
    }
    return new Tint(amounts, !mouth && !eye);
  }

  /**
   * All points in a gesture.
   *
   * @return x, y (canvas) and z, three for each point
   */
  double[] pose(Gesture gesture) {
    double[] posed = new double[3 * COUNT];
    for (int i = 0; i < COUNT; i++) {
      double px = x[i];
      double py = y[i];
      double pz = z[i];
      py += gesture.mouth() * jaw[i];
      if (i < Landmarks.COUNT) {
        px += expression.moveX(i, gesture);
        py += expression.moveY(i, gesture);
        pz += expression.moveZ(i, gesture);
      }
      place(posed, i, px, py, pz, gesture);
    }
    return posed;
  }

  private void place(double[] posed, int i, double px, double py, double pz, Gesture gesture) {
    // Back to space, so that the head at rest is projected onto itself.
    double dx = (px - axisX) * (FOCAL + pz) / FOCAL;
    double dy = (py - axisY) * (FOCAL + pz) / FOCAL;
    double dz = pz - axisZ;
    double yaw = Math.toRadians(follow[i] * gesture.yaw());
    double turnedX = dx * Math.cos(yaw) - dz * Math.sin(yaw);
    double turnedZ = dz * Math.cos(yaw) + dx * Math.sin(yaw);
    double pitch = Math.toRadians(follow[i] * gesture.pitch());
    double nodY = dy * Math.cos(pitch) - turnedZ * Math.sin(pitch);
    double nodZ = turnedZ * Math.cos(pitch) + dy * Math.sin(pitch);
    double depth = nodZ + axisZ;
    posed[3 * i] = axisX + turnedX * FOCAL / (FOCAL + depth);
    posed[3 * i + 1] = axisY + nodY * FOCAL / (FOCAL + depth);
    posed[3 * i + 2] = depth;
  }
}
