// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.frame;

import java.util.function.Consumer;

/**
 * Finds the frames of {@link StuFrame} in a stream of bytes that comes in any pieces.
 *
 * <p>Bytes before a start byte are dropped, and a start byte inside of a frame drops the frame that
 * it interrupts. Not safe for use by several threads.
 */
public final class StuFrameDecoder {
  private final byte[] groups = new byte[8191];
  private int header = -1;
  private int expected = -1;
  private int count;
  private long dropped;
  private boolean reusing;
  private byte[] report = new byte[0];

  /** Frames that were cut off, too short to be a report, or whose CRC was wrong. */
  public long dropped() {
    return dropped;
  }

  /** Takes the first {@code length} bytes and hands over each report that they complete. */
  public void accept(byte[] bytes, int length, Consumer<byte[]> reports) {
    reusing = false;
    take(bytes, length, reports);
  }

  /**
   * The same without an array for each report: what is handed over is overwritten by the next one,
   * so whoever keeps it copies it.
   */
  public void acceptReusing(byte[] bytes, int length, Consumer<byte[]> reports) {
    reusing = true;
    take(bytes, length, reports);
  }

  private void take(byte[] bytes, int length, Consumer<byte[]> reports) {
    for (int i = 0; i < length; i++) {
      accept(bytes[i], reports);
    }
  }

  private void accept(byte value, Consumer<byte[]> reports) {
    if (value < 0) {
      if (header >= 0) {
        dropped++;
      }
      header = value & 0xFF;
      expected = -1;
      count = 0;
    } else if (header >= 0 && expected < 0) {
      expected = (header & 0x3F) << 7 | value;
      finishWhenWhole(reports);
    } else if (header >= 0) {
      groups[count++] = value;
      finishWhenWhole(reports);
    }
  }

  private void finishWhenWhole(Consumer<byte[]> reports) {
    if (count < expected) {
      return;
    }
    boolean withCrc = (header & 0x40) != 0;
    int length = StuFrame.reportLength(count, withCrc);
    header = -1;
    if (length == 0) {
      dropped++;
      return;
    }
    if (!reusing || report.length != length) {
      report = new byte[length];
    }
    if (StuFrame.unpack(groups, count, withCrc, report)) {
      reports.accept(report);
    } else {
      dropped++;
    }
  }
}
