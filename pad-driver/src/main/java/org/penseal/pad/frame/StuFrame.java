// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.frame;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The 7-bit frame that carries reports over a serial line of the STU family: a header of two bytes,
 * of which only the first has bit 7 set, then the report as a bit string cut in groups of seven,
 * most significant bit first, the last group padded with zeros on the right.
 *
 * <p>Header: {@code 0x80 | (crc ? 0x40 : 0) | n >> 7}, {@code n & 0x7F}, n groups follow (at most
 * 8191). The optional CRC is the reflected CRC-16 with polynomial 0xA001 over the report, low byte
 * first.
 */
public final class StuFrame {
  /** Longest report that a frame can carry without a CRC, in bytes. */
  public static final int MAX_REPORT = 8191 * 7 / 8;

  private StuFrame() {}

  /** The frame of a report, id first, without a CRC as the devices send it. */
  public static byte[] encode(byte[] report) {
    return pack(report, 0);
  }

  /** The frame of a report with a CRC of the given initial value (0 or 0xFFFF). */
  public static byte[] encodeWithCrc(byte[] report, int initial) {
    int crc = crc(report, report.length, initial);
    byte[] body = Arrays.copyOf(report, report.length + 2);
    body[report.length] = (byte) crc;
    body[report.length + 1] = (byte) (crc >> 8);
    return pack(body, 0x40);
  }

  private static byte[] pack(byte[] body, int crcFlag) {
    int groups = (body.length * 8 + 6) / 7;
    if (body.length == 0 || groups > 8191) {
      throw new IllegalArgumentException("report does not fit in a frame");
    }
    byte[] frame = new byte[2 + groups];
    frame[0] = (byte) (0x80 | crcFlag | groups >> 7);
    frame[1] = (byte) (groups & 0x7F);
    for (int bit = 0; bit < body.length * 8; bit++) {
      int value = body[bit / 8] >> (7 - bit % 8) & 1;
      frame[2 + bit / 7] |= (byte) (value << (6 - bit % 7));
    }
    return frame;
  }

  /** The report in a frame's groups; null when its CRC fits neither initial value. */
  static byte @Nullable [] unpack(byte[] groups, int count, boolean withCrc) {
    byte[] body = new byte[count * 7 / 8];
    for (int bit = 0; bit < body.length * 8; bit++) {
      int value = groups[bit / 7] >> (6 - bit % 7) & 1;
      body[bit / 8] |= (byte) (value << (7 - bit % 8));
    }
    if (!withCrc) {
      return body.length == 0 ? null : body;
    }
    int length = body.length - 2;
    if (length < 1) {
      return null;
    }
    int sent = (body[length] & 0xFF) | ((body[length + 1] & 0xFF) << 8);
    // The initial value is not proved for real devices, so either is taken.
    if (sent != crc(body, length, 0) && sent != crc(body, length, 0xFFFF)) {
      return null;
    }
    return Arrays.copyOf(body, length);
  }

  private static int crc(byte[] bytes, int length, int initial) {
    int crc = initial;
    for (int i = 0; i < length; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >> 1 ^ 0xA001 : crc >> 1;
      }
    }
    return crc;
  }
}
