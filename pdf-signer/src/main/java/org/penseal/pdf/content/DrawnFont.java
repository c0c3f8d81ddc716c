// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** A font as far as it says where letters stand (ISO 32000-2, 9.6 and 9.7). */
sealed interface DrawnFont
    permits DrawnFont.Widths, DrawnFont.Drawn, DrawnFont.Composite, StandardFont {
  /** Requires that all readers know how far each letter of a string reaches. */
  void shows(byte[] string, ContentReading reading) throws Ambiguous, IOException;

  /** Reads what its dictionary says. */
  static DrawnFont of(COSDictionary font) throws Ambiguous {
    return switch (String.valueOf(font.getNameAsString(COSName.SUBTYPE))) {
      case "Type0" -> Composite.of(font);
      case "Type3" -> Drawn.of(font);
      case "Type1", "MMType1", "TrueType" ->
          font.containsKey(COSName.WIDTHS) ? Widths.of(font) : StandardFont.of(font);
      default -> throw new Ambiguous("a font of another kind");
    };
  }

  /** A simple font with a width for each of its codes. */
  record Widths(int first, int last) implements DrawnFont {
    static Widths of(COSDictionary font) throws Ambiguous {
      if (!(font.getDictionaryObject(COSName.FIRST_CHAR) instanceof COSInteger first)
          || !(font.getDictionaryObject(COSName.LAST_CHAR) instanceof COSInteger last)
          || !(font.getDictionaryObject(COSName.WIDTHS) instanceof COSArray widths)
          || first.intValue() < 0
          || widths.size() != last.longValue() - first.longValue() + 1) {
        throw new Ambiguous("widths of a font");
      }
      for (int i = 0; i < widths.size(); i++) {
        if (!(widths.getObject(i) instanceof COSNumber)) {
          throw new Ambiguous("widths of a font");
        }
      }
      return new Widths(first.intValue(), last.intValue());
    }

    @Override
    public void shows(byte[] string, ContentReading reading) throws Ambiguous {
      for (byte each : string) {
        if ((each & 0xff) < first || (each & 0xff) > last) {
          throw new Ambiguous("a letter without a width");
        }
      }
    }
  }

  /** A font whose glyphs are content. */
  record Drawn(Widths widths, Map<Integer, COSStream> glyphs, @Nullable COSBase resources)
      implements DrawnFont {
    static Drawn of(COSDictionary font) throws Ambiguous {
      ContentReading.numbers(font.getDictionaryObject(COSName.FONT_MATRIX), 6);
      if (!(font.getDictionaryObject(COSName.CHAR_PROCS) instanceof COSDictionary procedures)
          || !(font.getDictionaryObject(COSName.ENCODING) instanceof COSDictionary encoding)
          || !(encoding.getDictionaryObject(COSName.DIFFERENCES) instanceof COSArray names)) {
        throw new Ambiguous("glyphs of a font");
      }
      Map<Integer, COSStream> glyphs = new HashMap<>();
      int code = 0;
      for (int i = 0; i < names.size(); i++) {
        COSBase each = names.getObject(i);
        if (each instanceof COSInteger next) {
          code = next.intValue();
        } else if (each instanceof COSName name) {
          if (procedures.getDictionaryObject(name) instanceof COSStream glyph) {
            glyphs.put(code, glyph);
          }
          code++;
        } else {
          throw new Ambiguous("glyphs of a font");
        }
      }
      return new Drawn(
          Widths.of(font), Map.copyOf(glyphs), font.getDictionaryObject(COSName.RESOURCES));
    }

    @Override
    public void shows(byte[] string, ContentReading reading) throws Ambiguous, IOException {
      widths.shows(string, reading);
      for (byte each : string) {
        COSStream glyph = glyphs.get(each & 0xff);
        if (glyph != null) {
          reading.glyph(glyph, resources);
        }
      }
    }
  }

  /** A composite font; the widths of its glyphs have a default. */
  record Composite(boolean pairs) implements DrawnFont {
    private static final Set<String> IDENTITY = Set.of("Identity-H", "Identity-V");

    static Composite of(COSDictionary font) throws Ambiguous {
      // An embedded map of codes is read by each reader in its own way.
      if (!(font.getDictionaryObject(COSName.ENCODING) instanceof COSName encoding)
          || !(font.getDictionaryObject(COSName.DESCENDANT_FONTS) instanceof COSArray below)
          || below.size() != 1
          || !(below.getObject(0) instanceof COSDictionary descendant)
          || !isDefault(descendant.getDictionaryObject(COSName.DW))
          || !areWidths(descendant.getDictionaryObject(COSName.W))) {
        throw new Ambiguous("a composite font");
      }
      return new Composite(IDENTITY.contains(encoding.getName()));
    }

    private static boolean isDefault(@Nullable COSBase width) {
      return width == null || width instanceof COSNumber;
    }

    // c [w w w] or c c w.
    private static boolean areWidths(@Nullable COSBase widths) {
      if (!(widths instanceof COSArray array)) {
        return widths == null;
      }
      int i = 0;
      while (i < array.size()) {
        if (!(array.getObject(i) instanceof COSInteger) || i + 1 == array.size()) {
          return false;
        }
        if (array.getObject(i + 1) instanceof COSArray each) {
          for (int k = 0; k < each.size(); k++) {
            if (!(each.getObject(k) instanceof COSNumber)) {
              return false;
            }
          }
          i += 2;
        } else if (i + 2 < array.size()
            && array.getObject(i + 1) instanceof COSInteger
            && array.getObject(i + 2) instanceof COSNumber) {
          i += 3;
        } else {
          return false;
        }
      }
      return true;
    }

    @Override
    public void shows(byte[] string, ContentReading reading) throws Ambiguous {
      if (pairs && string.length % 2 != 0) {
        throw new Ambiguous("half a code");
      }
    }
  }
}
