// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;

/** Answers of an STU pad as values, and values as answers (for the simulator). */
public final class StuAnswers {
  private StuAnswers() {}

  /**
   * Report 08.
   *
   * @param modelName at most 9 ASCII characters
   * @param major firmware version
   * @param minor firmware version, in the device a packed decimal (04 is 1.04)
   * @param secureIc whether the device says that it has a security IC
   */
  public record Information(String modelName, int major, int minor, int secureIc) {
    /** Version for people, e.g. {@code 1.04}. */
    public String firmware() {
      return "%x.%02x".formatted(major, minor);
    }

    /** The 17 bytes of the report. */
    public byte[] encode() {
      byte[] report = new byte[17];
      report[0] = StuReport.INFORMATION;
      byte[] name = modelName.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(name, 0, report, 1, Math.min(9, name.length));
      report[10] = (byte) major;
      report[11] = (byte) minor;
      report[12] = (byte) secureIc;
      return report;
    }

    /** Reads the report. */
    public static Information decode(byte[] report) throws PadException.Malformed {
      require(report, StuReport.INFORMATION, 13, "report 08");
      return new Information(
          ascii(report, 1, 9), report[10] & 0xFF, report[11] & 0xFF, report[12] & 0xFF);
    }
  }

  /** Report 09 from a capability, 17 bytes. */
  public static byte[] capability(PadIdentity.Capability capability) {
    byte[] report = new byte[17];
    report[0] = StuReport.CAPABILITY;
    PenReport.put16(report, 1, capability.maxX());
    PenReport.put16(report, 3, capability.maxY());
    PenReport.put16(report, 5, capability.maxPressure());
    PenReport.put16(report, 7, capability.screenWidthPx());
    PenReport.put16(report, 9, capability.screenHeightPx());
    report[11] = (byte) capability.rateHz();
    PenReport.put16(report, 12, capability.unitsPerInch());
    report[14] = (byte) capability.encodings();
    return report;
  }

  /**
   * Capability from report 09, its encodings as the device gives them.
   *
   * @throws PadException.Malformed when it is short or a number cannot be true; names the field
   */
  public static PadIdentity.Capability capability(byte[] report) throws PadException.Malformed {
    require(report, StuReport.CAPABILITY, 15, "report 09");
    PadIdentity.Capability capability =
        new PadIdentity.Capability(
            PenReport.get16(report, 1),
            PenReport.get16(report, 3),
            PenReport.get16(report, 5),
            PenReport.get16(report, 7),
            PenReport.get16(report, 9),
            report[11] & 0xFF,
            PenReport.get16(report, 12),
            report[14] & 0xFF);
    within("screen width", capability.screenWidthPx(), 64, 4096);
    within("screen height", capability.screenHeightPx(), 48, 4096);
    within("largest x", capability.maxX(), capability.screenWidthPx(), 0xFFFF);
    within("largest y", capability.maxY(), capability.screenHeightPx(), 0xFFFF);
    within("largest pressure", capability.maxPressure(), 1, 0xFFF);
    within("encodings", capability.encodings(), 0, 0x0F);
    return capability;
  }

  private static void within(String field, int value, int least, int most)
      throws PadException.Malformed {
    if (value < least || value > most) {
      throw new PadException.Malformed("report 09 (" + field + " " + value + ")", null);
    }
  }

  /** A report of ASCII text, such as 0B (10 characters) and 0F (13 characters). */
  public static byte[] text(int id, int length, String text) {
    byte[] report = new byte[1 + length];
    report[0] = (byte) id;
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, report, 1, Math.min(length, bytes.length));
    return report;
  }

  /** The text of such a report, without what follows the first NUL. */
  public static String text(byte[] report, int id) throws PadException.Malformed {
    require(report, id, 2, "report %02x".formatted(id));
    return ascii(report, 1, report.length - 1);
  }

  /** Report 06, 9 bytes. */
  public static byte[] hidInformation(int vendorId, int productId, int release) {
    byte[] report = new byte[9];
    report[0] = StuReport.HID_INFORMATION;
    PenReport.put16(report, 1, vendorId);
    PenReport.put16(report, 3, productId);
    PenReport.put16(report, 5, release);
    return report;
  }

  /** Length of a report by the table of report FF (id included), 0 when it is not supported. */
  public static int length(byte[] sizes, int id) throws PadException.Malformed {
    require(sizes, StuReport.SIZES, 512, "report ff");
    return PenReport.get16(sizes, 2 * id);
  }

  private static String ascii(byte[] report, int at, int length) {
    int end = at;
    while (end < at + length && report[end] != 0) {
      end++;
    }
    // It is printed and signed: nothing that a terminal or a reader would take for more than text.
    return new String(Arrays.copyOfRange(report, at, end), StandardCharsets.US_ASCII)
        .replaceAll("[^ -~]", "?")
        .strip();
  }

  private static void require(byte[] report, int id, int length, String what)
      throws PadException.Malformed {
    if (report.length < length || (report[0] & 0xFF) != id) {
      throw new PadException.Malformed(what, null);
    }
  }
}
