// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import org.penseal.pad.PenSample;

/**
 * Pen data of the STU family, big endian: six bytes {@code rdy(1) sw(3) pressure(12) x(16) y(16)},
 * in report 34 followed by a time count in milliseconds and a sequence, 16 bits each, which wrap.
 */
public final class PenReport {
  /** Length of report 34 with its id. */
  public static final int LENGTH = 11;

  private static final int BARE_LENGTH = 7;

  private PenReport() {}

  /** The exact bytes of report 34 that the sample came in. */
  public static byte[] encode(PenSample sample) {
    byte[] report = new byte[LENGTH];
    report[0] = StuReport.PEN_TIME_SEQUENCE;
    int state = (sample.near() ? 0x80 : 0) | sample.buttons() << 4 | sample.pressure() >> 8;
    report[1] = (byte) state;
    report[2] = (byte) sample.pressure();
    put16(report, 3, sample.x());
    put16(report, 5, sample.y());
    put16(report, 7, (int) (sample.timeMs() & 0xFFFF));
    put16(report, 9, (int) (sample.sequence() & 0xFFFF));
    return report;
  }

  /** Whether the report is one of the pen by its id, whatever its length. */
  public static boolean isPen(byte[] report) {
    return report.length > 0
        && (report[0] == StuReport.PEN || report[0] == StuReport.PEN_TIME_SEQUENCE);
  }

  /** Whether the report is a report 34 of the right length. */
  public static boolean fits(byte[] report) {
    return report.length == LENGTH && report[0] == StuReport.PEN_TIME_SEQUENCE;
  }

  /**
   * The sample of a report 34, its counters as they stand in the report.
   *
   * @throws IllegalArgumentException when {@link #fits} does not hold
   */
  public static PenSample decode(byte[] report) {
    if (!fits(report)) {
      throw new IllegalArgumentException("not a pen report with time and sequence");
    }
    return decode(report, get16(report, 7), get16(report, 9), 0);
  }

  /** The sample of a report that fits, with counters that were carried on. */
  static PenSample decode(byte[] report, long timeMs, long sequence, long hostNanos) {
    int state = report[1] & 0xFF;
    return new PenSample(
        get16(report, 3),
        get16(report, 5),
        ((state & 0x0F) << 8) | (report[2] & 0xFF),
        (state & 0x80) != 0,
        state >> 4 & 7,
        timeMs,
        sequence,
        hostNanos);
  }

  /** Whether the report is a report 01, pen data without time and sequence. */
  public static boolean isBare(byte[] report) {
    return report.length == BARE_LENGTH && report[0] == StuReport.PEN;
  }

  /**
   * What a report 01 says.
   *
   * @throws IllegalArgumentException when {@link #isBare} does not hold
   */
  public static PenMessage decodeBare(byte[] report) {
    if (!isBare(report)) {
      throw new IllegalArgumentException("not a bare pen report");
    }
    int state = report[1] & 0xFF;
    if ((state & 0x80) == 0) {
      return new PenMessage.Left();
    }
    return new PenMessage.Position(
        get16(report, 3),
        get16(report, 5),
        (state & 0x0F) << 8 | report[2] & 0xFF,
        (state & 0x70) != 0);
  }

  /** The raw sequence of a report 34, 0..65535. */
  public static int sequence(byte[] report) {
    return get16(report, 9);
  }

  static int get16(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }
}
