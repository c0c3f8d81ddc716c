// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.font;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.page.ChineseFont;

class WholeOutlinesTest {
  private static final int FIRST = 2000;
  private static final int COUNT = 200;
  private static final double SCALE = 0.2;
  private static final int SIDE = 400;

  private static SfntFont font() throws IOException {
    try (InputStream in = ChineseFont.open()) {
      return SfntFont.parse(in.readAllBytes());
    }
  }

  private static int filled(byte[] glyph, int rule) {
    Path2D path = SimpleGlyph.outline(glyph);
    path.setWindingRule(rule);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.translate(SIDE / 4.0, SIDE / 2.0);
    graphics.scale(SCALE, SCALE);
    graphics.fill(path);
    graphics.dispose();
    int pixels = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      pixels += image.getRGB(i % SIDE, i / SIDE) == -1 ? 1 : 0;
    }
    return pixels;
  }

  @Test
  void mergedGlyphsLookTheSameByEitherRule() throws IOException {
    SfntFont font = font();
    int overlapping = 0;
    for (int i = FIRST; i < FIRST + COUNT; i++) {
      byte[] glyph = font.glyph(i);
      byte[] merged = SimpleGlyph.merged(glyph);
      int whole = filled(glyph, Path2D.WIND_NON_ZERO);
      overlapping += filled(glyph, Path2D.WIND_EVEN_ODD) < whole * 0.97 ? 1 : 0;
      // Coordinates are rounded to whole units: an edge may lie in the pixel beside.
      assertEquals(whole, filled(merged, Path2D.WIND_NON_ZERO), whole * 0.02 + 4, "glyph " + i);
      assertEquals(whole, filled(merged, Path2D.WIND_EVEN_ODD), whole * 0.02 + 4, "glyph " + i);
    }
    assertTrue(overlapping > COUNT / 2, "without merging " + overlapping + " had holes");
  }

  @Test
  void fileOfOtherGlyphsIsAFontWithTheSameCharactersAndWidths() throws IOException {
    SfntFont font = font();
    List<byte[]> glyphs = new ArrayList<>();
    for (int i = 0; i < font.glyphCount(); i++) {
      byte[] glyph = font.glyph(i);
      glyphs.add(i >= FIRST && i < FIRST + COUNT ? SimpleGlyph.merged(glyph) : glyph);
    }
    byte[] file = font.with(glyphs);
    SfntFont again = SfntFont.parse(file);
    assertEquals(font.glyphCount(), again.glyphCount());
    try (TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
      int id = parsed.getUnicodeCmapLookup().getGlyphId('签');
      assertTrue(id > 0);
      assertEquals(ChineseFont.glyph('签').advance() * 1000, parsed.getAdvanceWidth(id), 1e-6);
      assertEquals(
          ChineseFont.glyph('A').path().getBounds2D().getWidth() * 1000,
          parsed
              .getGlyph()
              .getGlyph(parsed.getUnicodeCmapLookup().getGlyphId('A'))
              .getPath()
              .getBounds2D()
              .getWidth(),
          1e-6);
    }
  }
}
