// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.content.ContentScanner.JoinedContent;
import org.penseal.pdf.raw.Value;

/**
 * An inline image (ISO 32000-2, 8.9.7). Some readers find its end by its size, some search for the
 * end operator, and PDFBox also considers what follows.
 *
 * @param length of its data with the white space behind them, bytes
 * @param mask whether it is painted in the colour that is set
 */
record InlineImage(int length, boolean mask) {
  private static final Map<String, String> KEYS =
      Map.of(
          "BPC", "BitsPerComponent",
          "CS", "ColorSpace",
          "D", "Decode",
          "F", "Filter",
          "H", "Height",
          "IM", "ImageMask",
          "I", "Interpolate",
          "L", "Length",
          "W", "Width");
  private static final Map<String, String> FILTERS =
      Map.of("AHx", "ASCIIHexDecode", "A85", "ASCII85Decode", "Fl", "FlateDecode");
  private static final Map<String, Integer> DEVICES =
      Map.of("G", 1, "DeviceGray", 1, "RGB", 3, "DeviceRGB", 3, "CMYK", 4, "DeviceCMYK", 4);
  private static final int MOST_BYTES = 1 << 24;

  static InlineImage read(
      ContentScanner scanner, JoinedContent content, List<Object> before, DrawnResources resources)
      throws Ambiguous, IOException {
    if (!before.isEmpty()) {
      throw new Ambiguous("operands of BI");
    }
    Map<String, Object> entries = entries(scanner);
    byte[] bytes = content.bytes();
    int start = scanner.position() + 1;
    // If the end of line has two octets, some readers skip only one.
    if (start > bytes.length || bytes[start - 1] != ' ' && bytes[start - 1] != '\n') {
      throw new Ambiguous("the begin of an image");
    }
    int size = size(entries, resources);
    int end = entries.get("Filter") == null ? start + size : filtered(entries, bytes, start, size);
    int mark = end;
    while (mark < bytes.length && ContentScanner.isSpace(bytes[mark])) {
      mark++;
    }
    boolean ends =
        mark - end <= 2
            && mark + 1 < bytes.length
            && isMark(bytes, mark)
            && (mark + 2 == bytes.length || ContentScanner.isSpace(bytes[mark + 2]));
    if (!ends || content.joins(start, mark + 2)) {
      throw new Ambiguous("the end of an image");
    }
    for (int i = start; i < mark; i++) {
      if (isMark(bytes, i) && ContentScanner.isSpace(bytes[i + 2])) {
        throw new Ambiguous("an end within an image");
      }
    }
    scanner.moveTo(mark + 2);
    return new InlineImage(mark - start, Boolean.TRUE.equals(entries.get("ImageMask")));
  }

  private static boolean isMark(byte[] bytes, int at) {
    return bytes[at] == 'E' && bytes[at + 1] == 'I';
  }

  private static Map<String, Object> entries(ContentScanner scanner) throws Ambiguous {
    Map<String, Object> entries = new HashMap<>();
    while (true) {
      Object key = scanner.next();
      if (new ContentScanner.Operator("ID").equals(key)) {
        return entries;
      }
      Object value = scanner.next();
      if (!(key instanceof Value.Name(String name))
          || value == null
          || value instanceof ContentScanner.Operator
          || entries.put(KEYS.getOrDefault(name, name), value) != null) {
        throw new Ambiguous("entries of an image");
      }
    }
  }

  private static int size(Map<String, Object> entries, DrawnResources resources)
      throws Ambiguous, IOException {
    boolean mask = Boolean.TRUE.equals(entries.get("ImageMask"));
    long bits = mask ? 1 : positive(entries.get("BitsPerComponent"), 16);
    long colours = mask ? 1 : colours(entries.get("ColorSpace"), resources);
    requireValues(entries, mask, (int) colours);
    long row = (positive(entries.get("Width"), MOST_BYTES) * bits * colours + 7) / 8;
    long size = row * positive(entries.get("Height"), MOST_BYTES);
    if (size > MOST_BYTES) {
      throw new Ambiguous("the size of an image");
    }
    return (int) size;
  }

  private static void requireValues(Map<String, Object> entries, boolean mask, int colours)
      throws Ambiguous {
    Object decode = entries.get("Decode");
    boolean fits = !entries.containsKey("ImageMask") || entries.get("ImageMask") instanceof Boolean;
    if (decode != null) {
      fits &=
          decode instanceof List<?> values
              && values.size() == 2 * colours
              && values.stream().allMatch(Syntax::isNumber)
              && (!mask || values.equals(List.of(0L, 1L)) || values.equals(List.of(1L, 0L)));
    }
    if (!fits || mask && !Long.valueOf(1).equals(entries.getOrDefault("BitsPerComponent", 1L))) {
      throw new Ambiguous("the values of an image");
    }
  }

  private static long positive(@Nullable Object value, long most) throws Ambiguous {
    if (value instanceof Long number && number > 0 && number <= most) {
      return number;
    }
    throw new Ambiguous("the size of an image");
  }

  private static int colours(@Nullable Object space, DrawnResources resources)
      throws Ambiguous, IOException {
    if (space instanceof Value.Name(String name)) {
      return DEVICES.containsKey(name) ? DEVICES.get(name) : resources.space(name).components();
    }
    if (space instanceof List<?> indexed
        && indexed.size() == 4
        && (indexed.getFirst().equals(new Value.Name("I"))
            || indexed.getFirst().equals(new Value.Name("Indexed")))) {
      return 1;
    }
    throw new Ambiguous("the colours of an image");
  }

  // The first end marker must be the only one, and the data before it must be the whole image.
  private static int filtered(Map<String, Object> entries, byte[] bytes, int start, int size)
      throws Ambiguous {
    int mark = start;
    while (mark + 1 < bytes.length && !isMark(bytes, mark)) {
      mark++;
    }
    if (mark + 1 >= bytes.length
        || entries.containsKey("DP")
        || entries.containsKey("DecodeParms")) {
      throw new Ambiguous("the end of an image");
    }
    int end = mark;
    while (end > start && ContentScanner.isSpace(bytes[end - 1]) && mark - end < 2) {
      end--;
    }
    byte[] data = Arrays.copyOfRange(bytes, start, end);
    Object filter = entries.get("Filter");
    for (Object each : filter instanceof List<?> several ? several : List.of(filter)) {
      String name = each instanceof Value.Name(String text) ? text : "";
      data = StrictData.decoded(FILTERS.getOrDefault(name, name), data, MOST_BYTES);
    }
    if (data.length != size) {
      throw new Ambiguous("the size of an image");
    }
    return end;
  }

  /** Requires that PDFBox ends them at the same places. */
  static void requireSame(List<InlineImage> images, byte[] content) throws Ambiguous, IOException {
    PDFStreamParser parser = new PDFStreamParser(content);
    int count = 0;
    for (Object token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
      if (token instanceof Operator operator && operator.getName().equals("BI")) {
        byte[] data = operator.getImageData();
        if (count == images.size() || data == null || data.length != images.get(count++).length) {
          throw new Ambiguous("the end of an image");
        }
      }
    }
    if (count != images.size()) {
      throw new Ambiguous("the end of an image");
    }
  }
}
