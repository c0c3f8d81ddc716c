// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The current path, in coordinates of the page; curves are represented by their control points. */
final class DrawnPath {
  private static final double THINNEST_POINTS = 0.05;
  private static final double LEAST_LENGTH = 0.01;
  private static final double CELL_POINTS = 12;
  private static final double STEP_POINTS = 4;
  private static final int MOST_STEPS = 1 << 16;
  // A shape with details as fine as letters has less; a comb that shows parts of a letter between
  // its teeth has more.
  private static final double LONGEST_POINTS_IN_CELL = 16 * CELL_POINTS;

  /** A rectangle, given by two corners. */
  record Box(double left, double low, double right, double high) {
    static final Box EVERYWHERE =
        new Box(
            Double.NEGATIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY);

    private static final double SHARE = 0.05;
    private static final double LEAST = 1;

    static Box of(double x, double y, double u, double v) {
      return new Box(Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v));
    }

    /** The box around a box in other coordinates. */
    static Box of(float[] n, Transform place) {
      DrawnPath path = new DrawnPath();
      path.rectangle(n[0], n[1], n[2] - n[0], n[3] - n[1], place);
      return path.boxes.getFirst();
    }

    /** Whether readers differ in whether a pixel is seen through it. */
    boolean isThin() {
      return thickness() < THINNEST_POINTS && length() > THINNEST_POINTS;
    }

    Box with(double[] point) {
      return new Box(
          Math.min(left, point[0]),
          Math.min(low, point[1]),
          Math.max(right, point[0]),
          Math.max(high, point[1]));
    }

    Box and(Box other) {
      return new Box(
          Math.max(left, other.left),
          Math.max(low, other.low),
          Math.min(right, other.right),
          Math.min(high, other.high));
    }

    boolean isEmpty() {
      return !(left < right && low < high);
    }

    double length() {
      return Math.max(right - left, high - low);
    }

    double thickness() {
      return Math.min(right - left, high - low);
    }

    /** A little larger, since producers round. */
    Box rounded() {
      double across = Math.min(right - left, (right - left) * SHARE + LEAST);
      double up = Math.min(high - low, (high - low) * SHARE + LEAST);
      return new Box(left - across, low - up, right + across, high + up);
    }

    void requireWithin(Box outer) throws Ambiguous {
      if (left < outer.left || right > outer.right || low < outer.low || high > outer.high) {
        throw new Ambiguous("a glyph outside of its box");
      }
    }
  }

  // One box for each part of the path.
  private final List<Box> boxes = new ArrayList<>();
  private final List<double[]> edges = new ArrayList<>();
  private double[] current = new double[2];
  private boolean fresh = true;
  private boolean closesPoint;

  void clear() {
    closesPoint = false;
    boxes.clear();
    edges.clear();
    fresh = true;
  }

  /** Follows an operator that constructs a path. */
  void follow(String operator, List<Object> operands, Transform place) {
    double[] n = operands.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
    if (operator.equals("re")) {
      rectangle(n[0], n[1], n[2], n[3], place);
      close();
      return;
    }
    if (operator.equals("h")) {
      close();
    }
    for (int i = 0; i + 1 < n.length; i += 2) {
      point(operator.equals("m"), place.apply(n[i], n[i + 1]));
    }
  }

  void rectangle(double x, double y, double wide, double high, Transform place) {
    point(true, place.apply(x, y));
    point(false, place.apply(x + wide, y));
    point(false, place.apply(x + wide, y + high));
    point(false, place.apply(x, y + high));
  }

  private void point(boolean begins, double[] next) {
    if (begins) {
      fresh = true;
    } else {
      Box before =
          fresh ? Box.of(current[0], current[1], current[0], current[1]) : boxes.removeLast();
      boxes.add(before.with(next));
      fresh = false;
      if (edges.size() <= MOST_STEPS) {
        edges.add(new double[] {current[0], current[1], next[0], next[1]});
      }
    }
    current = next;
  }

  /** Closes the part that is built. */
  void close() {
    closesPoint |= fresh || boxes.getLast().length() < LEAST_LENGTH;
  }

  /** Whether a part is closed that is no more than a point. */
  boolean closesPoint() {
    return closesPoint;
  }

  /** The box around the whole path; empty if it has no parts. */
  Box box() {
    return boxes.stream()
        .reduce((a, b) -> a.with(new double[] {b.left, b.low}).with(new double[] {b.right, b.high}))
        .orElse(new Box(0, 0, 0, 0));
  }

  /**
   * Requires that readers agree about what the path encloses, although some also count the pixels
   * that it touches.
   */
  void requireArea() throws Ambiguous {
    if (boxes.stream().anyMatch(each -> each.thickness() < THINNEST_POINTS)) {
      throw new Ambiguous("a clip by next to nothing");
    }
    Map<Long, Double> cells = new HashMap<>();
    double left = MOST_STEPS;
    for (double[] each : edges) {
      double length = Math.hypot(each[2] - each[0], each[3] - each[1]);
      double steps = Math.ceil(length / STEP_POINTS);
      left -= steps;
      for (int i = 0; left > 0 && i < steps; i++) {
        long x = (long) Math.floor((each[0] + (each[2] - each[0]) * i / steps) / CELL_POINTS);
        long y = (long) Math.floor((each[1] + (each[3] - each[1]) * i / steps) / CELL_POINTS);
        cells.merge(x << 32 | y & 0xffffffffL, length / steps, Double::sum);
      }
    }
    if (left <= 0
        || edges.size() > MOST_STEPS
        || cells.values().stream().anyMatch(each -> each > LONGEST_POINTS_IN_CELL)) {
      throw new Ambiguous("a clip by a comb");
    }
  }
}
