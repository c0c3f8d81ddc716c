// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads indirect objects at their offsets (ISO 32000-2, 7.3.10). */
final class ObjectReader {
  /** Finds the length of a stream that another object holds. */
  interface Lengths {
    /** The length, or -1. */
    long of(Value.Ref reference) throws IOException;
  }

  interface Reading<T> {
    T of(RawParser parser) throws Malformed, IOException;
  }

  interface Otherwise<T> {
    T get() throws Malformed, IOException;
  }

  private static final int WINDOW_BYTES = 1 << 10;
  private static final int LARGEST_OBJECT_BYTES = 64 << 20;

  private final Source source;

  ObjectReader(Source source) {
    this.source = source;
  }

  Source source() {
    return source;
  }

  /** Reads from an offset, with more bytes as long as they are needed. */
  <T> T growing(long offset, Reading<T> reading, Otherwise<T> otherwise)
      throws IOException, Malformed {
    for (int size = WINDOW_BYTES; ; size = Math.min(size * 8, LARGEST_OBJECT_BYTES)) {
      byte[] bytes =
          offset < 0 || offset >= source.length() ? new byte[0] : source.at(offset, size);
      try {
        return reading.of(new RawParser(bytes, 0));
      } catch (Malformed e) {
        if (!e.atEnd) {
          return otherwise.get();
        }
        if (bytes.length < size || size == LARGEST_OBJECT_BYTES) {
          throw e;
        }
      }
    }
  }

  private static final Otherwise<RawObject> NOTHING =
      () -> {
        throw new Malformed("no object", false);
      };

  RawObject at(long offset, @Nullable Lengths lengths) throws IOException, Malformed {
    return growing(offset, parser -> object(offset, parser, lengths), NOTHING);
  }

  private RawObject object(long offset, RawParser parser, @Nullable Lengths lengths)
      throws Malformed, IOException {
    long number = parser.integer();
    long generation = parser.integer();
    parser.require("obj");
    Object value = parser.object();
    Map<String, Object> dictionary = RawParser.dictionary(value);
    if (!parser.follows("stream")) {
      parser.require("endobj");
      long end = offset + parser.position();
      return new RawObject(
          number,
          generation,
          value,
          dictionary,
          -1,
          -1,
          end,
          true,
          parser.duplicateKey(),
          parser.odd());
    }
    long start = offset + parser.position() + lineEnd(parser);
    long length = -1;
    if (dictionary.get("Length") instanceof Long direct) {
      length = direct;
    } else if (dictionary.get("Length") instanceof Value.Ref reference && lengths != null) {
      length = lengths.of(reference);
    }
    boolean known = length >= 0 && length <= source.length() - start;
    long after = known ? behind(start + length) : -1;
    boolean fits = after >= 0 || !known && dictionary.get("Length") instanceof Value.Ref;
    long dataEnd = start + length;
    if (after < 0) {
      dataEnd = find(start);
      after = behind(dataEnd);
    }
    return new RawObject(
        number,
        generation,
        value,
        dictionary,
        start,
        dataEnd,
        after,
        fits,
        parser.duplicateKey(),
        parser.odd());
  }

  private static int lineEnd(RawParser parser) throws Malformed {
    int before = parser.position();
    while (parser.peek() == ' ') {
      parser.moveTo(parser.position() + 1);
    }
    int end = parser.peek();
    parser.moveTo(parser.position() + 1);
    int more = end == '\r' && parser.peek() == '\n' ? 1 : 0;
    int length = parser.position() + more - before;
    parser.moveTo(before);
    if (end < 0) {
      throw new Malformed("end", true);
    }
    if (end != '\n' && end != '\r') {
      throw new Malformed("no end of line", false); // readers then begin the data elsewhere
    }
    return length;
  }

  // The offset after endstream and endobj, or -1 if they are missing.
  private long behind(long offset) throws IOException {
    byte[] bytes = source.at(offset, 64);
    RawParser parser = new RawParser(bytes, 0);
    while (RawParser.isSpace(parser.peek())) {
      parser.moveTo(parser.position() + 1);
    }
    int line = parser.position();
    try {
      if (line > 2) {
        return -1;
      }
      parser.require("endstream");
      parser.require("endobj");
      return offset + parser.position();
    } catch (Malformed e) {
      return -1;
    }
  }

  private long find(long from) throws IOException, Malformed {
    long length = source.length();
    int step = 1 << 16;
    for (long at = from; at < length; at += step) {
      String text = new String(source.at(at, step + 16), StandardCharsets.ISO_8859_1);
      int found = text.indexOf("endstream");
      if (found >= 0) {
        return at + found;
      }
    }
    throw new Malformed("no endstream", false);
  }
}
