// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.frame;

import java.util.Arrays;

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
    int held = 0;
    int bits = 0;
    int at = 2;
    for (byte value : body) {
      held = held << 8 | (value & 0xFF);
      bits += 8;
      while (bits >= 7) {
        bits -= 7;
        frame[at++] = (byte) (held >> bits & 0x7F);
      }
    }
    if (bits > 0) {
      frame[at] = (byte) (held << (7 - bits) & 0x7F);
    }
    return frame;
  }

  /** Length of the report in a frame of so many groups, 0 when there is room for none. */
  static int reportLength(int groups, boolean withCrc) {
    return Math.max(0, groups * 7 / 8 - (withCrc ? 2 : 0));
  }

  /**
   * Takes the report out of a frame's groups.
   *
   * @param body as long as {@link #reportLength} says
   * @return whether the CRC, if there is one, fits either initial value
   */
  static boolean unpack(byte[] groups, int count, boolean withCrc, byte[] body) {
    int held = 0;
    int bits = 0;
    int at = 0;
    int sent = 0;
    for (int group = 0; group < count; group++) {
      held = held << 7 | groups[group];
      bits += 7;
      if (bits >= 8) {
        bits -= 8;
        int value = held >> bits & 0xFF;
        if (at < body.length) {
          body[at] = (byte) value;
        } else {
          sent |= value << 8 * (at - body.length);
        }
        at++;
      }
    }
    // The initial value is not proved for real devices, so either is taken.
    return !withCrc || sent == crc(body, body.length, 0) || sent == crc(body, body.length, 0xFFFF);
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
