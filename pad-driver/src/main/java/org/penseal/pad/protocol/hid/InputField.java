// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol.hid;

/**
 * One value in an input report (HID 1.11, 6.2.2).
 *
 * @param application usage of the application collection around it, page in the upper 16 bits
 * @param reportId report that it is in, 0 when the device numbers none
 * @param bit first bit in the report, counted after the id
 * @param size bits, 1..32
 * @param usage what it is, page in the upper 16 bits
 * @param logicalMin smallest value
 * @param logicalMax largest value
 * @param range what the values stand for
 */
public record InputField(
    int application,
    int reportId,
    int bit,
    int size,
    int usage,
    long logicalMin,
    long logicalMax,
    Range range) {

  /**
   * Physical range.
   *
   * @param min of the smallest value
   * @param max of the largest value; both 0 when the device does not say
   * @param unit unit as the item has it, 0 for none
   * @param exponent power of ten, -8..7
   */
  public record Range(long min, long max, long unit, int exponent) {
    // HID 1.11, 6.2.2.7: system in the lowest four bits, length in the next.
    private static final long CENTIMETRE = 0x11;
    private static final long INCH = 0x13;

    /** Length from the smallest value to the largest in millimetres, 0 when it is none. */
    public double lengthMm() {
      double power = Math.pow(10, exponent);
      if (unit == CENTIMETRE) {
        return (max - min) * power * 10;
      }
      return unit == INCH ? (max - min) * power * 25.4 : 0;
    }
  }

  /** The value in a report whose bytes begin at an index; the report must be long enough. */
  long value(byte[] report, int from) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      int at = bit + i;
      value |= (long) (report[from + at / 8] >> at % 8 & 1) << i;
    }
    boolean negative = logicalMin < 0 && (value >> (size - 1) & 1) != 0;
    return negative ? value - (1L << size) : value;
  }
}
