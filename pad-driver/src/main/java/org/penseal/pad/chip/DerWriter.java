// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the few DER types that the chip's protocol needs (ITU-T X.690). By hand, since
 * certificates and keys are carried octet for octet: a library that parses them writes them anew,
 * and the signature of a certificate that is not quite canonical is broken then.
 */
public final class DerWriter {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

  private DerWriter() {}

  /** A value of this tag whose content is the parts one after the other. */
  public static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] digits = unsigned(BigInteger.valueOf(length));
      out.write(0x80 | digits.length);
      out.writeBytes(digits);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  /** SEQUENCE of the parts. */
  public static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  /** SEQUENCE of the parts. */
  public static byte[] sequence(List<byte[]> parts) {
    return value(0x30, parts.toArray(byte[][]::new));
  }

  /** INTEGER. */
  public static byte[] integer(long number) {
    return value(0x02, BigInteger.valueOf(number).toByteArray());
  }

  static byte[] enumerated(int number) {
    return value(0x0A, BigInteger.valueOf(number).toByteArray());
  }

  /** OCTET STRING. */
  public static byte[] octets(ByteString octets) {
    return value(0x04, octets.bytes());
  }

  /** UTF8String. */
  public static byte[] utf8(String text) {
    return value(0x0C, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bits(byte[] bytes) {
    return value(0x03, new byte[] {0}, bytes);
  }

  /** GeneralizedTime to the millisecond, without trailing zeros (X.690, 11.7). */
  static byte[] time(Instant time) {
    Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
    String text = SECONDS.format(millis);
    long fraction = millis.toEpochMilli() - millis.getEpochSecond() * 1000;
    if (fraction != 0) {
      text += "." + "%03d".formatted(fraction).replaceAll("0+$", "");
    }
    return value(0x18, (text + "Z").getBytes(StandardCharsets.US_ASCII));
  }

  /** Object identifier whose arcs may be of any size (arc 2.25 holds UUIDs of 128 bits). */
  public static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.");
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    BigInteger first =
        new BigInteger(arcs[0]).multiply(BigInteger.valueOf(40)).add(new BigInteger(arcs[1]));
    content.writeBytes(base128(first));
    for (String arc : Arrays.asList(arcs).subList(2, arcs.length)) {
      content.writeBytes(base128(new BigInteger(arc)));
    }
    return value(0x06, content.toByteArray());
  }

  private static byte[] base128(BigInteger number) {
    int length = Math.max(1, (number.bitLength() + 6) / 7);
    byte[] out = new byte[length];
    BigInteger rest = number;
    for (int i = length - 1; i >= 0; i--) {
      out[i] = (byte) ((rest.intValue() & 0x7F) | (i < length - 1 ? 0x80 : 0));
      rest = rest.shiftRight(7);
    }
    return out;
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }
}
