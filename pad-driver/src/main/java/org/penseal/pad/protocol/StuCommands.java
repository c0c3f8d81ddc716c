// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import java.util.ArrayList;
import java.util.List;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;

/** Reports that set something on an STU pad. Pixels and thresholds are little endian. */
public final class StuCommands {
  /** Image encoding: one bit a pixel, not compressed. */
  public static final int ONE_BIT = 0x00;

  private StuCommands() {}

  /** Asks for a report over the serial line. */
  public static byte[] get(int id) {
    return new byte[] {(byte) StuReport.GET, (byte) id};
  }

  /** Drawing of the pen's trace by the pad itself. */
  public static byte[] inking(boolean on) {
    return new byte[] {StuReport.INKING_MODE, (byte) (on ? 1 : 0)};
  }

  /** Pen data with time count and sequence. */
  public static byte[] timeAndSequence() {
    return new byte[] {StuReport.PEN_OPTION_MODE, 3};
  }

  /** Makes the screen white. */
  public static byte[] clearScreen() {
    return new byte[] {StuReport.CLEAR_SCREEN, 0};
  }

  /** Gives up a picture that was begun; refused in every other state. */
  public static byte[] abandonImage() {
    return new byte[] {StuReport.END_IMAGE, 1};
  }

  /** Restricts the drawing of the pen's trace to an area. */
  public static byte[] inkingArea(PadLayout.Area area) {
    byte[] report = new byte[9];
    report[0] = StuReport.INKING_AREA;
    putLittle(report, 1, area.left());
    putLittle(report, 3, area.top());
    putLittle(report, 5, area.right());
    putLittle(report, 7, area.bottom());
    return report;
  }

  /**
   * The reports that show a picture on the whole screen: start, blocks, commit.
   *
   * @param picture of the screen's size
   * @param blockLength length of report 26 with its id, as the pad gives it (256 on most)
   */
  public static List<byte[]> image(PadPicture picture, int blockLength) {
    int room = blockLength - 3;
    if (room < 1) {
      throw new IllegalArgumentException("no room for image data in a report");
    }
    byte[] bits = picture.bits();
    List<byte[]> reports = new ArrayList<>();
    reports.add(new byte[] {StuReport.START_IMAGE, ONE_BIT});
    for (int done = 0; done < bits.length; done += room) {
      int size = Math.min(room, bits.length - done);
      byte[] block = new byte[blockLength];
      block[0] = StuReport.IMAGE_BLOCK;
      putLittle(block, 1, size);
      System.arraycopy(bits, done, block, 3, size);
      reports.add(block);
    }
    reports.add(new byte[] {StuReport.END_IMAGE, 0});
    return reports;
  }

  private static void putLittle(byte[] report, int at, int value) {
    report[at] = (byte) value;
    report[at + 1] = (byte) (value >> 8);
  }
}
