// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A similarity from a picture to a crop: {@code u = a x - b y + tx, v = b x + a y + ty}, pixel
 * centres at whole numbers on both sides.
 */
record Crop(double a, double b, double tx, double ty) {
  private static final int NEIGHBOURS = 2;

  /** The square with a given centre and side, turned by an angle, filling {@code size} pixels. */
  static Crop square(double centreX, double centreY, double side, double radians, int size) {
    double scale = size / side;
    double a = scale * Math.cos(radians);
    double b = -scale * Math.sin(radians);
    double half = (size - 1) / 2.0;
    return new Crop(a, b, half - a * centreX + b * centreY, half - b * centreX - a * centreY);
  }

  /**
   * The least-squares similarity that moves points onto others (Umeyama 1991, without reflection).
   *
   * @param from x0, y0, x1, y1, ...
   * @param to as many
   */
  static Crop between(double[] from, double[] to) {
    int n = from.length / 2;
    double fx = 0;
    double fy = 0;
    double gx = 0;
    double gy = 0;
    for (int i = 0; i < n; i++) {
      fx += from[2 * i] / n;
      fy += from[2 * i + 1] / n;
      gx += to[2 * i] / n;
      gy += to[2 * i + 1] / n;
    }
    double dot = 0;
    double cross = 0;
    double norm = 0;
    for (int i = 0; i < n; i++) {
      double x = from[2 * i] - fx;
      double y = from[2 * i + 1] - fy;
      double u = to[2 * i] - gx;
      double v = to[2 * i + 1] - gy;
      dot += x * u + y * v;
      cross += x * v - y * u;
      norm += x * x + y * y;
    }
    double a = dot / norm;
    double b = cross / norm;
    return new Crop(a, b, gx - a * fx + b * fy, gy - b * fx - a * fy);
  }

  /** Crop pixels for one picture pixel. */
  double scale() {
    return Math.hypot(a, b);
  }

  /** Picture x of a crop point. */
  double backX(double u, double v) {
    double s = a * a + b * b;
    return (a * (u - tx) + b * (v - ty)) / s;
  }

  /** Picture y of a crop point. */
  double backY(double u, double v) {
    double s = a * a + b * b;
    return (-b * (u - tx) + a * (v - ty)) / s;
  }

  /**
   * The same similarity from the picture without what lies left of {@code x} and above {@code y}.
   */
  Crop after(int x, int y) {
    return new Crop(a, b, tx + a * x - b * y, ty + b * x + a * y);
  }

  /**
   * The part of a picture that a crop is cut out of, with the neighbours it is interpolated from.
   *
   * @param size of the crop, pixels
   * @param width of the picture
   * @param height of the picture
   * @return empty when the crop lies outside; the caller closes it
   */
  Rect within(int size, int width, int height) {
    double half = (size - 1) / 2.0;
    double reach = half * (Math.abs(a) + Math.abs(b)) / (scale() * scale()) + NEIGHBOURS;
    double x = backX(half, half);
    double y = backY(half, half);
    int left = (int) Math.max(0, x - reach);
    int top = (int) Math.max(0, y - reach);
    int right = (int) Math.min(width, x + reach + 1);
    int bottom = (int) Math.min(height, y + reach + 1);
    return new Rect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }
}
