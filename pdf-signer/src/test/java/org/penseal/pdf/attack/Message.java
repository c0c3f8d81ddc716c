// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The hexadecimal string of the last signature in a file.
 *
 * @param file the file
 * @param start offset of the first digit
 * @param end offset behind the last digit
 */
record Message(byte[] file, int start, int end) {
  static Message last(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int start = text.lastIndexOf("/Contents <") + "/Contents <".length();
    return new Message(file, start, text.indexOf('>', start));
  }

  /** DER; its length takes two octets in every message here (X.690, section 8.1.3). */
  byte[] der() {
    byte[] hole =
        HexFormat.of().parseHex(new String(file, start, end - start, StandardCharsets.US_ASCII));
    return Arrays.copyOf(hole, 4 + ((hole[2] & 0xff) << 8) + (hole[3] & 0xff));
  }

  /** The file with another message. */
  byte[] replaced(byte[] cms) {
    byte[] forged = file.clone();
    byte[] hex = HexFormat.of().formatHex(cms).getBytes(StandardCharsets.US_ASCII);
    if (hex.length > end - start) {
      throw new IllegalArgumentException(hex.length + " digits");
    }
    Arrays.fill(forged, start, end, (byte) '0');
    System.arraycopy(hex, 0, forged, start, hex.length);
    return forged;
  }
}
