// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.fontbox.ttf.CmapSubtable;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.PDTrueTypeFont;
import org.apache.pdfbox.pdmodel.font.encoding.Encoding;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.font.encoding.MacRomanEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.StandardEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;

/**
 * For a letter that is blank in PDFBox: whether it is blank in other readers, too, which may use
 * another table of the font or another name. Its map to Unicode proves nothing here.
 */
final class BlankLetter {
  private static final List<Encoding> ENCODINGS =
      List.of(WinAnsiEncoding.INSTANCE, MacRomanEncoding.INSTANCE, StandardEncoding.INSTANCE);
  // Offsets of the letters of symbolic fonts (ISO 32000-2, 9.6.5.4).
  private static final int[] SYMBOLS = {0, 0xf000, 0xf100, 0xf200};

  private BlankLetter() {}

  /** Whether other readers may paint it. */
  static boolean mayShow(PDFont font, int code) throws IOException {
    if (!(font instanceof PDSimpleFont simple)) {
      return false;
    }
    Set<String> names = new HashSet<>();
    if (simple.getEncoding() != null) {
      names.add(simple.getEncoding().getName(code));
    }
    if (font instanceof PDTrueTypeFont trueType) {
      ENCODINGS.forEach(each -> names.add(each.getName(code)));
      return mayShow(trueType.getTrueTypeFont(), code, names);
    }
    return names.stream().map(BlankLetter::text).anyMatch(each -> !each.isBlank());
  }

  private static String text(String name) {
    String text = GlyphList.getAdobeGlyphList().toUnicode(name);
    return text == null ? "" : text.replace('\u00a0', ' ');
  }

  private static boolean mayShow(TrueTypeFont font, int code, Set<String> names)
      throws IOException {
    if (font.getCmap() == null) {
      return true;
    }
    for (String each : names) {
      if (isPainted(font, font.getPostScript() == null ? 0 : font.nameToGID(each))) {
        return true;
      }
    }
    Set<Integer> characters = new HashSet<>();
    for (int each : SYMBOLS) {
      characters.add(each + code);
    }
    names.forEach(each -> text(each).codePoints().forEach(characters::add));
    for (CmapSubtable table : font.getCmap().getCmaps()) {
      for (int each : characters) {
        if (isPainted(font, table.getGlyphId(each))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isPainted(TrueTypeFont font, int glyph) throws IOException {
    if (glyph == 0 || font.getGlyph() == null) {
      return false;
    }
    GlyphData data = font.getGlyph().getGlyph(glyph);
    return data != null && !data.getPath().getBounds2D().isEmpty();
  }
}
