// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.link;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.penseal.pad.PadException;

/**
 * A sealed record as a HID report: id, length of the rest of the record (2 bytes, big endian), the
 * rest of the record, zeros up to the length of the report. The length is not sealed; a wrong one
 * makes the tag a wrong one.
 */
public final class HidRecord {
  private static final int HEAD = 3;
  private static final int PIECE_HEAD = 6;
  private static final int LONGEST_ANSWER = 4096;

  private HidRecord() {}

  /** Longest clear report that a HID report of this length carries, ids included. */
  public static int room(int reportLength) {
    return reportLength - HEAD - (RecordCipher.OVERHEAD - 1);
  }

  /** Whether a HID report of this length, id included, holds the record. */
  public static boolean fits(byte[] record, int length) {
    return HEAD + record.length - 1 <= length;
  }

  /**
   * The HID report.
   *
   * @param length of the HID report, id included
   * @throws IllegalArgumentException when the record does not fit, see {@link #fits}
   */
  public static byte[] wrap(byte[] record, int length) {
    int rest = record.length - 1;
    if (!fits(record, length)) {
      throw new IllegalArgumentException("record does not fit in a HID report");
    }
    byte[] report = new byte[length];
    report[0] = record[0];
    put(report, 1, rest);
    System.arraycopy(record, 1, report, HEAD, rest);
    return report;
  }

  /** The record; empty when there is none of that length in the report. */
  public static Optional<byte[]> unwrap(byte[] report) {
    int rest = report.length < HEAD ? 0 : get(report, 1);
    if (rest == 0 || HEAD + rest > report.length) {
      return Optional.empty();
    }
    byte[] record = Arrays.copyOfRange(report, HEAD - 1, HEAD + rest);
    record[0] = report[0];
    return Optional.of(record);
  }

  /**
   * A piece of the pad's answer to a handshake as a HID report: C2, ANSWER, offset and length of
   * the whole (2 bytes each, big endian), the next bytes, zeros. The whole does not fit in one.
   */
  public static byte[] piece(byte[] answer, int offset, int length) {
    byte[] report = new byte[length];
    report[0] = (byte) LinkReport.HANDSHAKE;
    report[1] = LinkReport.ANSWER;
    put(report, 2, offset);
    put(report, 4, answer.length);
    int count = Math.min(length - PIECE_HEAD, answer.length - offset);
    System.arraycopy(answer, offset, report, PIECE_HEAD, count);
    return report;
  }

  /** How much of an answer a HID report of this length carries. */
  public static int answerBytes(int length) {
    return length - PIECE_HEAD;
  }

  /** Puts the pieces of an answer together. */
  public static final class Answer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int length;

    /**
     * Takes the next piece; true when it was the last.
     *
     * @throws PadException.LinkBroken when it does not follow the one before
     */
    public boolean add(byte[] piece) throws PadException {
      int whole = piece.length > PIECE_HEAD ? get(piece, 4) : 0;
      boolean follows =
          whole > 0
              && whole <= LONGEST_ANSWER
              && (piece[0] & 0xFF) == LinkReport.HANDSHAKE
              && piece[1] == LinkReport.ANSWER
              && get(piece, 2) == bytes.size()
              && (length == 0 || length == whole);
      if (!follows) {
        throw new PadException.LinkBroken(PadException.LinkBroken.Why.AGREEMENT, null);
      }
      length = whole;
      int count = Math.min(piece.length - PIECE_HEAD, whole - bytes.size());
      bytes.write(piece, PIECE_HEAD, count);
      return bytes.size() == whole;
    }

    /** The whole answer. */
    public byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  private static void put(byte[] report, int at, int value) {
    report[at] = (byte) (value >> 8);
    report[at + 1] = (byte) value;
  }

  private static int get(byte[] report, int at) {
    return (report[at] & 0xFF) << 8 | report[at + 1] & 0xFF;
  }

  /** A report of a handshake without the zeros with which HID fills it up. */
  public static byte[] trim(byte[] handshake) {
    int length =
        switch (handshake.length > 1 ? handshake[1] : -1) {
          case LinkReport.END -> 2;
          case LinkReport.HELLO -> 2 + 2 * Sm2Agreement.POINT_BYTES;
          case LinkReport.CONFIRM -> 2 + Sm2Agreement.TAG_BYTES;
          default -> handshake.length;
        };
    return Arrays.copyOf(handshake, Math.min(length, handshake.length));
  }
}
