// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import org.penseal.liveness.Landmarks;

/**
 * How badly the movement of a face between two frames is explained by a flat picture: the misfit of
 * the best homography between both sets of points (direct linear transform, Hartley and Zisserman,
 * Multiple View Geometry, 4.1), root mean square, by the size of the face.
 */
final class FlatFit {
  private static final int UNKNOWNS = 8;

  private FlatFit() {}

  /** Near 0 for a flat picture, larger the more depth there is. */
  static double misfit(Landmarks from, Landmarks to) {
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

  /**
   * How far the tip of the nose lies beside the line from forehead to chin, by its length; positive
   * to the right of the picture. In a turned head it leaves the line, since it stands out. A photo
   * that is bent round an upright cylinder imitates the rest of a turn, but its upright lines stay
   * straight.
   */
  static double midline(Landmarks p) {
    double dx = p.x(152) - p.x(10);
    double dy = p.y(152) - p.y(10);
    double aside = (p.x(4) - p.x(10)) * dy - (p.y(4) - p.y(10)) * dx;
    return aside / (dx * dx + dy * dy);
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
    double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
    for (int i = 0; i < a.length; i += 2) {
      double x = a[i];
      double y = a[i + 1];
      add(normal, new double[] {x, y, 1, 0, 0, 0, -x * b[i], -y * b[i]}, b[i]);
      add(normal, new double[] {0, 0, 0, x, y, 1, -x * b[i + 1], -y * b[i + 1]}, b[i + 1]);
    }
    return solve(normal);
  }

  private static void add(double[][] normal, double[] row, double value) {
    for (int r = 0; r < UNKNOWNS; r++) {
      for (int c = 0; c < UNKNOWNS; c++) {
        normal[r][c] += row[r] * row[c];
      }
      normal[r][UNKNOWNS] += row[r] * value;
    }
  }

  /** Gaussian elimination with pivoting. */
  private static double[] solve(double[][] m) {
    int n = m.length;
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        if (Math.abs(m[r][c]) > Math.abs(m[pivot][c])) {
          pivot = r;
        }
      }
      double[] swap = m[c];
      m[c] = m[pivot];
      m[pivot] = swap;
      for (int r = 0; r < n; r++) {
        if (r != c) {
          double factor = m[r][c] / m[c][c];
          for (int k = c; k <= n; k++) {
            m[r][k] -= factor * m[c][k];
          }
        }
      }
    }
    double[] solution = new double[n];
    for (int r = 0; r < n; r++) {
      solution[r] = m[r][n] / m[r][r];
    }
    return solution;
  }
}
