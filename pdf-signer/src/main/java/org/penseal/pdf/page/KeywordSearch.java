// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.penseal.pdf.Placement;
import org.penseal.pdf.stream.BoundedFont;

/** Finds where a text stands; spaces do not count. One object, one search. */
public final class KeywordSearch extends PDFTextStripper {
  /**
   * A place on a displayed page, in points from its lower left.
   *
   * @param page from 1
   * @param x left edge
   * @param y base line
   * @param width width of the keyword
   * @param height height of its characters
   */
  public record Hit(int page, double x, double y, double width, double height) {}

  private static final double GAP_PT = 4;

  private final String keyword;
  private final boolean anyCase;
  private final List<Hit> hits = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private final List<TextPosition> positions = new ArrayList<>();

  private KeywordSearch(String keyword, boolean anyCase) {
    String wanted = keyword.replaceAll("\\s", "");
    this.keyword = anyCase ? folded(wanted) : wanted;
    this.anyCase = anyCase;
    setSortByPosition(true);
  }

  // Letter by letter, so that as many come out as go in.
  private static String folded(String text) {
    StringBuilder small = new StringBuilder(text.length());
    text.chars().forEach(each -> small.append(Character.toLowerCase((char) each)));
    return small.toString();
  }

  /**
   * The places on one page.
   *
   * @param page from 1
   * @param anyCase whether small letters and capitals are alike
   * @throws IOException if the page cannot be parsed
   */
  static List<Hit> onPage(PDDocument document, String text, int page, boolean anyCase)
      throws IOException {
    KeywordSearch search = new KeywordSearch(text, anyCase);
    if (!search.keyword.isEmpty()) {
      search.setStartPage(page);
      search.setEndPage(page);
      search.writeText(document, Writer.nullWriter());
    }
    return search.hits;
  }

  /**
   * All places, in the order of pages and lines.
   *
   * @throws IOException if a page cannot be parsed
   */
  public static List<Hit> find(PDDocument document, String keyword) throws IOException {
    KeywordSearch search = new KeywordSearch(keyword, false);
    if (!search.keyword.isEmpty()) {
      search.writeText(document, Writer.nullWriter());
    }
    return search.hits;
  }

  /**
   * The rectangle beside a place.
   *
   * @param width of its page, points
   * @param height of its page, points; the rectangle is smaller than the page
   */
  public static Placement.At beside(
      Hit hit, Placement.Keyword keyword, double width, double height) {
    double right = hit.x() + hit.width() + GAP_PT + keyword.dx();
    double middle = hit.y() + hit.height() / 2 + keyword.dy();
    return new Placement.At(
        hit.page(),
        Math.clamp(right, 0, width - keyword.width()),
        Math.clamp(middle - keyword.height() / 2, 0, height - keyword.height()),
        keyword.width(),
        keyword.height());
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    BoundedFont.require(getResources(), operator, operands);
    super.processOperator(operator, operands);
  }

  @Override
  protected void writeString(String text, List<TextPosition> textPositions) {
    for (TextPosition position : textPositions) {
      for (char each : position.getUnicode().toCharArray()) {
        if (!Character.isWhitespace(each)) {
          line.append(anyCase ? Character.toLowerCase(each) : each);
          positions.add(position);
        }
      }
    }
  }

  @Override
  protected void writeLineSeparator() throws IOException {
    flushLine();
    super.writeLineSeparator();
  }

  @Override
  protected void endPage(PDPage page) {
    flushLine();
  }

  private void flushLine() {
    int from = line.indexOf(keyword);
    while (from >= 0) {
      TextPosition first = positions.get(from);
      TextPosition last = positions.get(from + keyword.length() - 1);
      double pageHeight = first.getPageHeight();
      hits.add(
          new Hit(
              getCurrentPageNo(),
              first.getX(),
              pageHeight - first.getY(),
              last.getX() + last.getWidth() - first.getX(),
              first.getHeight()));
      from = line.indexOf(keyword, from + keyword.length());
    }
    line.setLength(0);
    positions.clear();
  }
}
