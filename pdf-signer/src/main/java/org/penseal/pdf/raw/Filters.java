// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether all readers decode a stream alike (ISO 32000-2, 7.4), as far as its dictionary shows.
 * With an unknown filter PDFBox reads nothing, others use the data as they are.
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

  private final Values values;

  Filters(Values values) {
    this.values = values;
  }

  boolean areKnown(Map<String, Object> dictionary) throws IOException {
    List<?> names = list(dictionary.get("Filter"));
    List<?> parameters = list(dictionary.get("DecodeParms"));
    if (EXTERNAL.stream().anyMatch(dictionary::containsKey)) {
      return false; // the data are in another file; or a filter as inline images have it
    }
    if (ObjectStreams.isOne(dictionary) && !isPlain(names, parameters)) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      if (!(value(names.get(i)) instanceof Value.Name(String name)) || !KNOWN.contains(name)) {
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
        && is(parameters, "Columns", number -> number >= 1);
  }

  private boolean is(Map<?, ?> parameters, String name, LongPredicate wanted) throws IOException {
    Object value = value(parameters.get(name));
    return value == null || value instanceof Long number && wanted.test(number);
  }
}
