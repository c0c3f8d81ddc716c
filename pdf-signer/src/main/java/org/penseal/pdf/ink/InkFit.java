// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.ink;

import java.util.List;
import org.penseal.pdf.Appearance;

/**
 * How ink lies in a box: as large as fits, in the middle, without distortion.
 *
 * @param scale units of the box for each millimetre of ink
 * @param left where the ink's origin comes to lie, from the left
 * @param top where the ink's origin comes to lie, from below
 */
public record InkFit(double scale, double left, double top) {
  private static final double SMALLEST_MM = 0.1;

  /** A rectangle, its origin at the lower left. */
  public record Box(double x, double y, double width, double height) {}

  /** Fits strokes with the width of their lines. */
  public static InkFit of(List<Appearance.Stroke> strokes, Box box) {
    Extent extent = Extent.of(strokes);
    double width = Math.max(extent.maxX - extent.minX, SMALLEST_MM);
    double height = Math.max(extent.maxY - extent.minY, SMALLEST_MM);
    double scale = Math.min(box.width / width, box.height / height);
    double left = box.x + (box.width - width * scale) / 2 - extent.minX * scale;
    double top = box.y + box.height - (box.height - height * scale) / 2 + extent.minY * scale;
    return new InkFit(scale, left, top);
  }

  /** What strokes take up, in millimetres from their origin, y down. */
  public record Extent(double minX, double minY, double maxX, double maxY) {
    /** Of all points with the width of their lines. */
    public static Extent of(List<Appearance.Stroke> strokes) {
      double minX = Double.MAX_VALUE;
      double minY = Double.MAX_VALUE;
      double maxX = -Double.MAX_VALUE;
      double maxY = -Double.MAX_VALUE;
      for (Appearance.Stroke stroke : strokes) {
        for (Appearance.Point point : stroke.points()) {
          double half = point.widthMm() / 2;
          minX = Math.min(minX, point.xMm() - half);
          maxX = Math.max(maxX, point.xMm() + half);
          minY = Math.min(minY, point.yMm() - half);
          maxY = Math.max(maxY, point.yMm() + half);
        }
      }
      return new Extent(minX, minY, maxX, maxY);
    }
  }

  /** From the left. */
  public double x(Appearance.Point point) {
    return left + point.xMm() * scale;
  }

  /** From below. */
  public double y(Appearance.Point point) {
    return top - point.yMm() * scale;
  }
}
