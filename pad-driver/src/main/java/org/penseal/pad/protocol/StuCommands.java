// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadSettings;

/** Reports that set something on an STU pad. Pixels and thresholds are little endian. */
public final class StuCommands {
  private static final int SIGNATURE_MODE = 4;

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

  /** Brings everything but the non-volatile memory back to what it was after switching on. */
  public static byte[] reset() {
    return new byte[] {StuReport.RESET, 0};
  }

  /** Bare pen data, as after switching on. */
  public static byte[] bare() {
    return new byte[] {StuReport.PEN_OPTION_MODE, 0};
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
    putArea(report, 1, area);
    return report;
  }

  /**
   * The reports that show a picture on the whole screen: start, blocks, commit.
   *
   * @param image of the screen's size
   * @param blockLength length of report 26 with its id, as the pad gives it (256 on most)
   */
  public static List<byte[]> image(StuImage image, int blockLength) {
    return image(new byte[] {StuReport.START_IMAGE, (byte) image.encoding()}, image, blockLength);
  }

  /** The same for an area of the screen. */
  public static List<byte[]> image(StuImage image, PadLayout.Area area, int blockLength) {
    byte[] start = new byte[11];
    start[0] = StuReport.START_IMAGE_AREA;
    start[1] = (byte) image.encoding();
    start[2] = 1;
    putArea(start, 3, area);
    return image(start, image, blockLength);
  }

  private static List<byte[]> image(byte[] start, StuImage image, int blockLength) {
    int room = blockLength - 3;
    if (room < 1) {
      throw new IllegalArgumentException("no room for image data in a report");
    }
    byte[] bits = image.bytes();
    List<byte[]> reports = new ArrayList<>();
    reports.add(start);
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

  /** Makes an area of the screen white. */
  public static byte[] clearArea(PadLayout.Area area) {
    byte[] report = new byte[11];
    report[0] = StuReport.CLEAR_SCREEN_AREA;
    report[2] = 1;
    putArea(report, 3, area);
    return report;
  }

  /** Colour and thickness of the pen in 16 bits, which are little endian here. */
  public static byte[] penColour(PadSettings.PenStyle style) {
    byte[] report = new byte[] {StuReport.PEN_COLOUR, 0, 0, (byte) style.thickness()};
    putLittle(report, 1, rgb565(style.rgb()));
    return report;
  }

  /** Colour and thickness of the pen: blue, green, red, thickness. */
  public static byte[] penColour24(PadSettings.PenStyle style) {
    byte[] report = new byte[5];
    report[0] = StuReport.PEN_COLOUR_24;
    putBgr(report, style.rgb());
    report[4] = (byte) style.thickness();
    return report;
  }

  /** Style of the pen of a report 28 or 2D. */
  public static PadSettings.PenStyle penStyle(byte[] report) throws PadException.Malformed {
    boolean full = (report[0] & 0xFF) == StuReport.PEN_COLOUR_24;
    if (report.length < (full ? 5 : 4) || (report[full ? 4 : 3] & 0xFF) > 3) {
      throw new PadException.Malformed("report %02x".formatted(report[0]), null);
    }
    return full
        ? new PadSettings.PenStyle(
            (report[3] & 0xFF) << 16 | (report[2] & 0xFF) << 8 | report[1] & 0xFF, report[4])
        : new PadSettings.PenStyle(wide((report[2] & 0xFF) << 8 | report[1] & 0xFF), report[3]);
  }

  /** Pressures from which and to which the pen touches. */
  public static byte[] thresholds(PadSettings.Thresholds thresholds) {
    byte[] report = new byte[5];
    report[0] = StuReport.INK_THRESHOLD;
    putLittle(report, 1, thresholds.on());
    putLittle(report, 3, thresholds.off());
    return report;
  }

  /** Colour of the cleared screen in 16 bits. */
  public static byte[] background(int rgb) {
    byte[] report = new byte[] {StuReport.BACKGROUND, 0, 0};
    putLittle(report, 1, rgb565(rgb));
    return report;
  }

  /** Colour of the cleared screen: blue, green, red. */
  public static byte[] background24(int rgb) {
    byte[] report = new byte[4];
    report[0] = StuReport.BACKGROUND_24;
    putBgr(report, rgb);
    return report;
  }

  /** A setting of 16 bits, little endian: brightness (2B), contrast (2C). */
  public static byte[] number(int id, int value) {
    byte[] report = new byte[] {(byte) id, 0, 0};
    putLittle(report, 1, value);
    return report;
  }

  /**
   * Operation mode 4: a signature screen of the pad's own memory. The order of its keys is from
   * memory: as they count in report 99.
   */
  public static byte[] signatureMode(int screen) {
    byte[] report = new byte[13];
    report[0] = (byte) StuReport.OPERATION_MODE;
    report[1] = SIGNATURE_MODE;
    report[2] = (byte) screen;
    report[4] = 1;
    report[5] = 2;
    return report;
  }

  /** Operation mode 0: pen data. */
  public static byte[] normalMode() {
    byte[] report = new byte[13];
    report[0] = (byte) StuReport.OPERATION_MODE;
    return report;
  }

  /** The key of the pad's own that a report 99 tells of, in signature mode. */
  public static Optional<PadButton> key(byte[] event) {
    if (event.length < 3 || event[1] != SIGNATURE_MODE) {
      return Optional.empty();
    }
    return switch (event[2]) {
      case 0 -> Optional.of(PadButton.CANCEL);
      case 1 -> Optional.of(PadButton.OK);
      case 2 -> Optional.of(PadButton.CLEAR);
      default -> Optional.empty();
    };
  }

  private static int rgb565(int rgb) {
    return StuImage.rgb565(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
  }

  private static int wide(int value) {
    int red = value >> 11 & 0x1F;
    int green = value >> 5 & 0x3F;
    int blue = value & 0x1F;
    return (red << 3 | red >> 2) << 16 | (green << 2 | green >> 4) << 8 | blue << 3 | blue >> 2;
  }

  private static void putBgr(byte[] report, int rgb) {
    report[1] = (byte) rgb;
    report[2] = (byte) (rgb >> 8);
    report[3] = (byte) (rgb >> 16);
  }

  private static void putArea(byte[] report, int at, PadLayout.Area area) {
    putLittle(report, at, area.left());
    putLittle(report, at + 2, area.top());
    putLittle(report, at + 4, area.right());
    putLittle(report, at + 6, area.bottom());
  }

  private static void putLittle(byte[] report, int at, int value) {
    report[at] = (byte) value;
    report[at + 1] = (byte) (value >> 8);
  }
}
