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
import org.penseal.pdf.stream.BoundedFont;

/** The lines of text of one page. One object, one page. */
final class TextLines extends PDFTextStripper {
  private static final int MOST = 2000;

  /**
   * A line of text on a displayed page, in points from its lower left.
   *
   * @param text without spaces at its ends
   * @param left where it begins
   * @param right where it ends
   * @param base its base line
   */
  record Line(String text, double left, double right, double base) {}

  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private double left;
  private double right;
  private double base;

  private TextLines() {
    setSortByPosition(true);
  }

  static List<Line> of(PDDocument document, int page) throws IOException {
    TextLines read = new TextLines();
    read.setStartPage(page);
    read.setEndPage(page);
    read.writeText(document, Writer.nullWriter());
    return read.lines;
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    BoundedFont.require(getResources(), operator, operands);
    super.processOperator(operator, operands);
  }

  @Override
  protected void writeString(String words, List<TextPosition> positions) {
    if (positions.isEmpty()) {
      return;
    }
    TextPosition first = positions.getFirst();
    TextPosition last = positions.getLast();
    if (text.isEmpty()) {
      left = first.getX();
      base = first.getPageHeight() - first.getY();
    }
    right = last.getX() + last.getWidth();
    text.append(words);
  }

  @Override
  protected void writeLineSeparator() throws IOException {
    end();
    super.writeLineSeparator();
  }

  @Override
  protected void endPage(PDPage page) {
    end();
  }

  private void end() {
    String words = text.toString().strip();
    if (!words.isEmpty() && lines.size() < MOST) {
      lines.add(new Line(words, left, right, base));
    }
    text.setLength(0);
  }
}
