// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.util.Matrix;

/** The path under construction: backgrounds, borders and dividers are long, characters are not. */
final class Strokes {
  private static final double LONG = 0.7;
  private static final int MOST_POINTS = 8;

  private final double width;
  private final double height;
  private final List<List<Point2D.Float>> parts = new ArrayList<>();
  private boolean rectangles = true;
  private boolean curved;

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

  void clear() {
    parts.clear();
    rectangles = true;
    curved = false;
  }
}
