// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.io.IOException;
import java.util.Arrays;

/** The length of the first ASN.1 value in a run of bytes (X.690, section 8.1.3). */
final class DerLength {
  private DerLength() {}

  /**
   * Cuts off zero bytes behind the first value.
   *
   * @throws IOException if the value is cut off, has no definite length (DER is required in a PDF,
   *     ISO 32000-2, 12.8.3.3.1) or is followed by anything but zeros
   */
  static byte[] withoutPadding(byte[] message) throws IOException {
    int length = of(message);
    for (int i = length; i < message.length; i++) {
      if (message[i] != 0) {
        throw new IOException("bytes behind the message");
      }
    }
    return Arrays.copyOf(message, length);
  }

  private static int of(byte[] message) throws IOException {
    if (message.length < 2) {
      throw new IOException("cut off");
    }
    int first = message[1] & 0xFF;
    if (first < 0x80) {
      return checked(2L + first, message);
    }
    int count = first - 0x80;
    if (count == 0 || count > 4 || message.length < 2 + count) {
      throw new IOException("no definite length");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | (message[2 + i] & 0xFF);
    }
    return checked(2L + count + length, message);
  }

  private static int checked(long length, byte[] message) throws IOException {
    if (length > message.length) {
      throw new IOException("cut off");
    }
    return (int) length;
  }
}
