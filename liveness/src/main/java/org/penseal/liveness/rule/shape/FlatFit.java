// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.shape;

import org.penseal.liveness.Landmarks;

/**
 * How badly the movement of a face between two frames is explained by a flat picture: the misfit of
 * the best homography between both sets of points (direct linear transform, Hartley and Zisserman,
 * Multiple View Geometry, 4.1), root mean square, by the size of the face.
 */
public final class FlatFit {
  private static final int UNKNOWNS = 8;

  private FlatFit() {}

  /** Near 0 for a flat picture, larger the more depth there is. */
  public static double misfit(Landmarks from, Landmarks to) {
    double[] a = normalised(from);
    double[] b = normalised(to);
    double[] h = homography(a, b);
    double sum = 0;
    for (int i = 0; i < Landmarks.COUNT; i++) {
      double x = a[2 * i];
      double y = a[2 * i + 1];
      double w = h[6] * x + h[7] * y + 1;
      double dx = (h[0] * x + h[1] * y + h[2]) / w - b[2 * i];
      double dy = (h[3] * x + h[4] * y + h[5]) / w - b[2 * i + 1];
      sum += dx * dx + dy * dy;
    }
    return Math.sqrt(sum / Landmarks.COUNT);
  }

  /** Middle at 0, root mean square distance from it 1. */
  private static double[] normalised(Landmarks points) {
    double mx = 0;
    double my = 0;
    for (int i = 0; i < Landmarks.COUNT; i++) {
      mx += points.x(i) / Landmarks.COUNT;
      my += points.y(i) / Landmarks.COUNT;
    }
    double square = 0;
    for (int i = 0; i < Landmarks.COUNT; i++) {
      square += Math.pow(points.x(i) - mx, 2) + Math.pow(points.y(i) - my, 2);
    }
    double scale = 1 / Math.sqrt(square / Landmarks.COUNT);
    double[] xy = new double[2 * Landmarks.COUNT];
    for (int i = 0; i < Landmarks.COUNT; i++) {
      xy[2 * i] = scale * (points.x(i) - mx);
      xy[2 * i + 1] = scale * (points.y(i) - my);
    }
    return xy;
  }

  /** Least squares with the last number fixed to 1. */
  private static double[] homography(double[] a, double[] b) {
    LeastSquares squares = new LeastSquares(UNKNOWNS);
    for (int i = 0; i < a.length; i += 2) {
      double x = a[i];
      double y = a[i + 1];
      squares.add(new double[] {x, y, 1, 0, 0, 0, -x * b[i], -y * b[i]}, b[i]);
      squares.add(new double[] {0, 0, 0, x, y, 1, -x * b[i + 1], -y * b[i + 1]}, b[i + 1]);
    }
    return squares.solve();
  }
}
