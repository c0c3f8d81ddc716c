// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Deadline;

/**
 * Areas and pictures that are thinner than a pixel: PDFBox paints next to nothing of them, other
 * readers each pixel that they touch (ISO 32000-2, 10.7.4).
 */
final class Hairlines {
  private static final double FLAT = 0.1;
  private static final int MOST_POINTS = 100_000;

  private Hairlines() {}

  /**
   * What has to be painted besides an area, so that its thin parts are a pixel wide.
   *
   * @param pixel its side in the coordinates of the area
   * @return null for nothing
   */
  static @Nullable Shape beside(GeneralPath area, double pixel) {
    Path2D thin = new Path2D.Double();
    Path2D part = new Path2D.Double();
    double[] start = new double[2];
    double[] last = new double[2];
    double length = 0;
    double twice = 0;
    int points = 0;
    double[] n = new double[6];
    PathIterator all = area.getPathIterator(null, FLAT * pixel);
    while (true) {
      boolean done = all.isDone();
      int kind = done ? PathIterator.SEG_MOVETO : all.currentSegment(n);
      if (++points > MOST_POINTS) {
        throw new Deadline.Over();
      }
      if (kind == PathIterator.SEG_MOVETO) {
        length += Math.hypot(start[0] - last[0], start[1] - last[1]);
        twice += last[0] * start[1] - start[0] * last[1];
        if (length > 0 && Math.abs(twice) < pixel * length) {
          thin.append(part, false);
        }
        if (done) {
          break;
        }
        part = new Path2D.Double();
        part.moveTo(n[0], n[1]);
        start = new double[] {n[0], n[1]};
        last = start;
        length = 0;
        twice = 0;
      } else if (kind == PathIterator.SEG_LINETO) {
        part.lineTo(n[0], n[1]);
        length += Math.hypot(n[0] - last[0], n[1] - last[1]);
        twice += last[0] * n[1] - n[0] * last[1];
        last = new double[] {n[0], n[1]};
      } else {
        part.closePath();
      }
      all.next();
    }
    return thin.getCurrentPoint() == null
        ? null
        : new BasicStroke((float) pixel, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_BEVEL)
            .createStrokedShape(thin);
  }

  /**
   * Where a picture is painted, at least a pixel high and wide.
   *
   * @param at where its unit square is
   * @param pixel its side in those coordinates
   */
  static Matrix widened(Matrix at, double pixel) {
    double[] u = {at.getScaleX(), at.getShearY()};
    double[] v = {at.getShearX(), at.getScaleY()};
    boolean first = Math.hypot(u[0], u[1]) >= Math.hypot(v[0], v[1]);
    double[] along = first ? u : v;
    double length = Math.hypot(along[0], along[1]);
    if (length < pixel) {
      return new Matrix((float) pixel, 0, 0, (float) pixel, at.getTranslateX(), at.getTranslateY());
    }
    double area = u[0] * v[1] - u[1] * v[0];
    if (Math.abs(area) >= pixel * length) {
      return at;
    }
    double side = (area < 0 ? -1 : 1) * (first ? pixel : -pixel) / length;
    double[] across = {-along[1] * side, along[0] * side};
    double[] right = first ? along : across;
    double[] up = first ? across : along;
    return new Matrix(
        (float) right[0],
        (float) right[1],
        (float) up[0],
        (float) up[1],
        at.getTranslateX(),
        at.getTranslateY());
  }
}
