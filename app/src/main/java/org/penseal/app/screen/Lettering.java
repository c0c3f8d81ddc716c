// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import org.penseal.pdf.page.ChineseFont;

/**
 * Lines of letters of one size in the built-in font.
 *
 * @param size of an em, pixels
 */
record Lettering(double size) {
  private static final String NUMBER_BEGINS = "〔U+";
  private static final String NUMBER_ENDS = "〕";
  private static final String NUMBER = NUMBER_BEGINS + "%04X" + NUMBER_ENDS;

  double ascent() {
    return ChineseFont.ascent() * size;
  }

  double lineHeight() {
    return ChineseFont.lineHeight() * size;
  }

  double width(String text) {
    return text.codePoints().mapToDouble(c -> ChineseFont.glyph(c).advance()).sum() * size;
  }

  /**
   * The text with the number of each character that the font lacks in its place, as 〔U+20BB7〕: it
   * would be drawn as a box. White space that the font lacks is a space, but for line breaks.
   */
  static String legible(String text) {
    if (ChineseFont.missing(text).isEmpty()) {
      return text;
    }
    StringBuilder legible = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      String one = Character.toString(c);
      if (c == '\n' || ChineseFont.missing(one).isEmpty()) {
        legible.append(one);
      } else {
        legible.append(Character.isWhitespace(c) ? " " : NUMBER.formatted(c));
      }
    }
    return legible.toString();
  }

  // A number of which digits are missing would be another character's.
  private static int beforeANumber(String text, int end) {
    int begin = text.lastIndexOf(NUMBER_BEGINS, end - 1);
    return begin >= 0 && text.indexOf(NUMBER_ENDS, begin) >= end ? begin : end;
  }

  /** What fits, with an ellipsis where it was cut. */
  String shortened(String text, double room) {
    if (width(text) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 0 && width(text.substring(0, end) + "…") > room) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, beforeANumber(text, end)) + "…";
  }

  void draw(Canvas canvas, String text, double left, double baseline) {
    double x = left;
    for (int codePoint : text.codePoints().toArray()) {
      ChineseFont.Glyph glyph = ChineseFont.glyph(codePoint);
      canvas.fill(glyph.path(), size, x, baseline, Canvas.BLACK);
      x += glyph.advance() * size;
    }
  }
}
