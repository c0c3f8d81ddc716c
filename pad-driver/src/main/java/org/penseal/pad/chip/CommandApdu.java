// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.io.ByteArrayOutputStream;

/**
 * A command APDU (ISO/IEC 7816-4, 5.3), short when it fits and extended otherwise.
 *
 * @param cla class
 * @param ins instruction
 * @param p1 first parameter
 * @param p2 second parameter
 * @param data data, at most 65535 bytes
 * @param expected most bytes of an answer: 0 none, up to 65536
 */
public record CommandApdu(int cla, int ins, int p1, int p2, ByteString data, int expected) {

  /** Checks the ranges. */
  public CommandApdu {
    if (data.length() > 0xFFFF || expected < 0 || expected > 0x10000) {
      throw new IllegalArgumentException("APDU out of range");
    }
  }

  /** The bytes to send. */
  public byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(cla);
    out.write(ins);
    out.write(p1);
    out.write(p2);
    boolean extended = data.length() > 255 || expected > 256;
    if (extended) {
      out.write(0);
    }
    if (data.length() > 0) {
      putLength(out, data.length(), extended);
      out.writeBytes(data.bytes());
    }
    if (expected > 0) {
      putLength(out, expected, extended);
    }
    return out.toByteArray();
  }

  /** The greatest length, 256 or 65536, is written as zero. */
  private static void putLength(ByteArrayOutputStream out, int length, boolean extended) {
    if (extended) {
      out.write(length >> 8);
    }
    out.write(length);
  }
}
