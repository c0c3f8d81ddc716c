// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The path under construction, and what was painted until now, on white paper: backgrounds and
 * borders run along the edges, dividers from edge to edge; what runs elsewhere may be read, or
 * strike out what is.
 */
final class Strokes {
  private static final double UNEVEN_POINTS = 2;
  private static final double BORDER_POINTS = 4;
  private static final double BORDER_SHARE = 0.2;
  private static final double UPRIGHT_POINTS = 0.1;
  private static final double SHORTEST_DASH = 1;
  private static final double LONGEST_DASH = 8;
  private static final double MOST_GAP = 3;
  private static final double UNEVEN_BORDER = 0.6;
  private static final double LEAST_LINE_POINTS = 16;
  private static final double LEAST_CONTRAST = 0.25;
  private static final Set<String> FILLING = Set.of("f", "F", "f*", "B", "B*", "b", "b*");
  private static final int MOST_POINTS = 8;
  private static final float[] WHITE = {1, 1, 1};

  private final Rectangle2D box;
  private final double border;
  private final List<List<Point2D.Float>> parts = new ArrayList<>();
  private final List<Area> areas = new ArrayList<>();
  private final List<Rectangle2D> lines = new ArrayList<>();
  private final List<Double> dividers = new ArrayList<>();
  private boolean rectangles = true;
  private boolean framed;
  private boolean curved;
  private boolean closed;

  // A null colour is one that is not known.
  private record Area(Path2D place, float @Nullable [] colour) {}

  Strokes(Rectangle2D box) {
    this.box = box;
    this.border = Math.min(BORDER_POINTS, BORDER_SHARE * Math.min(box.getWidth(), box.getHeight()));
  }

  void follow(String operator, float[] n, Matrix matrix) {
    switch (operator) {
      case "m" -> {
        rectangles = false;
        parts.add(new ArrayList<>());
        point(n, 0, 0, matrix);
      }
      case "l" -> point(n, 0, 0, matrix);
      case "re" -> {
        parts.add(new ArrayList<>());
        if (n.length == 4) {
          point(n, 0, 0, matrix);
          point(n, n[2], 0, matrix);
          point(n, n[2], n[3], matrix);
          point(n, 0, n[3], matrix);
          point(n, 0, 0, matrix);
        }
      }
      case "c", "v", "y" -> curved = true;
      case "h" -> closed = true;
      default -> {}
    }
  }

  private void point(float[] n, float right, float up, Matrix matrix) {
    if (!parts.isEmpty() && n.length >= 2) {
      parts.getLast().add(matrix.transformPoint(n[0] + right, n[1] + up));
    }
  }

  /** Whether dashes are those of a border (ISO 32000-2, table 168): others may draw any sign. */
  static boolean areDashes(float[] lengths, double phase) {
    boolean fit = lengths.length <= 2 && phase >= 0 && phase <= 2 * LONGEST_DASH;
    for (float each : lengths) {
      fit &= each >= SHORTEST_DASH && each <= LONGEST_DASH;
    }
    return fit
        && (lengths.length < 2
            || lengths[0] <= MOST_GAP * lengths[1] && lengths[1] <= MOST_GAP * lengths[0]);
  }

  /** Whether it is one upright rectangle, however it is written. */
  boolean oneRectangle() {
    boolean upright = !curved && parts.size() == 1 && (closed || rectangles);
    List<Point2D.Float> part = upright ? parts.getFirst() : List.of();
    boolean back = part.size() == 5 && part.get(0).equals(part.get(4));
    upright &= part.size() == 4 || back;
    for (int i = 0; upright && i < 4; i++) {
      Point2D.Float a = part.get(i);
      Point2D.Float b = part.get((i + 1) % 4);
      Point2D.Float c = part.get((i + 2) % 4);
      upright = a.x == b.x && b.y == c.y || a.y == b.y && b.x == c.x;
    }
    return upright;
  }

  /** Left, bottom, right and top of all. */
  float[] bounds() {
    return bounds(parts.stream().flatMap(List::stream).toList());
  }

  private static float[] bounds(List<Point2D.Float> points) {
    float[] bounds = {Float.MAX_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
    for (Point2D.Float each : points) {
      bounds[0] = Math.min(bounds[0], each.x);
      bounds[1] = Math.min(bounds[1], each.y);
      bounds[2] = Math.max(bounds[2], each.x);
      bounds[3] = Math.max(bounds[3], each.y);
    }
    return bounds;
  }

  /**
   * The path is painted.
   *
   * @param operator that paints it
   * @param colour of its area, null for one that is not known
   * @param line how wide its lines are; points
   * @return whether it is no more than a background, a border, or dividers
   */
  boolean paint(String operator, float @Nullable [] colour, double line) {
    boolean fills = FILLING.contains(operator);
    boolean strokes = !operator.toLowerCase(Locale.ROOT).startsWith("f");
    boolean closes = closed || fills || operator.startsWith("s");
    boolean plain = !curved && !(strokes && line > border) && !(fills && colour == null);
    Path2D place =
        new Path2D.Float(operator.endsWith("*") ? Path2D.WIND_EVEN_ODD : Path2D.WIND_NON_ZERO);
    for (List<Point2D.Float> part : parts) {
      boolean divides = !fills && part.size() == 2 && divides(part.get(0), part.get(1));
      plain &= part.size() <= MOST_POINTS && (divides || runsAlong(part, closes) && spans(part));
      plain &= !fills || isFirst() || isEven(part);
      if (divides) {
        dividers.add(part.getFirst().x - box.getX());
      }
      if (strokes) {
        draw(part, closes, line);
        float[] all = bounds(part);
        framed |= all[1] <= box.getMinY() + border && all[3] >= box.getMaxY() - border && !divides;
      }
      for (int i = 0; i < part.size(); i++) {
        Point2D.Float each = part.get(i);
        if (i == 0) {
          place.moveTo(each.x, each.y);
        } else {
          place.lineTo(each.x, each.y);
        }
      }
      if (!part.isEmpty()) {
        place.closePath();
      }
    }
    if (fills) {
      areas.add(new Area(place, colour));
    }
    return plain;
  }

  private void draw(List<Point2D.Float> part, boolean whole, double line) {
    for (int i = whole ? 0 : 1; i < part.size(); i++) {
      Point2D.Float a = part.get(i == 0 ? part.size() - 1 : i - 1);
      Point2D.Float b = part.get(i);
      lines.add(
          new Rectangle2D.Double(
              Math.min(a.x, b.x) - line / 2,
              Math.min(a.y, b.y) - line / 2,
              Math.abs(a.x - b.x) + line,
              Math.abs(a.y - b.y) + line));
    }
  }

  // Each of its lines runs level or upright along one edge within the box, from one corner to the
  // other: what is shorter may be a sign, and what is upright a figure. A bevel cuts corners.
  private boolean runsAlong(List<Point2D.Float> part, boolean whole) {
    float[] all = bounds(part);
    boolean inside =
        all[0] >= box.getMinX() - UPRIGHT_POINTS
            && all[1] >= box.getMinY() - UPRIGHT_POINTS
            && all[2] <= box.getMaxX() + UPRIGHT_POINTS
            && all[3] <= box.getMaxY() + UPRIGHT_POINTS;
    int corners = 0;
    boolean back = whole || part.size() > 2 && part.getFirst().equals(part.getLast());
    // Beside letters of the page a short line is a minus.
    boolean line = Math.min(all[2] - all[0], all[3] - all[1]) <= border;
    boolean along = part.size() > 1 && inside && (!line || box.getWidth() >= LEAST_LINE_POINTS);
    for (int i = whole ? 0 : 1; along && i < part.size(); i++) {
      Point2D.Float a = part.get(i == 0 ? part.size() - 1 : i - 1);
      Point2D.Float b = part.get(i);
      double right = Math.abs(a.x - b.x);
      double up = Math.abs(a.y - b.y);
      boolean level = up <= UPRIGHT_POINTS && right >= box.getWidth() - 2 * border;
      boolean upright = right <= UPRIGHT_POINTS && up >= box.getHeight() - 2 * border;
      boolean cut = Math.max(right, up) <= border && Math.min(right, up) >= Math.max(right, up) / 2;
      corners += cut && right > 0 ? 1 : 0;
      along &= back || !upright || level; // an upright line alone is a figure
      boolean there =
          Math.max(a.x, b.x) <= box.getMinX() + border
              || Math.min(a.x, b.x) >= box.getMaxX() - border
              || Math.max(a.y, b.y) <= box.getMinY() + border
              || Math.min(a.y, b.y) >= box.getMaxY() - border;
      along &= there && (level || upright || cut);
    }
    return along && corners <= 2;
  }

  private boolean isFirst() {
    return areas.isEmpty() && lines.isEmpty();
  }

  // What an area leaves free of what lies below it is a border on both sides.
  private boolean isEven(List<Point2D.Float> part) {
    float[] all = bounds(part);
    double left = all[0] - box.getMinX();
    double right = box.getMaxX() - all[2];
    double low = all[1] - box.getMinY();
    double high = box.getMaxY() - all[3];
    boolean line = all[3] - all[1] <= border;
    return part.size() > 5
        || Math.abs(left - right) <= UNEVEN_BORDER
            && (line || Math.abs(low - high) <= UNEVEN_BORDER);
  }

  // From the left edge to the right one.
  private boolean spans(List<Point2D.Float> part) {
    float[] bounds = bounds(part);
    return bounds[0] <= box.getMinX() + border && bounds[2] >= box.getMaxX() - border;
  }

  // Upright, from edge to edge.
  private boolean divides(Point2D.Float a, Point2D.Float b) {
    return Math.abs(a.x - b.x) <= UPRIGHT_POINTS
        && Math.min(a.y, b.y) <= box.getMinY() + border
        && Math.max(a.y, b.y) >= box.getMaxY() - border
        && a.x > box.getMinX() + border
        && a.x < box.getMaxX() - border;
  }

  /** How many upright lines divide it. */
  int dividers() {
    return dividers.size();
  }

  /**
   * Whether upright lines within the appearance divide it evenly, in a frame: another could be a
   * letter.
   */
  boolean divideEvenly() {
    if (!dividers.isEmpty() && !framed) {
      return false;
    }
    double cell = box.getWidth() / (dividers.size() + 1);
    List<Double> sorted = dividers.stream().sorted().toList();
    for (int i = 0; i < sorted.size(); i++) {
      if (Math.abs(sorted.get(i) - (i + 1) * cell) > UNEVEN_POINTS) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a letter stands out from what was painted before it, and no line runs through it.
   *
   * @param letter left, bottom, right and top of it
   * @param colour red, green and blue from 0 to 1; null for one that is not known
   */
  boolean show(float[] letter, float @Nullable [] colour) {
    double wide = Math.max(0.01, letter[2] - letter[0]);
    double high = Math.max(0.01, letter[3] - letter[1]);
    if (lines.stream().anyMatch(each -> each.intersects(letter[0], letter[1], wide, high))) {
      return false;
    }
    for (Area each : areas.reversed()) {
      if (each.place.contains(letter[0], letter[1], wide, high)) {
        return differ(colour, each.colour);
      }
      if (each.place.intersects(letter[0], letter[1], wide, high)) {
        return false;
      }
    }
    return differ(colour, WHITE);
  }

  private static boolean differ(float @Nullable [] colour, float @Nullable [] other) {
    return colour != null
        && other != null
        && Math.abs(brightness(colour) - brightness(other)) >= LEAST_CONTRAST;
  }

  // ITU-R BT.601.
  private static double brightness(float[] colour) {
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
  }

  void clear() {
    parts.clear();
    rectangles = true;
    curved = false;
    closed = false;
  }
}
