// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.liveness.vision.card.Corners.Point;

/**
 * Where the straight sides of an outline meet. The corners of a card are round (radius 3.18 mm), so
 * that no point of the outline lies there.
 */
final class SideFit {
  private static final double FROM = 0.15;
  private static final double TO = 0.85;
  private static final double REACH = 0.05;
  private static final int LEAST_POINTS = 8;

  private record Line(double x, double y, double dx, double dy) {
    Optional<Point> meet(Line other) {
      double det = dx * other.dy - dy * other.dx;
      if (Math.abs(det) < 0.05) {
        return Optional.empty();
      }
      double t = ((other.x - x) * other.dy - (other.y - y) * other.dx) / det;
      return Optional.of(new Point(x + t * dx, y + t * dy));
    }
  }

  private SideFit() {}

  /** Better corners than the rough ones, or empty when the sides do not show. */
  static Optional<List<Point>> corners(List<Point> outline, List<Point> rough) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Optional<Line> line = line(outline, rough.get(i), rough.get((i + 1) % 4));
      if (line.isEmpty()) {
        return Optional.empty();
      }
      lines.add(line.get());
    }
    List<Point> corners = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Optional<Point> corner = lines.get((i + 3) % 4).meet(lines.get(i));
      if (corner.isEmpty()) {
        return Optional.empty();
      }
      corners.add(corner.get());
    }
    return Optional.of(corners);
  }

  /** The main axis of the outline's points along the middle of a side. */
  private static Optional<Line> line(List<Point> outline, Point from, Point to) {
    double length = from.to(to);
    double ux = (to.x() - from.x()) / length;
    double uy = (to.y() - from.y()) / length;
    List<Point> near = new ArrayList<>();
    for (Point p : outline) {
      double along = ((p.x() - from.x()) * ux + (p.y() - from.y()) * uy) / length;
      double away = Math.abs((p.y() - from.y()) * ux - (p.x() - from.x()) * uy) / length;
      if (along >= FROM && along <= TO && away <= REACH) {
        near.add(p);
      }
    }
    return near.size() < LEAST_POINTS ? Optional.empty() : Optional.of(axis(near));
  }

  private static Line axis(List<Point> points) {
    double mx = points.stream().mapToDouble(Point::x).average().orElse(0);
    double my = points.stream().mapToDouble(Point::y).average().orElse(0);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (Point p : points) {
      xx += (p.x() - mx) * (p.x() - mx);
      xy += (p.x() - mx) * (p.y() - my);
      yy += (p.y() - my) * (p.y() - my);
    }
    double angle = Math.atan2(2 * xy, xx - yy) / 2;
    return new Line(mx, my, Math.cos(angle), Math.sin(angle));
  }
}
