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

  /** Frames that were cut off, too short to be a report, or whose CRC was wrong. */
  public long dropped() {
    return dropped;
  }

  /** Takes the first {@code length} bytes and hands over each report that they complete. */
  public void accept(byte[] bytes, int length, Consumer<byte[]> reports) {
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
    byte[] report = StuFrame.unpack(groups, count, (header & 0x40) != 0);
    header = -1;
    if (report == null) {
      dropped++;
    } else {
      reports.accept(report);
    }
  }
}
