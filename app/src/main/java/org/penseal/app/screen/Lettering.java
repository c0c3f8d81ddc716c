// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import org.penseal.pdf.page.ChineseFont;

/**
 * Lines of letters of one size in the built-in font.
 *
 * @param size of an em, pixels
 */
record Lettering(double size) {
  double ascent() {
    return ChineseFont.ascent() * size;
  }

  double lineHeight() {
    return ChineseFont.lineHeight() * size;
  }

  double width(String text) {
    return text.codePoints().mapToDouble(c -> ChineseFont.glyph(c).advance()).sum() * size;
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
    return text.substring(0, end) + "…";
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
