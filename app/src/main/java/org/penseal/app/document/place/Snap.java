// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import java.util.List;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PageGuides;

/** Lines a rectangle up with what is near it on its page; lengths in points. */
final class Snap {
  private static final double REACH = 4;

  private Snap() {}

  /** Moves it so that its nearest edges lie on lines. */
  static Placement.At moved(Placement.At at, PageGuides guides) {
    double dx = nearest(guides.uprights(), at.x(), at.x() + at.width());
    double dy = nearest(guides.levels(), at.y(), at.y() + at.height());
    return new Placement.At(at.page(), at.x() + dx, at.y() + dy, at.width(), at.height());
  }

  /** Moves its right and its lower edge onto lines. */
  static Placement.At resized(Placement.At at, PageGuides guides) {
    double dx = nearest(guides.uprights(), at.x() + at.width());
    double dy = nearest(guides.levels(), at.y());
    return new Placement.At(at.page(), at.x(), at.y() + dy, at.width() + dx, at.height() - dy);
  }

  private static double nearest(List<Double> lines, double... edges) {
    double best = 0;
    double least = REACH;
    for (double edge : edges) {
      for (double line : lines) {
        if (Math.abs(line - edge) < least) {
          least = Math.abs(line - edge);
          best = line - edge;
        }
      }
    }
    return best;
  }
}
