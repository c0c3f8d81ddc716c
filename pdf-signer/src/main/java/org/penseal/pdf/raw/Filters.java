// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * How streams are decoded (ISO 32000-2, 7.4): whether all readers do it alike, as far as the
 * dictionary shows, and the decoding of cross-reference streams. With an unknown filter PDFBox
 * reads nothing, others use the data as they are.
 */
final class Filters {
  /** Finds the value of a reference; null if it is not known. */
  interface Values {
    @Nullable Object of(Value.Ref reference) throws IOException;
  }

  private static final Set<String> KNOWN =
      Set.of(
          "ASCIIHexDecode",
          "ASCII85Decode",
          "LZWDecode",
          "FlateDecode",
          "RunLengthDecode",
          "CCITTFaxDecode",
          "JBIG2Decode",
          "DCTDecode",
          "JPXDecode",
          "Crypt",
          "AHx",
          "A85",
          "LZW",
          "Fl",
          "RL",
          "CCF",
          "DCT");
  private static final Set<String> EXTERNAL = Set.of("F", "FFilter", "FDecodeParms");
  private static final Value.Name FLATE = new Value.Name("FlateDecode");
  private static final Set<String> PREDICTED = Set.of("FlateDecode", "LZWDecode", "Fl", "LZW");
  private static final Set<Long> PREDICTORS = Set.of(1L, 2L, 10L, 11L, 12L, 13L, 14L, 15L);
  private static final Set<Long> BITS = Set.of(1L, 2L, 4L, 8L, 16L);
  private static final int MOST_COLOURS = 32;
  // PDFium counts the bits of a row in 31 bits, also without a predictor.
  private static final long LONGEST_ROW_BITS = 1 << 29;

  private final Values values;
  private final boolean encrypted;

  /**
   * @param encrypted whether the file is: in another one some readers decode nothing behind Crypt
   */
  Filters(Values values, boolean encrypted) {
    this.values = values;
    this.encrypted = encrypted;
  }

  boolean areKnown(Map<String, Object> dictionary) throws IOException {
    List<?> names = list(dictionary.get("Filter"));
    List<?> parameters = list(dictionary.get("DecodeParms"));
    // For some readers filter and parameters of an inline image, also in place of the long names.
    if (dictionary.containsKey("DP") || dictionary.containsKey("F") && !isElsewhere(dictionary)) {
      return false;
    }
    if (ObjectStreams.isOne(dictionary)
        && (EXTERNAL.stream().anyMatch(dictionary::containsKey) || !isPlain(names, parameters))) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      if (!(value(names.get(i)) instanceof Value.Name(String name))
          || !KNOWN.contains(name)
          || name.equals("Crypt") && !encrypted) {
        return false;
      }
      Object one = i < parameters.size() ? value(parameters.get(i)) : null;
      if (PREDICTED.contains(name)
          && one != null
          && !(one instanceof Map<?, ?> map && isPredictable(map))) {
        return false; // also a reference that cannot be resolved here
      }
    }
    return true;
  }

  // F names the file that has the data, whatever the stream itself has, which no filter encodes.
  private boolean isElsewhere(Map<String, Object> dictionary) throws IOException {
    Object file = value(dictionary.get("F"));
    return !dictionary.containsKey("Filter")
        && (file instanceof Value.Text || file instanceof Map<?, ?>);
  }

  // As programs write object streams. With a predictor, what a row begins with matters, too.
  private boolean isPlain(List<?> names, List<?> parameters) throws IOException {
    for (Object each : parameters) {
      Object value = value(each);
      if (value != null
          && !(value instanceof Map<?, ?> map && is(map, "Predictor", number -> number == 1))) {
        return false;
      }
    }
    return names.isEmpty() || names.size() == 1 && FLATE.equals(value(names.getFirst()));
  }

  private List<?> list(@Nullable Object entry) throws IOException {
    return switch (value(entry)) {
      case null -> List.of();
      case List<?> several -> several;
      case Object single -> List.of(single);
    };
  }

  private @Nullable Object value(@Nullable Object entry) throws IOException {
    Object value = entry instanceof Value.Ref reference ? values.of(reference) : entry;
    return value == Value.NULL ? null : value;
  }

  private boolean isPredictable(Map<?, ?> parameters) throws IOException {
    return is(parameters, "Predictor", PREDICTORS::contains)
        && is(parameters, "BitsPerComponent", BITS::contains)
        && is(parameters, "Colors", number -> number >= 1 && number <= MOST_COLOURS)
        && is(parameters, "Columns", number -> number >= 1 && number <= LONGEST_ROW_BITS)
        && number(parameters, "BitsPerComponent", 8)
                * number(parameters, "Colors", 1)
                * number(parameters, "Columns", 1)
            <= LONGEST_ROW_BITS;
  }

  private long number(Map<?, ?> parameters, String name, long otherwise) throws IOException {
    return value(parameters.get(name)) instanceof Long number ? number : otherwise;
  }

  private boolean is(Map<?, ?> parameters, String name, LongPredicate wanted) throws IOException {
    Object value = value(parameters.get(name));
    return value == null || value instanceof Long number && wanted.test(number);
  }

  /** Reverses Flate, up to so many octets. */
  static byte[] inflated(byte[] raw, int most) throws Malformed {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(raw);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 14];
      int count = inflater.inflate(buffer);
      while (count > 0) {
        out.write(buffer, 0, count);
        if (out.size() > most) {
          throw new Malformed("too large", false);
        }
        count = inflater.inflate(buffer);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw new Malformed("flate", false);
    }
  }

  /** Reverses PNG filters (RFC 2083, section 6) of rows of octets. */
  static byte[] unpredicted(byte[] data, Map<?, ?> parameters) throws Malformed {
    long predictor = parameters.get("Predictor") instanceof Long value ? value : 1;
    if (predictor == 1) {
      return data;
    }
    long columns = parameters.get("Columns") instanceof Long value ? value : 1;
    if (predictor < 10 || columns < 1 || columns > 64) {
      throw new Malformed("predictor", false);
    }
    int width = (int) columns;
    int rows = data.length / (width + 1);
    byte[] out = new byte[rows * width];
    for (int row = 0; row < rows; row++) {
      int kind = data[row * (width + 1)];
      for (int i = 0; i < width; i++) {
        int left = i == 0 ? 0 : out[row * width + i - 1] & 0xff;
        int up = row == 0 ? 0 : out[(row - 1) * width + i] & 0xff;
        int corner = i == 0 || row == 0 ? 0 : out[(row - 1) * width + i - 1] & 0xff;
        int value = data[row * (width + 1) + 1 + i];
        out[row * width + i] = (byte) (value + predicted(kind, left, up, corner));
      }
    }
    return out;
  }

  private static int predicted(int kind, int left, int up, int corner) throws Malformed {
    return switch (kind) {
      case 0 -> 0;
      case 1 -> left;
      case 2 -> up;
      case 3 -> (left + up) / 2;
      case 4 -> {
        int p = left + up - corner;
        int a = Math.abs(p - left);
        int b = Math.abs(p - up);
        int c = Math.abs(p - corner);
        yield a <= b && a <= c ? left : b <= c ? up : corner;
      }
      default -> throw new Malformed("predictor", false);
    };
  }
}
