// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** One A4 page that is set from top to bottom; lengths in points. */
final class Sheet implements AutoCloseable {
  static final double LEFT = 68;
  static final double RIGHT = 527;
  static final double TOP = 770;

  private static final double LEADING = 1.75;
  private static final Color INK = new Color(25, 25, 25);
  private static final Color HEAD_FILL = new Color(232, 237, 244);
  private static final Color RULE = new Color(110, 118, 130);

  /** How a table's column is set. */
  enum Align {
    LEFT,
    CENTRE
  }

  /**
   * A column.
   *
   * @param width points
   * @param align of its cells; the head is centred
   */
  record Column(double width, Align align) {}

  private final PDPageContentStream out;
  private final PDFont font;
  private double y = TOP;

  Sheet(PDDocument document, PDFont font) throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    this.font = font;
    this.out = new PDPageContentStream(document, page);
    out.setNonStrokingColor(INK);
    out.setStrokingColor(RULE);
  }

  double y() {
    return y;
  }

  void skip(double height) {
    y -= height;
  }

  /** A line in the middle, set a little bolder. */
  void title(String text, double size) throws IOException {
    bold(text, (LEFT + RIGHT - width(text, size)) / 2, size);
    y -= size * LEADING;
  }

  void heading(String text) throws IOException {
    y -= 6;
    bold(text, LEFT, 13);
    y -= 13 * LEADING;
  }

  void centred(String text, double size) throws IOException {
    put(text, (LEFT + RIGHT - width(text, size)) / 2, y, size);
    y -= size * LEADING;
  }

  void line(String text, double x, double size) throws IOException {
    put(text, x, y, size);
    y -= size * LEADING;
  }

  /** A paragraph, its first line indented by two characters, broken between characters. */
  void paragraph(String text) throws IOException {
    double size = 10.5;
    double indent = 2 * size;
    for (String each : broken(text, size, RIGHT - LEFT, indent)) {
      put(each, LEFT + indent, y, size);
      indent = 0;
      y -= size * LEADING;
    }
  }

  /** A label with a value over a rule. */
  void entry(String label, String value, double x, double labelWidth) throws IOException {
    put(label, x, y, 12);
    put(value, x + labelWidth + 6, y, 12);
    out.setLineWidth(0.6f);
    rule(x + labelWidth, y - 4, RIGHT - 60, y - 4);
    y -= 12 * 2.3;
  }

  void rule(double x1, double y1, double x2, double y2) throws IOException {
    out.moveTo((float) x1, (float) y1);
    out.lineTo((float) x2, (float) y2);
    out.stroke();
  }

  /** A table with a shaded head; every cell is one line. */
  void table(List<Column> columns, List<List<String>> rows) throws IOException {
    double size = 9.5;
    double height = 22;
    double width = columns.stream().mapToDouble(Column::width).sum();
    double left = (LEFT + RIGHT - width) / 2;
    double top = y + size;
    out.setNonStrokingColor(HEAD_FILL);
    out.addRect((float) left, (float) (top - height), (float) width, (float) height);
    out.fill();
    out.setNonStrokingColor(INK);
    for (int r = 0; r < rows.size(); r++) {
      double x = left;
      for (int c = 0; c < columns.size(); c++) {
        Column column = columns.get(c);
        String text = rows.get(r).get(c);
        boolean centre = r == 0 || column.align == Align.CENTRE;
        double at = centre ? x + (column.width - width(text, size)) / 2 : x + 5;
        put(text, at, top - height * r - height / 2 - size * 0.36, size);
        x += column.width;
      }
    }
    grid(columns, rows.size(), left, top, height);
    y = top - height * rows.size() - size * LEADING - 8;
  }

  private void grid(List<Column> columns, int rows, double left, double top, double height)
      throws IOException {
    double width = columns.stream().mapToDouble(Column::width).sum();
    out.setLineWidth(0.5f);
    for (int r = 0; r <= rows; r++) {
      rule(left, top - height * r, left + width, top - height * r);
    }
    double x = left;
    rule(x, top, x, top - height * rows);
    for (Column column : columns) {
      x += column.width;
      rule(x, top, x, top - height * rows);
    }
  }

  /** A small line above and a page number below. */
  void frame(String head, int page, int pages) throws IOException {
    put(head, LEFT, 800, 8.5);
    out.setLineWidth(0.5f);
    rule(LEFT, 794, RIGHT, 794);
    String foot = "第 " + page + " 页　共 " + pages + " 页";
    put(foot, (LEFT + RIGHT - width(foot, 8.5)) / 2, 40, 8.5);
  }

  private List<String> broken(String text, double size, double width, double indent)
      throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    double left = width - indent;
    for (int codePoint : text.codePoints().toArray()) {
      String each = Character.toString(codePoint);
      double advance = width(each, size);
      // No line begins with a closing mark: it hangs into the margin.
      if (advance > left && "，。；：、）》”".indexOf(codePoint) < 0) {
        lines.add(line.toString());
        line.setLength(0);
        left = width;
      }
      line.append(each);
      left -= advance;
    }
    lines.add(line.toString());
    return lines;
  }

  private void bold(String text, double x, double size) throws IOException {
    out.setStrokingColor(INK);
    out.setLineWidth((float) (size * 0.03));
    out.setRenderingMode(RenderingMode.FILL_STROKE);
    put(text, x, y, size);
    out.setRenderingMode(RenderingMode.FILL);
    out.setStrokingColor(RULE);
  }

  private void put(String text, double x, double baseline, double size) throws IOException {
    out.beginText();
    out.setFont(font, (float) size);
    out.newLineAtOffset((float) x, (float) baseline);
    out.showText(text);
    out.endText();
  }

  private double width(String text, double size) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
