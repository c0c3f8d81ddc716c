// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * What a rectangle on a displayed page can be lined up with: drawn lines, base lines and ends of
 * text; in points from its lower left.
 *
 * @param levels heights
 * @param uprights distances from the left edge
 * @param rules level lines that are drawn
 * @param words lines of text
 */
public record PageGuides(
    List<Double> levels, List<Double> uprights, List<Rule> rules, List<Words> words) {
  /** Nothing to line up with. */
  public static final PageGuides NONE = new PageGuides(List.of(), List.of(), List.of(), List.of());

  /**
   * A level line.
   *
   * @param y its height
   * @param left its left end
   * @param right its right end
   */
  public record Rule(double y, double left, double right) {}

  /**
   * A line of text.
   *
   * @param base its base line
   * @param left where it begins
   * @param right where it ends
   */
  public record Words(double base, double left, double right) {}

  /** Copies the lists. */
  public PageGuides {
    levels = List.copyOf(levels);
    uprights = List.copyOf(uprights);
    rules = List.copyOf(rules);
    words = List.copyOf(words);
  }

  /**
   * Those of a page.
   *
   * @param page from 1
   */
  static PageGuides of(PDDocument document, int page) throws IOException {
    RuledLines rules = RuledLines.of(document.getPage(page - 1));
    List<TextLines.Line> text = TextLines.of(document, page);
    return new PageGuides(
        Stream.concat(rules.level().stream(), text.stream().map(TextLines.Line::base)).toList(),
        Stream.concat(
                rules.upright().stream(),
                text.stream()
                    .flatMapToDouble(line -> DoubleStream.of(line.left(), line.right()))
                    .boxed())
            .toList(),
        rules.rules(),
        text.stream().map(line -> new Words(line.base(), line.left(), line.right())).toList());
  }
}
