// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.penseal.pad.PadException;

/**
 * Reads DER values one after the other (ITU-T X.690): single-byte tags, definite lengths of at most
 * three bytes. Not safe for use by several threads.
 */
final class DerReader {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private final byte[] bytes;
  private final String what;
  private final int end;
  private int at;

  /** Reads these bytes; {@code what} names them in errors. */
  DerReader(byte[] bytes, String what) {
    this(bytes, 0, bytes.length, what);
  }

  private DerReader(byte[] bytes, int at, int end, String what) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.what = what;
  }

  boolean more() {
    return at < end;
  }

  boolean nextIs(int tag) {
    return more() && (bytes[at] & 0xFF) == tag;
  }

  void requireEnd() throws PadException.Malformed {
    if (more()) {
      throw malformed(null);
    }
  }

  /** The content of the next value, as a reader of its own. */
  DerReader enter(int tag) throws PadException.Malformed {
    if (!nextIs(tag) || at + 2 > end) {
      throw malformed(null);
    }
    int length = bytes[at + 1] & 0xFF;
    int start = at + 2;
    if (length >= 0x80) {
      int digits = length - 0x80;
      if (digits < 1 || digits > 3 || start + digits > end || bytes[start] == 0) {
        throw malformed(null);
      }
      length = new BigInteger(1, Arrays.copyOfRange(bytes, start, start + digits)).intValue();
      if (length < 0x80) {
        throw malformed(null); // one octet would do
      }
      start += digits;
    }
    if (length > end - start) {
      throw malformed(null);
    }
    at = start + length;
    return new DerReader(bytes, start, at, what);
  }

  /** The next value whole, tag and length included. */
  byte[] whole(int tag) throws PadException.Malformed {
    int start = at;
    enter(tag);
    return Arrays.copyOfRange(bytes, start, at);
  }

  byte[] content(int tag) throws PadException.Malformed {
    DerReader inner = enter(tag);
    return Arrays.copyOfRange(bytes, inner.at, inner.end);
  }

  DerReader sequence() throws PadException.Malformed {
    return enter(0x30);
  }

  ByteString octets() throws PadException.Malformed {
    return ByteString.of(content(0x04));
  }

  String utf8() throws PadException.Malformed {
    return new String(content(0x0C), StandardCharsets.UTF_8);
  }

  byte[] bits() throws PadException.Malformed {
    byte[] content = content(0x03);
    if (content.length < 1 || content[0] != 0) {
      throw malformed(null);
    }
    return Arrays.copyOfRange(content, 1, content.length);
  }

  long integer() throws PadException.Malformed {
    return number(0x02);
  }

  int enumerated() throws PadException.Malformed {
    return (int) number(0x0A);
  }

  private long number(int tag) throws PadException.Malformed {
    byte[] content = content(tag);
    if (content.length < 1 || content.length > 8 || content[0] < 0) {
      throw malformed(null);
    }
    return new BigInteger(content).longValueExact();
  }

  Instant time() throws PadException.Malformed {
    String text = new String(content(0x18), StandardCharsets.US_ASCII);
    if (!text.matches("\\d{14}(\\.\\d{0,2}[1-9])?Z")) {
      throw malformed(null);
    }
    try {
      Instant seconds =
          LocalDateTime.parse(text.substring(0, 14), SECONDS).toInstant(ZoneOffset.UTC);
      String fraction = text.substring(14, text.length() - 1);
      return fraction.isEmpty()
          ? seconds
          : seconds.plusMillis(Math.round(Double.parseDouble("0" + fraction) * 1000));
    } catch (DateTimeException e) {
      throw malformed(e);
    }
  }

  PadException.Malformed malformed(@org.jspecify.annotations.Nullable Exception cause) {
    return new PadException.Malformed(what, cause);
  }
}
