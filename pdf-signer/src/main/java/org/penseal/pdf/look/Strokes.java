// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/**
 * What was painted until now, on white paper. What may be painted is what programs that fill forms
 * paint: grounds, then the two halves of a bevel, one frame or a line along the lower edge, and
 * dividers; all lines in one style; in a small field, a light ground. Anything else may be read, or
 * strike out what is.
 */
final class Strokes {
  private static final double UNEVEN_POINTS = 2;
  private static final double BORDER_POINTS = 4;
  private static final double BORDER_SHARE = 0.2;
  private static final double UPRIGHT_POINTS = 0.1;
  private static final double SHORTEST_DASH = 1;
  private static final double LONGEST_DASH = 4;
  private static final double MOST_GAP = 3;
  private static final double UNEVEN_BORDER = 0.6;
  private static final double LEAST_LINE_POINTS = 16;
  // Heights of a letter.
  private static final double MOST_ABOVE_LINE = 1.5;
  private static final double LEAST_CONTRAST = 0.25;
  // In a smaller field a frame or a dark ground is as large as a letter.
  private static final double SMALL_WIDTH = 16;
  private static final double SMALL_HEIGHT = 8;
  private static final double LIGHT = 0.75;
  private static final Set<String> FILLING = Set.of("f", "F", "f*", "B", "B*", "b", "b*");
  private static final float[] WHITE = {1, 1, 1};

  private final Rectangle2D box;
  private final double border;
  private final PathParts path = new PathParts();
  private final List<Area> areas = new ArrayList<>();
  private final List<Rectangle2D> lines = new ArrayList<>();
  private final List<Double> dividers = new ArrayList<>();
  private final Bevel bevel = new Bevel();
  private @Nullable Line style;
  private boolean framed;
  private boolean underlined;
  private double lineTop;
  private float @Nullable [] lowest;

  // A null colour is one that is not known.
  private record Area(Path2D place, float @Nullable [] colour) {}

  /**
   * A colour.
   *
   * @param rgb from 0 to 1; null for one that is not known
   * @param device whether operators without a space set one of a device
   */
  record Ink(float @Nullable [] rgb, boolean device) {
    private static final Set<COSBase> DEVICE =
        Set.of(COSName.DEVICEGRAY, COSName.DEVICERGB, COSName.DEVICECMYK);

    /** What every appearance begins with. */
    static final Ink BLACK = new Ink(new float[3], true);

    /**
     * After an operator that sets a colour.
     *
     * @param operator in small letters
     * @param n its numbers
     */
    Ink after(String operator, float[] n, List<COSBase> operands) {
      return switch (operator) {
        case "cs" ->
            !operands.isEmpty() && DEVICE.contains(operands.getFirst())
                ? BLACK
                : new Ink(null, false);
        case "sc", "scn" -> new Ink(device ? rgb(n) : null, device);
        default -> new Ink(rgb(n), true);
      };
    }

    private static float @Nullable [] rgb(float[] n) {
      return switch (n.length) {
        case 1 -> new float[] {n[0], n[0], n[0]};
        case 3 -> n;
        case 4 ->
            new float[] {(1 - n[0]) * (1 - n[3]), (1 - n[1]) * (1 - n[3]), (1 - n[2]) * (1 - n[3])};
        default -> null;
      };
    }
  }

  /**
   * How lines are drawn.
   *
   * @param width points
   * @param dashes as they are written; empty for none
   */
  record Line(Ink ink, double width, String dashes) {
    private boolean isLike(Line other) {
      return ink.rgb != null
          && Arrays.equals(ink.rgb, other.ink.rgb)
          && width == other.width
          && dashes.equals(other.dashes);
    }
  }

  Strokes(Rectangle2D box) {
    this.box = box;
    this.border = Math.min(BORDER_POINTS, BORDER_SHARE * Math.min(box.getWidth(), box.getHeight()));
  }

  /** The path under construction. */
  PathParts path() {
    return path;
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

  /**
   * The path is painted.
   *
   * @param operator that paints it
   * @param ink of its area
   * @param line of its lines
   * @return whether it is no more than a ground, a bevel, a border, or dividers
   */
  boolean paint(String operator, Ink ink, Line line) {
    boolean fills = FILLING.contains(operator);
    boolean strokes = !"fF".contains(operator.substring(0, 1));
    boolean closes = path.isClosed() || fills || operator.startsWith("s");
    boolean plain = !path.isCurved() && !(fills && ink.rgb == null);
    List<List<Point2D.Float>> others = new ArrayList<>();
    for (List<Point2D.Float> part : path.all()) {
      if (!fills && divides(part)) {
        dividers.add(part.getFirst().x - box.getX());
      } else {
        others.add(part);
      }
    }
    if (strokes) {
      plain &= line.width <= border && (style == null ? line.ink.rgb != null : line.isLike(style));
      style = line;
    }
    plain &= !isSmall() || !strokes && isLight(ink.rgb);
    plain &= others.size() <= 1 && !path.all().isEmpty();
    plain &= others.isEmpty() || isDecoration(others.getFirst(), fills, strokes, closes, ink);
    if (strokes) {
      path.all().forEach(part -> draw(part, closes, line.width));
    }
    if (fills) {
      areas.add(new Area(path.area(operator), ink.rgb));
    }
    return plain;
  }

  private boolean isSmall() {
    return box.getWidth() < SMALL_WIDTH || box.getHeight() < SMALL_HEIGHT;
  }

  private static boolean isLight(float @Nullable [] colour) {
    return colour != null && Math.min(colour[0], Math.min(colour[1], colour[2])) >= LIGHT;
  }

  private boolean isDecoration(
      List<Point2D.Float> part, boolean fills, boolean strokes, boolean closes, Ink ink) {
    if (part.isEmpty() || !isInside(PathParts.bounds(part))) {
      return false;
    }
    boolean first = !framed && !underlined;
    if (path.isRectangle(part, closes)) {
      float[] all = PathParts.bounds(part);
      boolean line = all[3] - all[1] <= border;
      if (line) {
        return !strokes && first && underlines(all);
      }
      // Over lines or a bevel, it would leave a part of them to be seen.
      boolean ground = first && bevel.isEmpty() && areas.size() < 2;
      boolean even = areas.isEmpty() && !strokes && isLight(ink.rgb) || isEven(all);
      framed |= strokes;
      return isAlong(all) && even && first && (ground || !fills);
    }
    if (fills) {
      float[] all = PathParts.bounds(part);
      return !strokes && isAlong(all) && isEven(all) && bevel.add(part, all, border, ink.rgb);
    }
    float[] all = PathParts.bounds(part);
    boolean level = part.size() == 2 && all[3] - all[1] <= UPRIGHT_POINTS;
    return level && !underlined && underlines(all);
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

  private boolean isInside(float[] all) {
    return all[0] >= box.getMinX() - UPRIGHT_POINTS
        && all[1] >= box.getMinY() - UPRIGHT_POINTS
        && all[2] <= box.getMaxX() + UPRIGHT_POINTS
        && all[3] <= box.getMaxY() + UPRIGHT_POINTS;
  }

  // Every edge is near that of the box.
  private boolean isAlong(float[] all) {
    return all[0] <= box.getMinX() + border
        && all[1] <= box.getMinY() + border
        && all[2] >= box.getMaxX() - border
        && all[3] >= box.getMaxY() - border;
  }

  // What it leaves free of what lies below it, or of the box, is alike on both sides.
  private boolean isEven(float[] all) {
    double left = all[0] - box.getMinX();
    double right = box.getMaxX() - all[2];
    double low = all[1] - box.getMinY();
    double high = box.getMaxY() - all[3];
    return Math.abs(left - right) <= UNEVEN_BORDER && Math.abs(low - high) <= UNEVEN_BORDER;
  }

  // From corner to corner along the lower edge. Beside letters of the page a short line is a minus.
  private boolean underlines(float[] all) {
    underlined = true;
    lineTop = all[3];
    double left = all[0] - box.getMinX();
    double right = box.getMaxX() - all[2];
    return Math.abs(left - right) <= UNEVEN_BORDER
        && left <= border
        && all[3] <= box.getMinY() + border + UPRIGHT_POINTS
        && box.getWidth() >= LEAST_LINE_POINTS * (style == null || style.dashes.isEmpty() ? 1 : 3);
  }

  // Upright, from edge to edge.
  private boolean divides(List<Point2D.Float> part) {
    if (part.size() != 2) {
      return false;
    }
    Point2D.Float a = part.get(0);
    Point2D.Float b = part.get(1);
    return Math.abs(a.x - b.x) <= UPRIGHT_POINTS
        && Math.min(a.y, b.y) <= box.getMinY() + border
        && Math.max(a.y, b.y) >= box.getMaxY() - border
        && a.x > box.getMinX() + border
        && a.x < box.getMaxX() - border;
  }

  /** Whether halves of a bevel make a whole one, in a frame that is seen at least as well. */
  boolean bevelWhole() {
    return bevel.isWhole(framed && style != null ? style.ink.rgb : null);
  }

  /** Whether a line along the lower edge, without a frame, is near letters: it may be a minus. */
  boolean isLineNearLetters() {
    return !underlined
        || framed
        || lowest != null && lowest[1] - lineTop <= MOST_ABOVE_LINE * (lowest[3] - lowest[1]);
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
    lowest = lowest == null || letter[1] < lowest[1] ? letter : lowest;
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

  /** From 0 to 1 (ITU-R BT.601). */
  static double brightness(float[] colour) {
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
  }
}
