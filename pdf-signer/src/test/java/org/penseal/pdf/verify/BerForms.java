// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** The same message in the longest form that BER knows (X.690, sections 8.1.3.6 and 8.7.3). */
final class BerForms {
  private static final int OCTETS = 0x04;
  private static final int SET = 0x31;

  private BerForms() {}

  /**
   * Every constructed value with an indefinite length, every octet string in two pieces, every set
   * in the other order.
   */
  static byte[] of(byte[] der) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(der, 0, out);
    return out.toByteArray();
  }

  // Writes the value at a position; gives where it ends.
  private static int write(byte[] der, int start, ByteArrayOutputStream out) throws IOException {
    int tag = der[start] & 0xff;
    int content = start + 2;
    int length = der[start + 1] & 0xff;
    if (length > 0x80) {
      int octets = length - 0x80;
      length = 0;
      for (int i = 0; i < octets; i++) {
        length = length << 8 | (der[content++] & 0xff);
      }
    }
    int end = content + length;
    if ((tag & 0x20) != 0) {
      List<byte[]> parts = new ArrayList<>();
      for (int at = content; at < end; ) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        at = write(der, at, part);
        parts.add(part.toByteArray());
      }
      if (tag == SET) {
        Collections.reverse(parts);
      }
      out.write(tag);
      out.write(0x80);
      for (byte[] each : parts) {
        out.write(each);
      }
      out.write(new byte[2]);
    } else if (tag == OCTETS && length > 1 && length < 250) {
      out.write(new byte[] {OCTETS | 0x20, (byte) 0x80, OCTETS, 1, der[content]});
      out.write(OCTETS);
      if (length > 0x80) {
        out.write(0x81);
      }
      out.write(length - 1);
      out.write(der, content + 1, length - 1);
      out.write(new byte[2]);
    } else {
      out.write(der, start, end - start);
    }
    return end;
  }

  /**
   * The message without the content that {@code openssl cms -sign -stream} leaves in it; the rest
   * stays as it is. A message of definite lengths is given back.
   */
  static byte[] detached(byte[] message) {
    if ((message[1] & 0xff) != 0x80) {
      return message;
    }
    // id-data (RFC 5652, section 4), then [0] of indefinite length with the octets in pieces.
    String hex = HexFormat.of().formatHex(message);
    String data = "06092a864886f70d010701";
    int from = hex.indexOf(data + "a0802480") + data.length();
    int at = (from + "a0802480".length()) / 2;
    while (message[at] == OCTETS) {
      int length = message[at + 1] & 0xff;
      int header = length > 0x80 ? length - 0x80 : 0;
      int count = header == 0 ? length : 0;
      for (int i = 0; i < header; i++) {
        count = count << 8 | (message[at + 2 + i] & 0xff);
      }
      at += 2 + header + count;
    }
    // The ends of the octets and of [0].
    return HexFormat.of().parseHex(hex.substring(0, from) + hex.substring(2 * (at + 4)));
  }

  /** The file with another message in its last hole. */
  static byte[] inHole(Path file, byte[] message) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int start = text.lastIndexOf("/Contents <") + "/Contents <".length();
    int end = text.indexOf('>', start);
    byte[] hex = HexFormat.of().formatHex(message).getBytes(StandardCharsets.US_ASCII);
    if (hex.length > end - start) {
      throw new IllegalArgumentException(hex.length + " digits");
    }
    Arrays.fill(bytes, start, end, (byte) '0');
    System.arraycopy(hex, 0, bytes, start, hex.length);
    return bytes;
  }
}
