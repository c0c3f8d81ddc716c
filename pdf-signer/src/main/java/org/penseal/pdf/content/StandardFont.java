// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.font.encoding.Encoding;
import org.apache.pdfbox.pdmodel.font.encoding.MacRomanEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.StandardEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.SymbolEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.ZapfDingbatsEncoding;
import org.jspecify.annotations.Nullable;

/**
 * A standard font, whose widths every reader knows (ISO 32000-2, 9.6.2.2), for the letters that it
 * has.
 *
 * @param names of letters, by code
 */
record StandardFont(Map<Integer, String> names) implements DrawnFont {
  private static final Set<String> TEXT =
      Set.of(
          "Helvetica",
          "Helvetica-Bold",
          "Helvetica-Oblique",
          "Helvetica-BoldOblique",
          "Times-Roman",
          "Times-Bold",
          "Times-Italic",
          "Times-BoldItalic",
          "Courier",
          "Courier-Bold",
          "Courier-Oblique",
          "Courier-BoldOblique");
  // Glyphs of these fonts, besides those of the encodings, for formulas and diagrams.
  private static final Set<String> MATHEMATICAL =
      Set.of(
          "Delta",
          "greaterequal",
          "lessequal",
          "lozenge",
          "minus",
          "notequal",
          "partialdiff",
          "radical",
          "summation");
  private static final String NONE = ".notdef";
  private static final int CODES = 256;

  static StandardFont of(COSDictionary font) throws Ambiguous {
    String name = String.valueOf(font.getNameAsString(COSName.BASE_FONT));
    COSBase encoding = font.getDictionaryObject(COSName.ENCODING);
    boolean type1 = COSName.TYPE1.equals(font.getDictionaryObject(COSName.SUBTYPE));
    if (type1 && TEXT.contains(name)) {
      return new StandardFont(names(encoding));
    }
    if (type1 && encoding == null && name.equals("Symbol")) {
      return new StandardFont(names(SymbolEncoding.INSTANCE));
    }
    if (type1 && encoding == null && name.equals("ZapfDingbats")) {
      return new StandardFont(names(ZapfDingbatsEncoding.INSTANCE));
    }
    throw new Ambiguous("a font without widths");
  }

  private static Map<Integer, String> names(@Nullable COSBase encoding) throws Ambiguous {
    if (!(encoding instanceof COSDictionary dictionary)) {
      return names(base(encoding));
    }
    Map<Integer, String> names = names(base(dictionary.getDictionaryObject(COSName.BASE_ENCODING)));
    COSBase differences = dictionary.getDictionaryObject(COSName.DIFFERENCES);
    if (differences != null && !(differences instanceof COSArray)) {
      throw new Ambiguous("an encoding");
    }
    int code = 0;
    for (int i = 0; differences instanceof COSArray array && i < array.size(); i++) {
      COSBase each = array.getObject(i);
      if (each instanceof COSInteger next) {
        code = next.intValue();
      } else if (each instanceof COSName name) {
        names.put(code++, isText(name.getName()) ? name.getName() : NONE);
      } else {
        throw new Ambiguous("an encoding");
      }
    }
    return names;
  }

  private static boolean isText(String name) {
    return MATHEMATICAL.contains(name)
        || StandardEncoding.INSTANCE.contains(name)
        || WinAnsiEncoding.INSTANCE.contains(name)
        || MacRomanEncoding.INSTANCE.contains(name);
  }

  private static Encoding base(@Nullable COSBase name) throws Ambiguous {
    if (name == null || COSName.STANDARD_ENCODING.equals(name)) {
      return StandardEncoding.INSTANCE;
    }
    if (COSName.WIN_ANSI_ENCODING.equals(name)) {
      return WinAnsiEncoding.INSTANCE;
    }
    if (COSName.MAC_ROMAN_ENCODING.equals(name)) {
      return MacRomanEncoding.INSTANCE;
    }
    throw new Ambiguous("an encoding");
  }

  private static Map<Integer, String> names(Encoding encoding) {
    Map<Integer, String> names = new HashMap<>();
    for (int code = 0; code < CODES; code++) {
      names.put(code, encoding.getName(code));
    }
    return names;
  }

  @Override
  public void shows(byte[] string, ContentReading reading) throws Ambiguous {
    for (byte each : string) {
      if (names.getOrDefault(each & 0xff, NONE).equals(NONE)) {
        throw new Ambiguous("a letter that a standard font does not have");
      }
    }
  }
}
