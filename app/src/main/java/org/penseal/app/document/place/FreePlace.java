// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PageGuides;
import org.penseal.pdf.page.PdfPages;

/** Looks for a place of the size of another one on its page; lengths in points. */
final class FreePlace {
  private static final double GAP = 8;
  private static final double MARGIN = 36;
  // Of a line of ten to twelve points, around its base line.
  private static final double BELOW = 3;
  private static final double ABOVE = 9;

  private FreePlace() {}

  /**
   * The next one below, then above, then any on the page from the bottom.
   *
   * @param free whether nothing else stands there
   */
  static Optional<Placement.At> like(
      Placement.At one, PdfPages.Size page, Predicate<Placement.At> free) {
    double step = one.height() + GAP;
    DoubleStream below = DoubleStream.iterate(one.y() - step, y -> y >= 0, y -> y - step);
    double top = page.height() - one.height();
    DoubleStream above = DoubleStream.iterate(one.y() + step, y -> y <= top, y -> y + step);
    Optional<Placement.At> beside =
        DoubleStream.concat(below, above)
            .mapToObj(y -> moved(one, one.x(), y))
            .filter(free)
            .findFirst();
    return beside.isPresent() ? beside : anywhere(one, page, free);
  }

  private static Optional<Placement.At> anywhere(
      Placement.At one, PdfPages.Size page, Predicate<Placement.At> free) {
    double right = page.width() - MARGIN - one.width();
    double top = page.height() - MARGIN - one.height();
    for (double y = MARGIN; y <= top; y += one.height() / 4) {
      for (double x = right; x >= MARGIN; x -= one.width() / 4) {
        Placement.At tried = moved(one, x, y);
        if (free.test(tried)) {
          return Optional.of(tried);
        }
      }
    }
    return Optional.empty();
  }

  private static Placement.At moved(Placement.At one, double x, double y) {
    return new Placement.At(one.page(), x, y, one.width(), one.height());
  }

  /** Whether words of the document stand there. */
  static boolean isOverWords(Placement.At at, PageGuides guides) {
    return guides.words().stream()
        .anyMatch(
            line ->
                line.left() < at.x() + at.width()
                    && line.right() > at.x()
                    && line.base() - BELOW < at.y() + at.height()
                    && line.base() + ABOVE > at.y());
  }
}
