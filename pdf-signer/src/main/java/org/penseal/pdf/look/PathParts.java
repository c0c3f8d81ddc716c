// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.util.Matrix;

/** The path under construction (ISO 32000-2, 8.5.2): the corners of its parts. */
final class PathParts {
  private final List<List<Point2D.Float>> parts = new ArrayList<>();
  private boolean rectangles = true;
  private boolean curved;
  private boolean closed;

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

  /** Its parts; of a curve, none of the points. */
  List<List<Point2D.Float>> all() {
    return parts;
  }

  boolean isCurved() {
    return curved;
  }

  /** Whether a part of it was closed. */
  boolean isClosed() {
    return closed;
  }

  /** Whether it is one upright rectangle, however it is written. */
  boolean oneRectangle() {
    return !curved && parts.size() == 1 && isRectangle(parts.getFirst(), closed);
  }

  /**
   * Whether a part is an upright rectangle.
   *
   * @param closes whether what paints it closes it
   */
  boolean isRectangle(List<Point2D.Float> part, boolean closes) {
    boolean back = part.size() == 5 && part.get(0).equals(part.get(4));
    return (back || closes || rectangles) && isUpright(part);
  }

  /** Whether these are the corners of an upright rectangle, once around. */
  static boolean isUpright(List<Point2D.Float> corners) {
    boolean back = corners.size() == 5 && corners.get(0).equals(corners.get(4));
    boolean upright = back || corners.size() == 4;
    for (int i = 0; upright && i < 4; i++) {
      Point2D.Float a = corners.get(i);
      Point2D.Float b = corners.get((i + 1) % 4);
      Point2D.Float c = corners.get((i + 2) % 4);
      upright = a.x == b.x && b.y == c.y || a.y == b.y && b.x == c.x;
    }
    return upright;
  }

  /** Left, bottom, right and top of all. */
  float[] bounds() {
    return bounds(parts.stream().flatMap(List::stream).toList());
  }

  /** Left, bottom, right and top of a part. */
  static float[] bounds(List<Point2D.Float> points) {
    float[] bounds = {Float.MAX_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
    for (Point2D.Float each : points) {
      bounds[0] = Math.min(bounds[0], each.x);
      bounds[1] = Math.min(bounds[1], each.y);
      bounds[2] = Math.max(bounds[2], each.x);
      bounds[3] = Math.max(bounds[3], each.y);
    }
    return bounds;
  }

  /** What an operator fills; its lines are straight. */
  Path2D area(String operator) {
    Path2D place =
        new Path2D.Float(operator.endsWith("*") ? Path2D.WIND_EVEN_ODD : Path2D.WIND_NON_ZERO);
    for (List<Point2D.Float> part : parts) {
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
    return place;
  }

  void clear() {
    parts.clear();
    rectangles = true;
    curved = false;
    closed = false;
  }
}
