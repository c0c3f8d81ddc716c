// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The path under construction, and the areas painted until now, on white paper: backgrounds,
 * borders and dividers are long, characters are not.
 */
final class Strokes {
  private static final double LONG = 0.7;
  private static final double DIVIDER = 0.1;
  private static final double UNEVEN_POINTS = 2;
  private static final double BORDER_POINTS = 4;
  private static final double LEAST_CONTRAST = 0.25;
  private static final int MOST_POINTS = 8;
  private static final float[] WHITE = {1, 1, 1};

  private final double width;
  private final double height;
  private final List<List<Point2D.Float>> parts = new ArrayList<>();
  private final List<Area> areas = new ArrayList<>();
  private final List<Double> dividers = new ArrayList<>();
  private boolean rectangles = true;
  private boolean curved;

  // A null colour is one that is not known.
  private record Area(Path2D place, float @Nullable [] colour) {}

  Strokes(double width, double height) {
    this.width = width;
    this.height = height;
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
        }
      }
      case "c", "v", "y" -> curved = true;
      default -> {}
    }
  }

  private void point(float[] n, float right, float up, Matrix matrix) {
    if (!parts.isEmpty() && n.length >= 2) {
      parts.getLast().add(matrix.transformPoint(n[0] + right, n[1] + up));
    }
  }

  /** Whether each part reaches from one side to the other, or nearly. */
  boolean plain() {
    return !curved
        && parts.stream()
            .allMatch(
                part -> {
                  float[] bounds = bounds(part);
                  return part.size() <= MOST_POINTS
                      && (bounds[2] - bounds[0] >= LONG * width
                          || bounds[3] - bounds[1] >= LONG * height);
                });
  }

  boolean oneRectangle() {
    return rectangles && !curved && parts.size() == 1;
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
   * @param left of the appearance
   * @param colour of its area, null for one that is not known
   * @param fills whether its area is
   * @param evenOdd by which rule
   */
  void paint(double left, float @Nullable [] colour, boolean fills, boolean evenOdd) {
    Path2D place = new Path2D.Float(evenOdd ? Path2D.WIND_EVEN_ODD : Path2D.WIND_NON_ZERO);
    for (List<Point2D.Float> part : parts) {
      float[] bounds = bounds(part);
      boolean inside = bounds[0] > left + BORDER_POINTS && bounds[2] < left + width - BORDER_POINTS;
      if (inside && bounds[2] - bounds[0] < DIVIDER * width) {
        dividers.add((bounds[0] + bounds[2]) / 2 - left);
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
  }

  /** Whether upright lines within the appearance divide it evenly: another could be a letter. */
  boolean divideEvenly() {
    double cell = width / (dividers.size() + 1);
    List<Double> sorted = dividers.stream().sorted().toList();
    for (int i = 0; i < sorted.size(); i++) {
      if (Math.abs(sorted.get(i) - (i + 1) * cell) > UNEVEN_POINTS) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a letter stands out from what was painted before it.
   *
   * @param box left, bottom, right and top of it
   * @param colour red, green and blue from 0 to 1; null for one that is not known
   */
  boolean show(float[] box, float @Nullable [] colour) {
    double wide = Math.max(0.01, box[2] - box[0]);
    double high = Math.max(0.01, box[3] - box[1]);
    for (Area each : areas.reversed()) {
      if (each.place.contains(box[0], box[1], wide, high)) {
        return differ(colour, each.colour);
      }
      if (each.place.intersects(box[0], box[1], wide, high)) {
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
  }
}
