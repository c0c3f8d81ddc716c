// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The shape of a path that a button paints: one that is known, or a part of one. */
final class MarkShape {
  private static final int RING_CURVES = 4;
  private static final double PARTS = 8;
  // Of the radius, squared.
  private static final double LEAST_DISC = 0.9;
  private static final double MOST_DISC = 1.1;
  private static final double WHOLE_TURN = 0.01;
  // Of half a side.
  private static final double NEAR = 0.05;
  // Of the bounds of both lines.
  private static final double LEAST_ARM = 0.8;
  private static final double UNEVEN_ARMS = 0.15;
  // Of the right part of a tick, or it is a slash or a letter.
  private static final double LEAST_PART = 0.25;
  private static final double MOST_PART = 0.6;
  private static final double LEAST_SLOPE = 0.3;

  private record Part(List<Point2D.Float> corners, List<double[]> curves, boolean closed) {}

  private final List<Part> parts = new ArrayList<>();
  private final Rectangle2D bounds;

  MarkShape(GeneralPath path) {
    bounds = path.getBounds2D();
    List<Point2D.Float> corners = new ArrayList<>();
    List<double[]> curves = new ArrayList<>();
    boolean closed = false;
    double[] n = new double[6];
    for (PathIterator each = path.getPathIterator(null); !each.isDone(); each.next()) {
      int kind = each.currentSegment(n);
      if (kind == PathIterator.SEG_CLOSE) {
        closed = true;
        continue;
      }
      if (kind == PathIterator.SEG_MOVETO || closed) {
        add(corners, curves, closed);
        corners = new ArrayList<>();
        curves = new ArrayList<>();
        closed = false;
      }
      if (kind == PathIterator.SEG_CUBICTO && !corners.isEmpty()) {
        Point2D.Float from = corners.getLast();
        curves.add(new double[] {from.x, from.y, n[0], n[1], n[2], n[3], n[4], n[5]});
      }
      int end = kind == PathIterator.SEG_CUBICTO ? 4 : 0;
      corners.add(new Point2D.Float((float) n[end], (float) n[end + 1]));
    }
    add(corners, curves, closed);
  }

  private void add(List<Point2D.Float> corners, List<double[]> curves, boolean closed) {
    if (!corners.isEmpty()) {
      boolean back = corners.size() > 2 && corners.getFirst().equals(corners.getLast());
      parts.add(new Part(corners, curves, closed || back));
    }
  }

  Rectangle2D bounds() {
    return bounds;
  }

  /** Whether it is one part of straight lines. */
  boolean isPolygon() {
    return parts.size() == 1 && parts.getFirst().curves.isEmpty();
  }

  /** Whether its one part ends where it began. */
  boolean isClosed() {
    return parts.size() == 1 && parts.getFirst().closed;
  }

  /** The corners of its one part. */
  List<Point2D.Float> corners() {
    return parts.getFirst().corners;
  }

  /** Whether it is one upright rectangle. */
  boolean isRectangle() {
    return isPolygon() && PathParts.isUpright(corners());
  }

  /**
   * Whether it is one ring of four curves, once around near an ellipse.
   *
   * @param ellipse the bounds of it
   * @param least of the radius, squared
   * @param most of the radius, squared
   */
  boolean isRing(Rectangle2D ellipse, double least, double most) {
    if (!isClosed()) {
      return false;
    }
    List<double[]> curves = parts.getFirst().curves;
    if (curves.size() != RING_CURVES || corners().size() != RING_CURVES + 1) {
      return false;
    }
    double turned = 0;
    double last = Double.NaN;
    for (double[] curve : curves) {
      for (int i = 0; i <= PARTS; i++) {
        double t = i / PARTS;
        double right = (at(curve, 0, t) - ellipse.getCenterX()) / (ellipse.getWidth() / 2);
        double up = (at(curve, 1, t) - ellipse.getCenterY()) / (ellipse.getHeight() / 2);
        double away = right * right + up * up;
        if (!(away >= least && away <= most)) {
          return false;
        }
        double angle = Math.atan2(up, right);
        turned += Double.isNaN(last) ? 0 : Math.IEEEremainder(angle - last, 2 * Math.PI);
        last = angle;
      }
    }
    return Math.abs(Math.abs(turned) - 2 * Math.PI) < WHOLE_TURN;
  }

  private static double at(double[] n, int axis, double t) {
    double s = 1 - t;
    return s * s * s * n[axis]
        + 3 * s * s * t * n[axis + 2]
        + 3 * s * t * t * n[axis + 4]
        + t * t * t * n[axis + 6];
  }

  /** Whether what it fills is a disc, a rectangle or a diamond. */
  boolean isSolid() {
    return isRing(bounds, LEAST_DISC, MOST_DISC) || isRectangle() || isDiamond();
  }

  // From the middle of each side to that of a neighbour.
  private boolean isDiamond() {
    if (!isPolygon()) {
      return false;
    }
    List<Point2D.Float> corners = corners();
    if (corners.size() != (corners.getFirst().equals(corners.getLast()) ? 5 : 4)) {
      return false;
    }
    double wide = bounds.getWidth() / 2;
    double high = bounds.getHeight() / 2;
    boolean even = Math.min(wide, high) > 0;
    for (int i = 0; i < 4; i++) {
      Point2D.Float a = corners.get(i);
      Point2D.Float b = corners.get((i + 1) % 4);
      even &= isNear(Math.abs(a.x - b.x), wide) && isNear(Math.abs(a.y - b.y), high);
    }
    return even;
  }

  private static boolean isNear(double length, double wanted) {
    return Math.abs(length - wanted) <= NEAR * wanted;
  }

  /** Its parts as open lines; empty if one is curved or closed. */
  List<List<Point2D.Float>> lines() {
    boolean open = parts.stream().allMatch(each -> each.curves.isEmpty() && !each.closed);
    return open ? parts.stream().map(Part::corners).toList() : List.of();
  }

  /**
   * Whether lines are a tick, or both diagonals of a cross.
   *
   * @param pen how wide they are
   */
  static boolean isMark(List<List<Point2D.Float>> lines, double pen) {
    return lines.size() == 1
        ? isTick(lines.getFirst(), pen)
        : lines.size() == 2 && isCross(lines.getFirst(), lines.getLast());
  }

  private static boolean isTick(List<Point2D.Float> line, double pen) {
    if (line.size() != 3) {
      return false;
    }
    boolean forward = line.getFirst().x < line.getLast().x;
    Point2D.Float left = forward ? line.getFirst() : line.getLast();
    Point2D.Float low = line.get(1);
    Point2D.Float right = forward ? line.getLast() : line.getFirst();
    double shorter = left.distance(low);
    double longer = right.distance(low);
    return shorter >= LEAST_PART * longer
        && shorter <= MOST_PART * longer
        && shorter > 2 * pen
        && leans(low.x - left.x, left.y - low.y)
        && leans(right.x - low.x, right.y - low.y);
  }

  private static boolean leans(double across, double up) {
    return Math.min(across, up) >= LEAST_SLOPE * Math.max(across, up);
  }

  private static boolean isCross(List<Point2D.Float> one, List<Point2D.Float> other) {
    if (one.size() != 2 || other.size() != 2) {
      return false;
    }
    List<Point2D.Float> all = new ArrayList<>(one);
    all.addAll(other);
    float[] bounds = PathParts.bounds(all);
    double wide = bounds[2] - bounds[0];
    double high = bounds[3] - bounds[1];
    return isDiagonal(one, wide, high)
        && isDiagonal(other, wide, high)
        && rises(one) != rises(other)
        && Math.abs(middle(one).x - middle(other).x) <= UNEVEN_ARMS * wide
        && Math.abs(middle(one).y - middle(other).y) <= UNEVEN_ARMS * high;
  }

  private static boolean isDiagonal(List<Point2D.Float> line, double wide, double high) {
    return Math.abs(line.getLast().x - line.getFirst().x) >= LEAST_ARM * wide
        && Math.abs(line.getLast().y - line.getFirst().y) >= LEAST_ARM * high;
  }

  private static boolean rises(List<Point2D.Float> line) {
    return line.getLast().x > line.getFirst().x == line.getLast().y > line.getFirst().y;
  }

  private static Point2D.Float middle(List<Point2D.Float> line) {
    Point2D.Float a = line.getFirst();
    Point2D.Float b = line.getLast();
    return new Point2D.Float((a.x + b.x) / 2, (a.y + b.y) / 2);
  }
}
