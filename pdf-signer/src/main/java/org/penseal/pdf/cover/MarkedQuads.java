// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;
import org.jspecify.annotations.Nullable;

/**
 * The quadrilaterals that a highlight or an underline marks. Their corners are upper left, upper
 * right, lower left, lower right, as Acrobat and MuPDF read them (ISO 32000-2, 12.5.6.10, has
 * another order).
 *
 * @param box of all of them; empty if there is none
 * @param height of the tallest
 * @param layers an upper bound of how many overlap
 * @param lines an upper bound of how many have their lines at one place
 */
record MarkedQuads(Rectangle2D.Double box, double height, int layers, int lines) {
  private static final int NUMBERS = 8;
  private static final double TALL = 8;
  private static final int MOST_COMPARED = 256;

  /** Null unless they are eight numbers each, since readers use zero for missing ones. */
  static @Nullable MarkedQuads of(@Nullable COSBase points) {
    if (!(points instanceof COSArray array)
        || array.size() % NUMBERS != 0
        || array.size() > PaintedPlace.MOST_NUMBERS) {
      return null;
    }
    List<Rectangle2D.Double> quads = new ArrayList<>();
    double height = 0;
    for (int i = 0; i < array.size(); i += NUMBERS) {
      Point2D.Double[] corners = new Point2D.Double[NUMBERS / 2];
      for (int corner = 0; corner < corners.length; corner++) {
        if (!(array.getObject(i + 2 * corner) instanceof COSNumber x)
            || !(array.getObject(i + 2 * corner + 1) instanceof COSNumber y)
            || !Float.isFinite(x.floatValue() + y.floatValue())) {
          return null;
        }
        corners[corner] = new Point2D.Double(x.floatValue(), y.floatValue());
      }
      Rectangle2D.Double quad = new Rectangle2D.Double(corners[0].x, corners[0].y, 0, 0);
      for (Point2D.Double corner : corners) {
        quad.add(corner);
      }
      quads.add(quad);
      double left = corners[0].distance(corners[2]);
      height = Math.max(height, Math.max(left, corners[1].distance(corners[3])));
    }
    Rectangle2D.Double box =
        quads.stream().reduce(PaintedPlace::union).orElseGet(Rectangle2D.Double::new);
    return new MarkedQuads(
        box, height, layers(quads), layers(quads.stream().map(MarkedQuads::line).toList()));
  }

  // Shorter along, so that the words of a line, each marked, do not meet; nor do tall lines of
  // text.
  private static Rectangle2D.Double line(Rectangle2D.Double quad) {
    boolean level = quad.width >= quad.height;
    double along = -Math.min(1, Math.max(quad.width, quad.height) / 4);
    double least = Math.min(quad.width, quad.height);
    double across = least > TALL ? -least / TALL : 1;
    double right = level ? along : across;
    double up = level ? across : along;
    return new Rectangle2D.Double(
        quad.x - right, quad.y - up, quad.width + 2 * right, quad.height + 2 * up);
  }

  private static int layers(List<Rectangle2D.Double> quads) {
    if (quads.size() > MOST_COMPARED) {
      return quads.size();
    }
    return quads.stream()
        .mapToInt(
            one ->
                (int) quads.stream().filter(other -> other == one || other.intersects(one)).count())
        .max()
        .orElse(0);
  }
}
