// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.util.List;

/**
 * A matrix (ISO 32000-2, 8.3.4) with which all readers calculate the same place. PDFBox calculates
 * in floats and others in doubles, so what is moved far away and back, or enlarged and reduced
 * again, could end up elsewhere in PDFBox.
 */
record Transform(double a, double b, double c, double d, double e, double f) {
  static final Transform IDENTITY = new Transform(1, 0, 0, 1, 0, 0);

  // Up to here a float distinguishes tenths of a point.
  private static final double FARTHEST_POINTS = 1e6;
  private static final double LARGEST_SCALE = 1e6;
  private static final double LEAST_AREA = 1e-12;

  static Transform of(List<Object> numbers) {
    double[] n = numbers.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
    return new Transform(n[0], n[1], n[2], n[3], n[4], n[5]);
  }

  static Transform of(float[] n) {
    return new Transform(n[0], n[1], n[2], n[3], n[4], n[5]);
  }

  static Transform move(double right, double up) {
    return new Transform(1, 0, 0, 1, right, up);
  }

  /** This one first, then another. */
  Transform then(Transform next) throws Ambiguous {
    Transform both =
        new Transform(
            a * next.a + b * next.c,
            a * next.b + b * next.d,
            c * next.a + d * next.c,
            c * next.b + d * next.d,
            e * next.a + f * next.c + next.e,
            e * next.b + f * next.d + next.f);
    if (both.scale() > LARGEST_SCALE || Math.abs(both.a * both.d - both.b * both.c) < LEAST_AREA) {
      throw new Ambiguous("a matrix");
    }
    both.requireNear(0, 0);
    return both;
  }

  double[] apply(double x, double y) {
    return new double[] {a * x + c * y + e, b * x + d * y + f};
  }

  /** The largest length of a unit vector after the transformation. */
  double scale() {
    return Math.max(Math.abs(a) + Math.abs(c), Math.abs(b) + Math.abs(d));
  }

  /** The least length of a unit vector after the transformation. */
  double least() {
    double squares = a * a + b * b + c * c + d * d;
    double area = a * d - b * c;
    double differ = Math.sqrt(Math.max(0, squares * squares - 4 * area * area));
    return Math.abs(area) / Math.sqrt((squares + differ) / 2);
  }

  void requireNear(double x, double y) throws Ambiguous {
    boolean near =
        Math.abs(a * x + c * y + e) <= FARTHEST_POINTS
            && Math.abs(b * x + d * y + f) <= FARTHEST_POINTS;
    if (!near) {
      throw new Ambiguous("a place far away");
    }
  }

  void requireNear(List<Object> points) throws Ambiguous {
    for (int i = 0; i + 1 < points.size(); i += 2) {
      double x = ((Number) points.get(i)).doubleValue();
      requireNear(x, ((Number) points.get(i + 1)).doubleValue());
    }
  }
}
