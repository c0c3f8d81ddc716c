// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.jspecify.annotations.Nullable;

/** The glyphs of a document's fonts, each looked up once. */
final class Glyphs {
  private static final int ONE_BYTE = 256;

  /**
   * A glyph of a font.
   *
   * @param width how far it moves on, in text space of a font of size 1
   * @param line whether it is blank or part of a line to write on
   */
  record Glyph(float width, boolean line) {
    static Glyph of(PDFont font, int code) throws IOException {
      String text = font.toUnicode(code);
      boolean line = text != null && (text.isBlank() || "_.-–—·…".contains(text));
      return new Glyph(font.getDisplacement(code).getX(), line);
    }
  }

  /** The glyphs of one font. */
  static final class OfFont {
    private final PDFont font;
    private final @Nullable Glyph[] ofOneByte = new @Nullable Glyph[ONE_BYTE];
    private final Map<Integer, Glyph> others = new HashMap<>();

    OfFont(PDFont font) {
      this.font = font;
    }

    Glyph of(int code) throws IOException {
      boolean oneByte = code >= 0 && code < ONE_BYTE;
      Glyph known = oneByte ? ofOneByte[code] : others.get(code);
      if (known == null) {
        known = Glyph.of(font, code);
        if (oneByte) {
          ofOneByte[code] = known;
        } else {
          others.put(code, known);
        }
      }
      return known;
    }
  }

  private final Map<PDFont, OfFont> fonts = new IdentityHashMap<>();
  private @Nullable OfFont last;

  OfFont of(PDFont font) {
    OfFont known = last;
    if (known == null || known.font != font) {
      known = fonts.computeIfAbsent(font, OfFont::new);
      last = known;
    }
    return known;
  }
}
