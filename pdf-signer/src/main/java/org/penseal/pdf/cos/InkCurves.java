// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDAppearanceContentStream;
import org.penseal.pdf.Appearance;

/**
 * Draws ink as short cubic Bézier curves whose width follows the pressure.
 *
 * <p>The curves pass through every point (Catmull-Rom); a segment whose width changes much is cut
 * into pieces, so that the width changes by steps too small to see.
 */
final class InkCurves {
  private static final double THINNEST_PT = 0.25;
  private static final double WIDTH_STEP = 0.12;
  private static final int MOST_PIECES = 8;

  private final PDAppearanceContentStream out;
  private final Fit fit;

  private InkCurves(PDAppearanceContentStream out, Fit fit) {
    this.out = out;
    this.fit = fit;
  }

  /** Draws the strokes as large as fits into a box, in the middle, without distortion. */
  static void draw(PDAppearanceContentStream out, List<Appearance.Stroke> strokes, Box box)
      throws IOException {
    InkCurves curves = new InkCurves(out, Fit.of(strokes, box));
    out.setLineCapStyle(1);
    out.setLineJoinStyle(1);
    for (Appearance.Stroke stroke : strokes) {
      curves.stroke(stroke.points());
    }
  }

  /** A rectangle in the appearance, points from its lower left. */
  record Box(double x, double y, double width, double height) {}

  private void stroke(List<Appearance.Point> points) throws IOException {
    if (points.size() == 1) {
      dot(points.getFirst());
      return;
    }
    for (int i = 0; i + 1 < points.size(); i++) {
      Appearance.Point before = points.get(Math.max(0, i - 1));
      Appearance.Point from = points.get(i);
      Appearance.Point to = points.get(i + 1);
      Appearance.Point after = points.get(Math.min(points.size() - 1, i + 2));
      segment(before, from, to, after);
    }
  }

  private void dot(Appearance.Point point) throws IOException {
    out.setLineWidth((float) width(point));
    out.moveTo(x(point), y(point));
    out.lineTo(x(point), y(point));
    out.stroke();
  }

  private void segment(
      Appearance.Point before, Appearance.Point from, Appearance.Point to, Appearance.Point after)
      throws IOException {
    double[] xs = {
      x(from), x(from) + (x(to) - x(before)) / 6, x(to) - (x(after) - x(from)) / 6, x(to)
    };
    double[] ys = {
      y(from), y(from) + (y(to) - y(before)) / 6, y(to) - (y(after) - y(from)) / 6, y(to)
    };
    double change = Math.abs(width(to) - width(from));
    int pieces = (int) Math.clamp(Math.ceil(change / WIDTH_STEP), 1, MOST_PIECES);
    for (int i = 0; i < pieces; i++) {
      double t0 = (double) i / pieces;
      double t1 = (double) (i + 1) / pieces;
      double middle = (t0 + t1) / 2;
      out.setLineWidth((float) (width(from) + (width(to) - width(from)) * middle));
      piece(xs, ys, t0, t1);
      out.stroke();
    }
  }

  // The part of a cubic curve between two parameters, by its blossom.
  private void piece(double[] xs, double[] ys, double t0, double t1) throws IOException {
    out.moveTo(blossom(xs, t0, t0, t0), blossom(ys, t0, t0, t0));
    out.curveTo(
        blossom(xs, t0, t0, t1),
        blossom(ys, t0, t0, t1),
        blossom(xs, t0, t1, t1),
        blossom(ys, t0, t1, t1),
        blossom(xs, t1, t1, t1),
        blossom(ys, t1, t1, t1));
  }

  private static float blossom(double[] p, double a, double b, double c) {
    double p01 = p[0] + (p[1] - p[0]) * a;
    double p12 = p[1] + (p[2] - p[1]) * a;
    double p23 = p[2] + (p[3] - p[2]) * a;
    double p012 = p01 + (p12 - p01) * b;
    double p123 = p12 + (p23 - p12) * b;
    return (float) (p012 + (p123 - p012) * c);
  }

  private float x(Appearance.Point point) {
    return (float) fit.x(point);
  }

  private float y(Appearance.Point point) {
    return (float) fit.y(point);
  }

  private double width(Appearance.Point point) {
    return Math.max(THINNEST_PT, point.widthMm() * fit.scale);
  }

  /** Scale in points for each millimetre of ink, and where the ink's origin comes to lie. */
  record Fit(double scale, double left, double top) {
    double x(Appearance.Point point) {
      return left + point.xMm() * scale;
    }

    double y(Appearance.Point point) {
      return top - point.yMm() * scale;
    }

    static Fit of(List<Appearance.Stroke> strokes, Box box) {
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
      double width = Math.max(maxX - minX, 0.1);
      double height = Math.max(maxY - minY, 0.1);
      double scale = Math.min(box.width / width, box.height / height);
      double left = box.x + (box.width - width * scale) / 2 - minX * scale;
      double top = box.y + box.height - (box.height - height * scale) / 2 + minY * scale;
      return new Fit(scale, left, top);
    }
  }
}
