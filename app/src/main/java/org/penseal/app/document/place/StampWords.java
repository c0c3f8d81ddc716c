// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PageGuides;
import org.penseal.pdf.page.PdfPages;

/**
 * The words of a stamp, which stand at its lower edge, and lines of the document that would run
 * through them; a line may run through the handwriting, which is often written on one. Lengths in
 * points.
 */
final class StampWords {
  // As the picture of the signature is drawn: up to four lines of 9 points, 1.3 apart, in at most
  // 42 % of the height.
  private static final double TALLEST = 2 + 4 * 9 * 1.3;
  private static final double PART = 0.42;
  private static final double LEAST_OVERLAP = 8;
  private static final double APART = 1.5;
  private static final double FARTHEST = 48;

  private StampWords() {}

  private static double band(Placement.At at) {
    return Math.min(TALLEST, at.height() * PART);
  }

  /** Whether a line of the page runs through the words. */
  static boolean struck(Placement.At at, PageGuides guides) {
    return guides.rules().stream().anyMatch(rule -> strikes(rule, at));
  }

  private static boolean strikes(PageGuides.Rule rule, Placement.At at) {
    double overlap = Math.min(rule.right(), at.x() + at.width()) - Math.max(rule.left(), at.x());
    return overlap > LEAST_OVERLAP
        && rule.y() > at.y() + APART / 2
        && rule.y() < at.y() + band(at) + APART / 2;
  }

  /** The nearest place above or below where no line does; empty if there is none near. */
  static Optional<Placement.At> clear(Placement.At at, PageGuides guides, PdfPages.Size page) {
    List<Double> heights =
        guides.rules().stream()
            .flatMap(rule -> Stream.of(rule.y() + APART, rule.y() - band(at) - APART))
            .filter(y -> Math.abs(y - at.y()) <= FARTHEST)
            .filter(y -> y >= 0 && y + at.height() <= page.height())
            .sorted((a, b) -> Double.compare(Math.abs(a - at.y()), Math.abs(b - at.y())))
            .toList();
    return heights.stream()
        .map(y -> new Placement.At(at.page(), at.x(), y, at.width(), at.height()))
        .filter(moved -> !struck(moved, guides))
        .findFirst();
  }
}
