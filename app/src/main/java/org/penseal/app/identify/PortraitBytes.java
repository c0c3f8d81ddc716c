// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What kind of picture some bytes are, by how they begin: a decoder's word for it is not kept. */
final class PortraitBytes {
  // PNG (ISO/IEC 15948, 5.2), JPEG (ISO/IEC 10918-1, B.1.1.3).
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final byte[] BMP = "BM".getBytes(StandardCharsets.US_ASCII);

  private PortraitBytes() {}

  /** Its media type; {@code application/octet-stream} when it is none of PNG, JPEG and BMP. */
  static String mediaType(byte[] picture) {
    if (begins(picture, PNG)) {
      return "image/png";
    }
    if (begins(picture, JPEG)) {
      return "image/jpeg";
    }
    return begins(picture, BMP) ? "image/bmp" : "application/octet-stream";
  }

  private static boolean begins(byte[] picture, byte[] mark) {
    return picture.length >= mark.length
        && Arrays.equals(picture, 0, mark.length, mark, 0, mark.length);
  }
}
