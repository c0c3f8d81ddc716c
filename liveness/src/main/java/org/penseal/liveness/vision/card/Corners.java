// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.util.List;
import java.util.Optional;

/**
 * The four corners of a card in a picture, clockwise as seen, the first side a long one.
 *
 * @param points x and y of each, pixels of the picture
 */
record Corners(List<Point> points) {
  // ID-1 of ISO/IEC 7810 has 85.6 by 54.0 mm, 1.585; this is how much perspective may change it.
  private static final double LEAST_ASPECT = 1.2;
  private static final double MOST_ASPECT = 2.1;
  private static final double MOST_TAPER = 1.6;

  /** A point, pixels. */
  record Point(double x, double y) {
    double to(Point other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  Corners {
    points = List.copyOf(points);
  }

  /** Turned so that a long side is the first, if four points can be those of a card. */
  static Optional<Corners> ofCard(List<Point> clockwise) {
    Corners corners = new Corners(clockwise);
    double first = corners.side(0) + corners.side(2);
    double second = corners.side(1) + corners.side(3);
    Corners turned = first >= second ? corners : corners.turned(1);
    double aspect = Math.max(first, second) / Math.min(first, second);
    boolean fits =
        aspect >= LEAST_ASPECT
            && aspect <= MOST_ASPECT
            && taper(turned.side(0), turned.side(2)) <= MOST_TAPER
            && taper(turned.side(1), turned.side(3)) <= MOST_TAPER;
    return fits ? Optional.of(turned) : Optional.empty();
  }

  private static double taper(double one, double other) {
    return Math.max(one, other) / Math.max(1e-9, Math.min(one, other));
  }

  /** Length of a side, pixels. */
  double side(int index) {
    return points.get(index).to(points.get((index + 1) % 4));
  }

  /** The same corners with another one first. */
  Corners turned(int by) {
    return new Corners(List.of(at(by), at(by + 1), at(by + 2), at(by + 3)));
  }

  private Point at(int index) {
    return points.get(index % 4);
  }

  /** Mean length of the long sides, pixels. */
  double widthPx() {
    return (side(0) + side(2)) / 2;
  }

  /** Area, square pixels (shoelace formula). */
  double area() {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += at(i).x * at(i + 1).y - at(i + 1).x * at(i).y;
    }
    return Math.abs(sum) / 2;
  }

  /** Whether these are the corners of what the others are the corners of. */
  boolean near(Corners other) {
    double reach = 0.04 * widthPx();
    for (Point point : points) {
      if (other.points.stream().noneMatch(p -> p.to(point) < reach)) {
        return false;
      }
    }
    return true;
  }

  /** The same in a picture of another size. */
  Corners scaled(double factor) {
    return new Corners(points.stream().map(p -> new Point(p.x * factor, p.y * factor)).toList());
  }
}
