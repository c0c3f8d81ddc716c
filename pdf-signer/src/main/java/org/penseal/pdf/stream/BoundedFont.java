// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.jspecify.annotations.Nullable;

/**
 * Refuses fonts for which PDFBox would take all memory: it makes an entry for each code of a range,
 * of widths (ISO 32000-2, 9.7.4.3) as well as of a map to Unicode (9.10.3), and two numbers make a
 * range of two billion.
 */
public final class BoundedFont {
  // Sixteen times as many as a font may have.
  private static final long MOST_CODES = 1 << 20;
  private static final int LARGEST_MAP_BYTES = 16 << 20;
  private static final COSName VERTICAL = COSName.getPDFName("W2");
  private static final int NUMBERS_OF_A_WIDTH = 1;
  private static final int NUMBERS_OF_A_VERTICAL_WIDTH = 3;
  // A remark, a string in hexadecimal digits, or a word.
  private static final Pattern TOKEN =
      Pattern.compile("%[^\\r\\n]*|<([0-9A-Fa-f\\s]*)>|[^\\s%<>\\[\\]()/]+|[\\[\\]]");
  private static final int LONGEST_CODE_DIGITS = 8;

  // A page selects a font many times, and a document on many pages.
  private static final Set<COSDictionary> BOUNDED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private BoundedFont() {}

  /**
   * Looks at the font that an operator of a content stream selects, before it does.
   *
   * @param resources null where there are none
   * @throws IOException if the font is none that is read
   */
  public static void require(
      @Nullable PDResources resources, Operator operator, List<COSBase> operands)
      throws IOException {
    if (resources == null || operands.isEmpty() || !(operands.getFirst() instanceof COSName name)) {
      return;
    }
    COSDictionary all = resources.getCOSObject();
    if (operator.getName().equals("Tf")) {
      if (all.getCOSDictionary(COSName.FONT) instanceof COSDictionary fonts
          && fonts.getCOSDictionary(name) instanceof COSDictionary font) {
        require(font);
      }
    } else if (operator.getName().equals("gs")
        && all.getCOSDictionary(COSName.EXT_G_STATE) instanceof COSDictionary states
        && states.getCOSDictionary(name) instanceof COSDictionary state
        && state.getCOSArray(COSName.FONT) instanceof COSArray font
        && font.getObject(0) instanceof COSDictionary selected) {
      require(selected);
    }
  }

  /**
   * Looks at a font and its descendants.
   *
   * @throws IOException if it is none that is read
   */
  public static void require(COSDictionary font) throws IOException {
    if (BOUNDED.contains(font)) {
      return;
    }
    List<COSDictionary> fonts = new ArrayList<>(List.of(font));
    if (font.getDictionaryObject(COSName.DESCENDANT_FONTS) instanceof COSArray descendants) {
      for (int i = 0; i < descendants.size(); i++) {
        if (descendants.getObject(i) instanceof COSDictionary one) {
          fonts.add(one);
        }
      }
    }
    long codes = 0;
    for (COSDictionary each : fonts) {
      codes += widths(each.getDictionaryObject(COSName.W), NUMBERS_OF_A_WIDTH);
      codes += widths(each.getDictionaryObject(VERTICAL), NUMBERS_OF_A_VERTICAL_WIDTH);
      codes += mapped(each.getDictionaryObject(COSName.TO_UNICODE));
      codes += mapped(each.getDictionaryObject(COSName.ENCODING));
    }
    if (codes > MOST_CODES) {
      throw new IOException("a font of " + codes + " codes");
    }
    BOUNDED.add(font);
  }

  // A code and an array of widths, or the first and the last of a range and what they all have.
  private static long widths(@Nullable COSBase widths, int numbers) {
    long codes = 0;
    if (widths instanceof COSArray array) {
      int i = 0;
      while (i + 1 < array.size()) {
        COSBase second = array.getObject(i + 1);
        if (array.getObject(i) instanceof COSNumber first && second instanceof COSNumber last) {
          codes += Math.max(0, (long) last.intValue() - first.intValue() + 1);
          i += 2 + numbers;
        } else {
          i += 2;
        }
      }
    }
    return codes;
  }

  private static long mapped(@Nullable COSBase map) throws IOException {
    if (!(map instanceof COSStream stream)) {
      return 0;
    }
    try (InputStream in = stream.createInputStream()) {
      byte[] bytes = in.readNBytes(LARGEST_MAP_BYTES + 1);
      if (bytes.length > LARGEST_MAP_BYTES) {
        throw new IOException("a map of more than " + LARGEST_MAP_BYTES + " bytes");
      }
      return ranges(new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  // First code, last code, and the character of the first or an array of all.
  private static long ranges(String map) {
    long codes = 0;
    boolean inside = false;
    boolean listed = false;
    long first = -1;
    long last = -1;
    Matcher token = TOKEN.matcher(map);
    while (token.find()) {
      String word = token.group();
      if (token.group(1) == null) {
        inside = word.equals("beginbfrange") || inside && !word.equals("endbfrange");
        listed = word.equals("[") || listed && !word.equals("]");
        if (word.equals("]") || word.equals("beginbfrange")) {
          first = -1;
          last = -1;
        }
      } else if (inside && !listed) {
        if (first < 0) {
          first = code(token.group(1));
        } else if (last < 0) {
          last = code(token.group(1));
        } else {
          codes += Math.max(0, last - first + 1);
          first = -1;
          last = -1;
        }
      }
    }
    return codes;
  }

  // As PDFBox reads it: the last four octets.
  private static long code(String digits) {
    String hex = digits.replaceAll("\\s", "");
    hex = (hex.length() % 2 == 0 ? hex : hex + "0");
    hex = hex.substring(Math.max(0, hex.length() - LONGEST_CODE_DIGITS));
    return hex.isEmpty() ? 0 : Long.parseLong(hex, 16);
  }
}
