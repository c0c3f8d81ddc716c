// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.ink;

import java.util.List;
import java.util.function.Consumer;
import org.penseal.pdf.Appearance;

/**
 * A cubic Bézier curve of one width: control points from the lower left of the box, x and y in
 * turn.
 *
 * <p>The curves of a stroke pass through every point (Catmull-Rom); a segment whose width changes
 * much is cut into pieces, so that the width changes by steps too small to see. A dot is a curve
 * without length, to be drawn with a round cap.
 *
 * @param width of the line, in the box's units
 */
public record InkPiece(
    double width,
    double x0,
    double y0,
    double x1,
    double y1,
    double x2,
    double y2,
    double x3,
    double y3) {
  private static final double THINNEST = 0.25;
  private static final double WIDTH_STEP = 0.12;
  private static final int MOST_PIECES = 8;

  /** Whether it has no length. */
  public boolean isDot() {
    return x0 == x3 && y0 == y3 && x0 == x1 && y0 == y1;
  }

  /** All pieces in the order of writing. */
  public static void of(List<Appearance.Stroke> strokes, InkFit fit, Consumer<InkPiece> out) {
    for (Appearance.Stroke stroke : strokes) {
      List<Appearance.Point> points = stroke.points();
      if (points.size() == 1) {
        double x = fit.x(points.getFirst());
        double y = fit.y(points.getFirst());
        out.accept(new InkPiece(width(points.getFirst(), fit), x, y, x, y, x, y, x, y));
      }
      for (int i = 0; i + 1 < points.size(); i++) {
        Appearance.Point before = points.get(Math.max(0, i - 1));
        Appearance.Point after = points.get(Math.min(points.size() - 1, i + 2));
        segment(fit, before, points.get(i), points.get(i + 1), after, out);
      }
    }
  }

  private static void segment(
      InkFit fit,
      Appearance.Point before,
      Appearance.Point from,
      Appearance.Point to,
      Appearance.Point after,
      Consumer<InkPiece> out) {
    double[] xs = {
      fit.x(from),
      fit.x(from) + (fit.x(to) - fit.x(before)) / 6,
      fit.x(to) - (fit.x(after) - fit.x(from)) / 6,
      fit.x(to)
    };
    double[] ys = {
      fit.y(from),
      fit.y(from) + (fit.y(to) - fit.y(before)) / 6,
      fit.y(to) - (fit.y(after) - fit.y(from)) / 6,
      fit.y(to)
    };
    double start = width(from, fit);
    double change = width(to, fit) - start;
    int pieces = (int) Math.clamp(Math.ceil(Math.abs(change) / WIDTH_STEP), 1, MOST_PIECES);
    for (int i = 0; i < pieces; i++) {
      double t0 = (double) i / pieces;
      double t1 = (double) (i + 1) / pieces;
      out.accept(piece(start + change * (t0 + t1) / 2, xs, ys, t0, t1));
    }
  }

  // The part of a cubic curve between two parameters, by its blossom.
  private static InkPiece piece(double width, double[] xs, double[] ys, double t0, double t1) {
    return new InkPiece(
        width,
        blossom(xs, t0, t0, t0),
        blossom(ys, t0, t0, t0),
        blossom(xs, t0, t0, t1),
        blossom(ys, t0, t0, t1),
        blossom(xs, t0, t1, t1),
        blossom(ys, t0, t1, t1),
        blossom(xs, t1, t1, t1),
        blossom(ys, t1, t1, t1));
  }

  private static double blossom(double[] p, double a, double b, double c) {
    double p01 = p[0] + (p[1] - p[0]) * a;
    double p12 = p[1] + (p[2] - p[1]) * a;
    double p23 = p[2] + (p[3] - p[2]) * a;
    double p012 = p01 + (p12 - p01) * b;
    double p123 = p12 + (p23 - p12) * b;
    return p012 + (p123 - p012) * c;
  }

  private static double width(Appearance.Point point, InkFit fit) {
    return Math.max(THINNEST, point.widthMm() * fit.scale());
  }
}
