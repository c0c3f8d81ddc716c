// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.font.encoding.MacRomanEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.StandardEncoding;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;
import org.jspecify.annotations.Nullable;

/**
 * A font that every reader has (ISO 32000-2, 9.6.2.2): letters of ASCII in it look alike
 * everywhere, as long as the document does not say other things of it.
 */
final class SharedFont {
  private static final Set<String> ENTRIES =
      Set.of("Type", "Subtype", "BaseFont", "Encoding", "Name");
  private static final Set<String> ENCODINGS =
      Set.of("StandardEncoding", "WinAnsiEncoding", "MacRomanEncoding", "PDFDocEncoding");
  private static final Set<String> PICTURES = Set.of("Symbol", "ZapfDingbats");
  private static final Pattern OF_PICTURES = Pattern.compile("Symbol|Dingbat|Wingding|Webding");
  private static final int SYMBOLIC = 4;
  private static final int FIRST = ' ';
  private static final int LAST = '~';

  // Readers have these, or take one that resembles them; others may be pictures to one of them.
  private static final Pattern LATIN =
      Pattern.compile(
          "(Arial|Helvetica|Times|Courier|Verdana|Georgia|Tahoma|Calibri|Cambria|Trebuchet"
              + "|Liberation|DejaVu|NotoSans|NotoSerif|Myriad|Minion|Segoe|SegoeUI|Lucida"
              + "|Garamond|Palatino|Bookman|Century|CenturyGothic)\\b.*|"
              + "(TimesNewRoman|ArialMT|HelveticaNeue|MyriadPro|MinionPro|CourierNew).*");

  private SharedFont() {}

  /** Whether a font that is not embedded has letters of text, by its name. */
  static boolean isLatin(String name) {
    return LATIN.matcher(name).matches() && !OF_PICTURES.matcher(name).find();
  }

  /**
   * Whether all readers go by the encoding of a font that is not embedded: of one that is called
   * symbolic, some go by the order of the font that they take in its place, and some take it by the
   * name in its descriptor.
   */
  static boolean isEncoded(COSDictionary font, int code) {
    COSDictionary descriptor = font.getCOSDictionary(COSName.FONT_DESC);
    if (descriptor == null) {
      return true;
    }
    COSBase named = descriptor.getDictionaryObject(COSName.FONT_NAME);
    boolean same = named == null || named.equals(font.getDictionaryObject(COSName.BASE_FONT));
    boolean symbolic = (descriptor.getInt(COSName.FLAGS, 0) & SYMBOLIC) != 0;
    COSBase encoding = font.getDictionaryObject(COSName.ENCODING);
    return same && (!symbolic || code <= LAST && COSName.WIN_ANSI_ENCODING.equals(encoding));
  }

  /**
   * Whether all readers take the same letter for a name: it is one of the Latin character set (ISO
   * 32000-2, D.2). The soft hyphen is not: some show a hyphen, others nothing.
   */
  static boolean isName(String name) {
    return !name.equals("sfthyphen")
        && (StandardEncoding.INSTANCE.contains(name)
            || WinAnsiEncoding.INSTANCE.contains(name)
            || MacRomanEncoding.INSTANCE.contains(name)
            || name.equals("minus")); // of PDFDocEncoding alone
  }

  /** Whether it is one, whose codes of ASCII mean ASCII. */
  static boolean is(@Nullable COSDictionary font) {
    return font != null
        && font.keySet().stream().allMatch(each -> ENTRIES.contains(each.getName()))
        && COSName.TYPE1.equals(font.getDictionaryObject(COSName.SUBTYPE))
        && font.getDictionaryObject(COSName.BASE_FONT) instanceof COSName name
        && Standard14Fonts.getNames().contains(name.getName())
        && Standard14Fonts.getMappedFontName(name.getName()).getName().equals(name.getName())
        && !PICTURES.contains(name.getName())
        && isAscii(font.getDictionaryObject(COSName.ENCODING));
  }

  private static boolean isAscii(@Nullable COSBase encoding) {
    if (!(encoding instanceof COSDictionary differing)) {
      return encoding == null
          || encoding instanceof COSName name && ENCODINGS.contains(name.getName());
    }
    COSBase base = differing.getDictionaryObject(COSName.BASE_ENCODING);
    COSBase differences = differing.getDictionaryObject(COSName.DIFFERENCES);
    return (base == null || base instanceof COSName && isAscii(base))
        && (differences == null || differences instanceof COSArray array && keepAscii(array));
  }

  // Beyond ASCII they may name what they like.
  private static boolean keepAscii(COSArray differences) {
    int code = -1;
    for (int i = 0; i < differences.size(); i++) {
      COSBase each = differences.getObject(i);
      if (each instanceof COSNumber number) {
        code = number.intValue();
        continue;
      }
      boolean ascii = code >= FIRST && code <= LAST;
      if (!(each instanceof COSName name)
          || code < 0
          || ascii && !name.getName().equals(WinAnsiEncoding.INSTANCE.getName(code))) {
        return false;
      }
      code++;
    }
    return true;
  }

  /** Whether a text has no letters but those of ASCII, and no control characters. */
  static boolean isAscii(String text) {
    return text.chars().allMatch(each -> each >= FIRST && each <= LAST);
  }
}
