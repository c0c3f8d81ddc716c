// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** The part of a font that determines the positions of letters (ISO 32000-2, 9.6 and 9.7). */
sealed interface DrawnFont
    permits DrawnFont.Widths, DrawnFont.Drawn, DrawnFont.Composite, StandardFont {
  /** Requires that all readers know how far each letter of a string reaches. */
  void shows(byte[] string, ContentReading reading) throws Ambiguous, IOException;

  /** Whether its widths are thousandths of the size. */
  default boolean isWhole() {
    return true;
  }

  /** Reads what its dictionary says. */
  static DrawnFont of(COSDictionary font) throws Ambiguous, IOException {
    return switch (String.valueOf(font.getNameAsString(COSName.SUBTYPE))) {
      case "Type0" -> Composite.of(font);
      case "Type3" -> Drawn.of(font);
      case "Type1", "MMType1", "TrueType" ->
          font.containsKey(COSName.WIDTHS) ? Widths.of(font) : StandardFont.of(font);
      default -> throw new Ambiguous("a font of another kind");
    };
  }

  /** A simple font with a width for each of its codes. */
  record Widths(int first, int last, boolean isWhole) implements DrawnFont {
    static Widths of(COSDictionary font) throws Ambiguous {
      if (!(font.getDictionaryObject(COSName.FIRST_CHAR) instanceof COSInteger first)
          || !(font.getDictionaryObject(COSName.LAST_CHAR) instanceof COSInteger last)
          || !(font.getDictionaryObject(COSName.WIDTHS) instanceof COSArray widths)
          || first.intValue() < 0
          || widths.size() != last.longValue() - first.longValue() + 1) {
        throw new Ambiguous("widths of a font");
      }
      boolean whole = true;
      for (int i = 0; i < widths.size(); i++) {
        if (!(widths.getObject(i) instanceof COSNumber number)) {
          throw new Ambiguous("widths of a font");
        }
        whole &= number.floatValue() == Math.rint(number.floatValue());
      }
      return new Widths(first.intValue(), last.intValue(), whole);
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
  record Drawn(
      Widths widths, Map<Integer, COSStream> glyphs, @Nullable COSBase resources, double scale)
      implements DrawnFont {
    static Drawn of(COSDictionary font) throws Ambiguous {
      float[] m = ContentReading.numbers(font.getDictionaryObject(COSName.FONT_MATRIX), 6);
      // Some readers advance by the whole matrix, others by its first number alone.
      if (m[0] * m[3] == 0 || m[1] != 0 || m[2] != 0 || m[4] != 0 || m[5] != 0) {
        throw new Ambiguous("the matrix of a font");
      }
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
          Widths.of(font),
          Map.copyOf(glyphs),
          font.getDictionaryObject(COSName.RESOURCES),
          Math.max(Math.abs(m[0]), Math.abs(m[3])));
    }

    @Override
    public boolean isWhole() {
      return false; // the matrix scales them
    }

    @Override
    public void shows(byte[] string, ContentReading reading) throws Ambiguous, IOException {
      widths.shows(string, reading);
      // MuPDF paints its glyphs in the colour of outlines then.
      if (reading.isOutlined()) {
        throw new Ambiguous("outlines of a font without any");
      }
      for (byte each : string) {
        COSStream glyph = glyphs.get(each & 0xff);
        if (glyph != null) {
          reading.glyph(glyph, resources, scale);
        }
      }
    }
  }

  /**
   * A composite font; the widths of its glyphs have a default.
   *
   * @param pairs whether two octets are the number of a letter
   * @param glyphs how many letters, from 0, have a glyph that its dictionary names
   */
  record Composite(boolean pairs, boolean isWhole, int glyphs) implements DrawnFont {
    private static final Set<String> IDENTITY = Set.of("Identity-H", "Identity-V");
    private static final int LETTERS = 1 << 16;

    static Composite of(COSDictionary font) throws Ambiguous, IOException {
      // An embedded map of codes is read by each reader in its own way.
      if (!(font.getDictionaryObject(COSName.ENCODING) instanceof COSName encoding)
          || !(font.getDictionaryObject(COSName.DESCENDANT_FONTS) instanceof COSArray below)
          || below.size() != 1
          || !(below.getObject(0) instanceof COSDictionary descendant)
          || !isDefault(descendant.getDictionaryObject(COSName.DW))
          || !new Metrics(1).fit(descendant.getDictionaryObject(COSName.W))
          || encoding.getName().endsWith("V") && !areVertical(descendant)) {
        throw new Ambiguous("a composite font");
      }
      boolean pairs = IDENTITY.contains(encoding.getName());
      int glyphs = glyphs(descendant);
      if (!pairs && glyphs != LETTERS) {
        throw new Ambiguous("glyphs of a composite font");
      }
      return new Composite(pairs, Metrics.areWhole(descendant), glyphs);
    }

    // Of a letter beyond the map MuPDF and poppler take the glyph of its number, PDFBox none.
    private static int glyphs(COSDictionary descendant) throws Ambiguous, IOException {
      COSBase map = descendant.getDictionaryObject(COSName.CID_TO_GID_MAP);
      if (map == null || COSName.IDENTITY.equals(map)) {
        return LETTERS;
      }
      int length = map instanceof COSStream stream ? StrictData.of(stream, 2 * LETTERS).length : 1;
      if (length % 2 != 0
          || !COSName.CID_FONT_TYPE2.equals(descendant.getDictionaryObject(COSName.SUBTYPE))) {
        throw new Ambiguous("glyphs of a composite font");
      }
      return length / 2;
    }

    private static boolean isDefault(@Nullable COSBase width) {
      return width == null || width instanceof COSNumber;
    }

    private static boolean areVertical(COSDictionary font) {
      COSBase both = font.getDictionaryObject(COSName.DW2);
      return new Metrics(3).fit(font.getDictionaryObject(COSName.W2))
          && (both == null
              || both instanceof COSArray array
                  && array.size() == 2
                  && array.getObject(0) instanceof COSNumber
                  && array.getObject(1) instanceof COSNumber);
    }

    @Override
    public void shows(byte[] string, ContentReading reading) throws Ambiguous {
      if (pairs && string.length % 2 != 0) {
        throw new Ambiguous("half a code");
      }
      for (int i = 0; pairs && i < string.length; i += 2) {
        if (((string[i] & 0xff) << 8 | string[i + 1] & 0xff) >= glyphs) {
          throw new Ambiguous("a letter without a glyph");
        }
      }
    }
  }

  /**
   * Widths and vertical metrics of a composite font (ISO 32000-2, 9.7.4.3): c [w w w] or c c w. If
   * a letter has two entries, some readers take the first, others the last.
   */
  final class Metrics {
    private static final int LAST = 0xffff;
    // A few entries for each letter are allowed; without a limit, ranges over all letters could be
    // repeated endlessly.
    private static final int MOST = 4 * (LAST + 1);

    private final int each;
    private int count;
    private final Map<Integer, List<COSBase>> known = new HashMap<>();

    /**
     * @param each how many numbers a letter has
     */
    Metrics(int each) {
      this.each = each;
    }

    boolean fit(@Nullable COSBase metrics) {
      if (!(metrics instanceof COSArray array)) {
        return metrics == null;
      }
      int i = 0;
      while (i + 1 < array.size()) {
        if (!(array.getObject(i) instanceof COSInteger first) || !isCode(first)) {
          return false;
        }
        if (array.getObject(i + 1) instanceof COSArray some) {
          if (some.size() % each != 0 || !isOnce(first.intValue(), some)) {
            return false;
          }
          i += 2;
        } else if (i + 1 + each < array.size()
            && array.getObject(i + 1) instanceof COSInteger last
            && isCode(last)
            && first.intValue() <= last.intValue()) {
          List<COSBase> all = numbers(array, i + 2);
          for (int code = first.intValue(); code <= last.intValue(); code++) {
            if (!isOnce(code, all)) {
              return false;
            }
          }
          i += 2 + each;
        } else {
          return false;
        }
      }
      return i == array.size();
    }

    /** Whether all widths of a font are whole numbers. */
    static boolean areWhole(COSDictionary font) {
      Deque<COSBase> open = new ArrayDeque<>();
      for (COSName each : List.of(COSName.W, COSName.DW)) {
        if (font.getDictionaryObject(each) instanceof COSBase found) {
          open.push(found);
        }
      }
      while (!open.isEmpty()) {
        COSBase next = open.pop();
        if (next instanceof COSNumber number
            && number.floatValue() != Math.rint(number.floatValue())) {
          return false;
        }
        for (int i = 0; next instanceof COSArray array && i < array.size(); i++) {
          open.push(array.getObject(i));
        }
      }
      return true;
    }

    private static boolean isCode(COSInteger code) {
      return code.longValue() >= 0 && code.longValue() <= LAST;
    }

    private List<COSBase> numbers(COSArray array, int from) {
      return IntStream.range(from, from + each).mapToObj(array::getObject).toList();
    }

    private boolean isOnce(int code, COSArray several) {
      for (int i = 0; i < several.size(); i += each) {
        if (!isOnce(code + i / each, numbers(several, i))) {
          return false;
        }
      }
      return true;
    }

    private boolean isOnce(int code, List<COSBase> numbers) {
      if (++count > MOST) {
        return false;
      }
      List<COSBase> before = known.put(code, numbers);
      return numbers.stream().allMatch(COSNumber.class::isInstance)
          && (before == null || before.equals(numbers));
    }
  }
}
