// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The current path, in coordinates of the page; curves are represented by their control points. */
final class DrawnPath {
  private static final double THINNEST_POINTS = 0.05;
  private static final double LEAST_LENGTH = 0.01;
  private static final int MOST_EDGES = 1 << 16;

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

    /** From this box to another. */
    Transform stretch(Rectangle2D to) {
      double across = to.getWidth() / (right - left);
      double up = to.getHeight() / (high - low);
      return new Transform(across, 0, 0, up, to.getX() - left * across, to.getY() - low * up);
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
      if (edges.size() <= MOST_EDGES) {
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
    Detail detail = new Detail(Box.EVERYWHERE);
    edges.forEach(each -> detail.edge(each, Box.EVERYWHERE, 1));
    if (edges.size() > MOST_EDGES || detail.isComb()) {
      throw new Ambiguous("a clip by a comb");
    }
  }

  /**
   * Adds its edges.
   *
   * @param clip what is seen of it
   * @param sides of a line; 1 for the edge of an area
   */
  void trace(Detail detail, Box clip, double sides) throws Ambiguous {
    for (double[] each : edges) {
      detail.edge(each, clip, sides);
    }
    if (edges.size() > MOST_EDGES) {
      throw new Ambiguous("too long a path");
    }
    detail.requireCoarse();
  }

  /**
   * How fine what is painted is: how long the edges in each square of the page are. Readers sample
   * areas at some points of a pixel, each at others, so what is much finer than a pixel may be seen
   * in one reader and missing in another.
   */
  static final class Detail {
    private static final double CELL_POINTS = 12;
    private static final double STEP_POINTS = 4;
    private static final int MOST_STEPS = 1 << 22;
    private static final int MOST_CELLS = 1 << 17;
    // A shape with details as fine as letters has less; a comb that shows parts of a letter between
    // its teeth has more.
    private static final double LONGEST_POINTS_IN_CELL = 16 * CELL_POINTS;
    // Small letters drawn as areas have less; hatching of which an eighth of a pixel is one line
    // has more.
    private static final double FINEST_POINTS_IN_CELL = 64 * CELL_POINTS;
    // Each reader rounds in its own way what shows through a faint layer.
    private static final int MOST_LAYERS = 32;
    private static final double LAYER_POINTS = 3;

    private final Box place;
    private final Map<Long, Double> lengths = new HashMap<>();
    private final Map<Long, Integer> layers = new HashMap<>();
    private double all;
    private double longest;
    private int deepest;
    private double steps = MOST_STEPS;

    /**
     * Nothing yet.
     *
     * @param place where it matters
     */
    Detail(Box place) {
      this.place = place;
    }

    /** Nothing yet, in the same place. */
    Detail again() {
      return new Detail(place);
    }

    private static long cell(double x, double y) {
      return (long) Math.floor(x / CELL_POINTS) << 32
          | (long) Math.floor(y / CELL_POINTS) & 0xffffffffL;
    }

    /** Adds a straight line from a point to another, as far as it lies within a box. */
    void edge(double[] n, Box clip, double sides) {
      double length = Math.hypot(n[2] - n[0], n[3] - n[1]);
      double from = 0;
      double to = 1;
      Box seen = clip.and(place);
      double[] low = {seen.left, seen.low};
      double[] high = {seen.right, seen.high};
      for (int axis = 0; axis < 2; axis++) {
        double along = n[axis + 2] - n[axis];
        if (along == 0) {
          to = n[axis] < low[axis] || n[axis] > high[axis] ? 0 : to;
        } else {
          double one = (low[axis] - n[axis]) / along;
          double other = (high[axis] - n[axis]) / along;
          from = Math.max(from, Math.min(one, other));
          to = Math.min(to, Math.max(one, other));
        }
      }
      double pieces = to > from ? Math.ceil(length * (to - from) / STEP_POINTS) : 0;
      this.steps -= pieces;
      for (int i = 0; !isTooMuch() && i < pieces; i++) {
        double at = from + (to - from) * (i + 0.5) / pieces;
        long cell = cell(n[0] + (n[2] - n[0]) * at, n[1] + (n[3] - n[1]) * at);
        double sum = lengths.merge(cell, length * (to - from) / pieces * sides, Double::sum);
        longest = Math.max(longest, sum);
      }
      all += Math.max(0, to - from) * length * sides;
    }

    /** Adds a faint layer over a box. */
    void layer(Box whole) throws Ambiguous {
      Box box = whole.and(place);
      double left = Math.floor(box.left / LAYER_POINTS);
      double low = Math.floor(box.low / LAYER_POINTS);
      double right = Math.floor(box.right / LAYER_POINTS);
      double high = Math.floor(box.high / LAYER_POINTS);
      steps -= Math.max(0, right - left + 1) * Math.max(0, high - low + 1);
      for (double x = left; !isTooMuch() && x <= right; x++) {
        for (double y = low; y <= high; y++) {
          long cell = (long) x << 32 | (long) y & 0xffffffffL;
          deepest = Math.max(deepest, layers.merge(cell, 1, Integer::sum));
        }
      }
      requireCoarse();
    }

    /** Adds what is drawn in the same places. */
    void add(Detail other) throws Ambiguous {
      all += other.all;
      steps -= other.lengths.size() + other.layers.size();
      other.lengths.forEach(
          (cell, length) -> longest = Math.max(longest, lengths.merge(cell, length, Double::sum)));
      other.layers.forEach(
          (cell, count) -> deepest = Math.max(deepest, layers.merge(cell, count, Integer::sum)));
      requireCoarse();
    }

    /** How long all edges are together. */
    double all() {
      return all;
    }

    boolean isComb() {
      return isTooMuch() || longest > LONGEST_POINTS_IN_CELL;
    }

    private boolean isTooMuch() {
      return steps <= 0 || Math.max(lengths.size(), layers.size()) > MOST_CELLS;
    }

    void requireCoarse() throws Ambiguous {
      if (isTooMuch() || longest > FINEST_POINTS_IN_CELL || deepest > MOST_LAYERS) {
        throw new Ambiguous("too fine a drawing");
      }
    }
  }
}
