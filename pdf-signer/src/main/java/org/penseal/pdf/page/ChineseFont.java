// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.HorizontalHeaderTable;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;

/**
 * Noto Sans SC Regular (OFL 1.1): parsed once for all who draw with it, embedded as a subset.
 *
 * <p>The calls may come from several threads.
 */
public final class ChineseFont {
  private static final String RESOURCE =
      "/org/penseal/pdf/font/400Regular/NotoSansSC_400Regular.ttf";

  private static final String SCREEN_RESOURCE = "/org/penseal/pdf/font/screen/NotoSansSC.ttf";

  private ChineseFont() {}

  /** The font as it is parsed: 20 MB, let go where memory is short and nobody draws with it. */
  private static final class Parsed {
    private static SoftReference<TrueTypeFont> parsed = new SoftReference<>(null);

    static synchronized TrueTypeFont font() {
      TrueTypeFont font = parsed.get();
      if (font == null) {
        font = parse();
        parsed = new SoftReference<>(font);
      }
      return font;
    }

    private static TrueTypeFont parse() {
      try (InputStream in = open()) {
        return new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(in));
      } catch (IOException e) {
        throw new IllegalStateException("the font cannot be parsed", e);
      }
    }
  }

  /** Which characters it has; stays, so it is no map of 30,000 numbers. */
  private static final class Known {
    static final BitSet CHARACTERS = characters();

    private static BitSet characters() {
      try {
        CmapLookup glyphs = Parsed.font().getUnicodeCmapLookup();
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> glyphs.getGlyphId(c) != 0)
            .collect(BitSet::new, BitSet::set, BitSet::or);
      } catch (IOException e) {
        throw new IllegalStateException("the font has no character map", e);
      }
    }
  }

  /**
   * The outline of a character, in ems with y up from the baseline: the same bits on every machine,
   * since no rasteriser and no hinting of a system takes part.
   *
   * @param path a new one for each call; filled by the non-zero rule
   * @param advance to the next character
   */
  public record Glyph(Path2D path, double advance) {}

  /** The glyph of a character; that of a missing one where the font has none. */
  public static Glyph glyph(int codePoint) {
    try {
      TrueTypeFont font = Parsed.font();
      int id = font.getUnicodeCmapLookup().getGlyphId(codePoint);
      double em = font.getUnitsPerEm();
      GlyphData data = font.getGlyph().getGlyph(id);
      Path2D path =
          data == null
              ? new Path2D.Double()
              : new Path2D.Double(data.getPath(), AffineTransform.getScaleInstance(1 / em, 1 / em));
      return new Glyph(path, font.getAdvanceWidth(id) / em);
    } catch (IOException e) {
      throw new IllegalStateException("the font that was built in cannot be read", e);
    }
  }

  /** How far its letters reach above the baseline, in ems. */
  public static double ascent() {
    return line(HorizontalHeaderTable::getAscender);
  }

  /** From one baseline to the next, in ems. */
  public static double lineHeight() {
    return line(h -> h.getAscender() - h.getDescender() + h.getLineGap());
  }

  private static double line(ToIntFunction<HorizontalHeaderTable> measure) {
    try {
      TrueTypeFont font = Parsed.font();
      return measure.applyAsInt(font.getHorizontalHeader()) / (double) font.getUnitsPerEm();
    } catch (IOException e) {
      throw new IllegalStateException("the font that was built in cannot be read", e);
    }
  }

  /** The font file itself, for drawing on other surfaces; the caller closes it. */
  public static InputStream open() {
    return resource(RESOURCE);
  }

  /** The same font for screens: its contours do not overlap; the caller closes it. */
  public static InputStream openForScreens() {
    return resource(SCREEN_RESOURCE);
  }

  private static InputStream resource(String name) {
    InputStream in = ChineseFont.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the font is not on the class path");
    }
    return in;
  }

  /**
   * Makes the font usable in a document; only the glyphs used are embedded when it is saved.
   *
   * @throws IOException if PDFBox cannot embed it
   */
  public static PDType0Font embed(PDDocument document) throws IOException {
    return PDType0Font.load(document, Parsed.font(), true);
  }

  /** The first character that the font does not have; empty if it has them all. */
  public static OptionalInt missing(String text) {
    return text.codePoints().filter(c -> !Known.CHARACTERS.get(c)).findFirst();
  }

  /**
   * Checks that every character can be shown.
   *
   * @throws PlacementException.MissingGlyph for the first one that cannot
   */
  public static void require(String text) throws SigningException {
    OptionalInt missing = missing(text);
    if (missing.isPresent()) {
      throw new PlacementException.MissingGlyph(missing.getAsInt(), text, null);
    }
  }
}
