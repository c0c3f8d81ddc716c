// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;

class StuProtocolTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private static PenSample pen(String report) {
    PenSample sample = PenReport.decode(HEX.parseHex(report));
    assertEquals(report, HEX.formatHex(PenReport.encode(sample)), "the same bytes again");
    return sample;
  }

  /** Values that a real STU-430V sent, by the capture in the vendor's FAQ. */
  @Test
  void readsThePenStreamOfARealDevice() {
    PenSample down = pen("34 92 64 14 db 0d c8 0d b9 00 01");
    assertEquals(new PenSample(5339, 3528, 612, true, 1, 3513, 1, 0), down);
    assertTrue(down.touching());
    PenSample hover = pen("34 80 00 0f e4 08 d7 0e 3b 00 15");
    assertEquals(new PenSample(4068, 2263, 0, true, 0, 3643, 21, 0), hover);
    assertFalse(hover.touching());
    PenSample gone = pen("34 00 00 00 00 00 00 0e 70 00 16");
    assertTrue(gone.leaves());
    assertEquals(22, gone.sequence());
  }

  @Test
  void everyBitOfAReportSurvives() {
    pen("34 ff ff ff ff ff ff ff ff ff ff");
    pen("34 70 00 00 01 80 00 00 00 80 00");
  }

  @Test
  void reportOfAnotherKindIsNoPenReport() {
    assertFalse(PenReport.fits(HEX.parseHex("01 92 64 14 db 0d c8")));
    assertThrows(
        IllegalArgumentException.class, () -> PenReport.decode(HEX.parseHex("34 92 64 14")));
  }

  @Test
  void countersRunOnOverTheirWrapAndLostOnesAreCounted() {
    PenCounters counters = new PenCounters();
    counters.restart();
    long sequence = 1;
    for (int i = 0; i < 70_000; i++, sequence++) {
      PenSample raw = new PenSample(1, 1, 0, true, 0, sequence * 7 & 0xFFFF, sequence & 0xFFFF, 0);
      PenSample sample = counters.accept(raw, 5);
      assertEquals(sequence, sample.sequence());
      assertEquals(sequence * 7, sample.timeMs());
    }
    assertEquals(0, counters.lost());
    counters.accept(new PenSample(1, 1, 0, true, 0, 0, sequence + 3 & 0xFFFF, 0), 5);
    assertEquals(3, counters.lost());
  }

  @Test
  void firstReportMissingIsCountedToo() {
    PenCounters counters = new PenCounters();
    counters.restart();
    counters.accept(new PenSample(1, 1, 0, true, 0, 9, 3, 0), 5);
    assertEquals(2, counters.lost());
  }

  /** Captured verbatim from an STU-540, and the values of an STU-430V, both in the vendor's FAQ. */
  @Test
  void readsInformationOfRealDevices() throws Exception {
    byte[] stu540 = HEX.parseHex("08 53 54 55 2d 35 34 30 00 00 01 00 00 02 00 00 00");
    StuAnswers.Information information = StuAnswers.Information.decode(stu540);
    assertEquals("STU-540", information.modelName());
    assertEquals("1.00", information.firmware());
    byte[] stu430 = HEX.parseHex("08 53 54 55 2d 34 33 30 56 00 01 04 00 bb 00 00 00");
    assertEquals("STU-430V", StuAnswers.Information.decode(stu430).modelName());
    assertEquals("1.04", StuAnswers.Information.decode(stu430).firmware());
  }

  /** Values of a real STU-430V in the vendor's FAQ. */
  @Test
  void readsAndWritesCapability() throws Exception {
    String report = "09 25 80 17 70 03 ff 01 40 00 c8 c8 09 ec 03 00 00";
    PadIdentity.Capability capability = StuAnswers.capability(HEX.parseHex(report));
    assertEquals(new PadIdentity.Capability(9600, 6000, 1023, 320, 200, 200, 2540, 3), capability);
    assertEquals(report, HEX.formatHex(StuAnswers.capability(capability)));
  }

  @Test
  void refusesAnswersThatAreShortOrOfAnotherReport() {
    assertThrows(
        PadException.Malformed.class, () -> StuAnswers.capability(HEX.parseHex("09 25 80")));
    assertThrows(PadException.Malformed.class, () -> StuAnswers.capability(new byte[17]));
    assertThrows(
        PadException.Malformed.class,
        () ->
            StuAnswers.Information.decode(HEX.parseHex("09 00 00 00 00 00 00 00 00 00 00 00 00")));
  }

  @Test
  void picturesGoInBlocksWithLittleEndianLengths() {
    List<byte[]> reports =
        StuCommands.image(new StuImage(0, PadPicture.blank(320, 200).bits()), 256);
    assertEquals(1 + 32 + 1, reports.size());
    assertArrayEquals(new byte[] {0x25, 0}, reports.getFirst());
    assertEquals("26 fd 00 ff", HEX.formatHex(reports.get(1), 0, 4));
    // 8000 = 31 * 253 + 157; the last block is padded to the report's length.
    assertEquals("26 9d 00 ff", HEX.formatHex(reports.get(32), 0, 4));
    assertEquals(256, reports.get(32).length);
    assertEquals(0, reports.get(32)[255]);
    assertArrayEquals(new byte[] {0x27, 0}, reports.getLast());
  }
}
