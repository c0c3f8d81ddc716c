// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StuFrameTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private static List<String> decode(String... pieces) {
    StuFrameDecoder decoder = new StuFrameDecoder();
    List<String> reports = new ArrayList<>();
    for (String piece : pieces) {
      byte[] bytes = HEX.parseHex(piece);
      decoder.accept(bytes, bytes.length, r -> reports.add(HEX.formatHex(r)));
    }
    return reports;
  }

  /**
   * Frames computed by the rules of the vendor's SDK; the sizes of the answers agree with those
   * that a real STU-540 sent, by the vendor's published capture.
   */
  @ParameterizedTest
  @CsvSource({
    "80 08, 80 03 40 02 00",
    "80 09, 80 03 40 02 20",
    "08 53 54 55 2d 35 34 30 00 00 01 00 00 02 00 00 00,"
        + " 80 14 04 14 6a 45 29 34 6a 34 18 00 00 00 08 00 00 02 00 00 00 00",
    "21 01, 80 03 10 40 20",
    "32 03, 80 03 19 00 60",
    "20 00, 80 03 10 00 00",
    "81 00, 80 03 40 40 00",
    "34 92 64 14 db 0d c8 0d b9 00 01, 80 0d 1a 24 4c 41 26 6c 1b 48 06 6e 20 00 08",
  })
  void packsAndUnpacksTheKnownFrames(String report, String frame) {
    assertEquals(frame, HEX.formatHex(StuFrame.encode(HEX.parseHex(report))));
    assertEquals(List.of(report), decode(frame));
  }

  /** CRC-16 with polynomial A001; which initial value real devices use is not proved. */
  @Test
  void acceptsACrcWithEitherInitialValue() {
    byte[] inkOn = HEX.parseHex("21 01");
    assertEquals("c0 05 10 40 3b 19 00", HEX.formatHex(StuFrame.encodeWithCrc(inkOn, 0)));
    assertEquals("c0 05 10 40 3b 02 00", HEX.formatHex(StuFrame.encodeWithCrc(inkOn, 0xFFFF)));
    assertEquals(List.of("21 01", "21 01"), decode("c0 05 10 40 3b 19 00 c0 05 10 40 3b 02 00"));
  }

  @Test
  void rejectsFrameWithWrongChecksum() {
    StuFrameDecoder decoder = new StuFrameDecoder();
    byte[] bytes = HEX.parseHex("c0 05 10 40 3b 1a 00");
    decoder.accept(bytes, bytes.length, r -> org.junit.jupiter.api.Assertions.fail());
    assertEquals(1, decoder.dropped());
  }

  @Test
  void findsFramesInAnyPiecesAndAfterNoise() {
    assertEquals(List.of("81 00"), decode("00 7f 12 80", "03", "40 40", "00"));
  }

  @Test
  void startByteInsideOfAFrameDropsThatFrameOnly() {
    assertEquals(List.of("21 01"), decode("80 0d 1a 24 4c 80 03 10 40 20"));
  }

  @Test
  void everyLengthSurvivesTheWay() {
    Random random = new Random(7);
    StuFrameDecoder decoder = new StuFrameDecoder();
    for (int length = 1; length <= StuFrame.MAX_REPORT; length += length < 80 ? 1 : 997) {
      byte[] report = new byte[length];
      random.nextBytes(report);
      List<String> out = new ArrayList<>();
      byte[] frame = StuFrame.encode(report);
      for (int i = 1; i < frame.length; i++) {
        assertEquals(0, frame[i] & 0x80, "only the first byte has bit 7");
      }
      decoder.accept(frame, frame.length, r -> out.add(HEX.formatHex(r)));
      assertEquals(List.of(HEX.formatHex(report)), out);
    }
  }
}
