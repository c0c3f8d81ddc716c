// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penseal.pad.PadException;

/**
 * Reports of the vendor's second encryption (430, 530, 540): report 40 with a command, report 50
 * with the status, and what stands in a decrypted block of pen data.
 *
 * <p>Commands and type numbers are those of the vendor's SDK; what the codes of the three keys in
 * report 50 mean is from memory, but for "ready". Nothing of this was tried on a device.
 */
public final class StuEncryption {
  public static final int SET_TYPE = 1;
  public static final int SET_BLOCK = 2;
  public static final int GET_BLOCK = 4;
  public static final int GENERATE = 5;

  /** Parameter block: public exponent. */
  public static final int BLOCK_E = 0;

  /** Parameter block: modulus. */
  public static final int BLOCK_N = 1;

  /** Parameter block: the symmetric key under the RSA key. */
  public static final int BLOCK_C = 2;

  /** Bytes that one report carries of a parameter block. */
  public static final int BLOCK_BYTES = 64;

  public static final int AES_256 = 2;
  public static final int RSA_2048 = 2;
  public static final int PKCS1 = 1;
  public static final int OAEP = 2;

  /** Code of a key in report 50: there. */
  public static final int RSA_READY = 0x00;

  /** Code of a key in report 50: not there (from memory). */
  public static final int RSA_NOT_READY = 0xFF;

  private static final int PEN_BYTES = 6;
  private static final int EVENT_LENGTH = 10;

  private StuEncryption() {}

  /**
   * Report 50.
   *
   * @param symmetric 0, 1, 2 for AES with 128, 192, 256 bits
   * @param padding 1 PKCS#1, 2 OAEP
   * @param asymmetric 0, 1, 2 for RSA with 1024, 1536, 2048 bits
   * @param hostKey whether the pad has the host's public key
   * @param symmetricKey whether it has made a symmetric key
   */
  public record Status(
      int symmetric, int padding, int asymmetric, boolean hostKey, boolean symmetricKey) {}

  /** Reads report 50. */
  public static Status status(byte[] report) throws PadException.Malformed {
    if (report.length < 9 || report[0] != StuReport.ENCRYPTION_STATUS) {
      throw new PadException.Malformed("report 50", null);
    }
    return new Status(
        report[1] & 0xFF,
        (report[2] & 0xFF) >> 6,
        report[2] & 0x3F,
        (report[4] & 0xFF) == RSA_READY && (report[5] & 0xFF) == RSA_READY,
        (report[6] & 0xFF) == RSA_READY);
  }

  /** Chooses the algorithms. */
  public static byte[] setType(int symmetric, int padding, int asymmetric) {
    return command(SET_TYPE, symmetric, padding << 6 | asymmetric, new byte[0]);
  }

  /** The reports that set a parameter block, in pieces. */
  public static List<byte[]> setBlock(int index, byte[] data) {
    List<byte[]> reports = new ArrayList<>();
    for (int at = 0; at < data.length; at += BLOCK_BYTES) {
      byte[] piece = Arrays.copyOfRange(data, at, Math.min(data.length, at + BLOCK_BYTES));
      reports.add(command(SET_BLOCK, index, piece.length, piece));
    }
    return reports;
  }

  /** Has the pad make a symmetric key. */
  public static byte[] generate() {
    return command(GENERATE, 0, 0, new byte[0]);
  }

  /** Asks for a piece of a parameter block, which report 40 then has. */
  public static byte[] getBlock(int index, int offset) {
    return command(GET_BLOCK, index, offset, new byte[0]);
  }

  /** The piece in report 40. */
  public static byte[] piece(byte[] report) throws PadException.Malformed {
    if (report.length < 4 + BLOCK_BYTES || report[0] != StuReport.ENCRYPTION_COMMAND) {
      throw new PadException.Malformed("report 40", null);
    }
    return Arrays.copyOfRange(report, 4, 4 + BLOCK_BYTES);
  }

  private static byte[] command(int command, int parameter, int lengthOrIndex, byte[] data) {
    byte[] report = new byte[4 + BLOCK_BYTES];
    report[0] = StuReport.ENCRYPTION_COMMAND;
    report[1] = (byte) command;
    report[2] = (byte) parameter;
    report[3] = (byte) lengthOrIndex;
    System.arraycopy(data, 0, report, 4, data.length);
    return report;
  }

  /** Begins an encrypted capture; the pad puts the number into every block. */
  public static byte[] startCapture(int session) {
    return new byte[] {
      StuReport.START_CAPTURE,
      (byte) (session >> 24),
      (byte) (session >> 16),
      (byte) (session >> 8),
      (byte) session
    };
  }

  /** Ends an encrypted capture. */
  public static byte[] endCapture() {
    return new byte[] {StuReport.END_CAPTURE, 0};
  }

  /** Whether a report is encrypted pen data, or an encrypted event. */
  public static boolean isSealed(byte[] report) {
    int id = report[0] & 0xFF;
    return id == StuReport.PEN_ENCRYPTED
        || id == StuReport.PEN_TIME_SEQUENCE_ENCRYPTED
        || id == StuReport.EVENT_ENCRYPTED;
  }

  /** The session number in the decrypted block of a report. */
  public static int session(int id, byte[] block) {
    int at = id == StuReport.PEN_TIME_SEQUENCE_ENCRYPTED ? 12 : 0;
    return PenReport.get16(block, at) << 16 | PenReport.get16(block, at + 2);
  }

  /** The clear reports that a decrypted block stands for: one report 34 or 99, two reports 01. */
  public static List<byte[]> clear(int id, byte[] block) {
    if (id == StuReport.EVENT_ENCRYPTED) {
      byte[] report = new byte[EVENT_LENGTH];
      report[0] = (byte) StuReport.EVENT;
      System.arraycopy(block, 4, report, 1, EVENT_LENGTH - 1);
      return List.of(report);
    }
    if (id == StuReport.PEN_TIME_SEQUENCE_ENCRYPTED) {
      byte[] report = new byte[PenReport.LENGTH];
      report[0] = StuReport.PEN_TIME_SEQUENCE;
      System.arraycopy(block, 0, report, 1, PenReport.LENGTH - 1);
      return List.of(report);
    }
    return List.of(bare(block, 4), bare(block, 4 + PEN_BYTES));
  }

  private static byte[] bare(byte[] block, int at) {
    byte[] report = new byte[1 + PEN_BYTES];
    report[0] = StuReport.PEN;
    System.arraycopy(block, at, report, 1, PEN_BYTES);
    return report;
  }
}
