// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.iso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PenSample;
import org.penseal.pad.ink.Dropped;
import org.penseal.pad.ink.InkDocument;

/** Bytes of the full format of ISO/IEC 19794-7:2007, clause 8, written out by hand. */
class SignatureSeriesTest {
  private static final Ink.Space SPACE = new Ink.Space(4800, 3000, 1023, 50);

  /** X, Y, T, F, S; X and Y 50,000 in a metre (2^15 · (1 + 1077/2048)), T 1000 in a second. */
  private static final String HEADER =
      "53444900 20313000 c160"
          + "e0 fc35 8000 92c0"
          + "e0 fc35 8000 8bb8"
          + "80 cfa0"
          + "60 0000 03ff"
          + "00"
          + "00";

  private static final String POINTS =
      "80c8 8064 0000 01f4 01"
          + "80c9 8066 0007 0200 01"
          + "80ca 8068 000d 0000 00"
          + "8000 8000 0042 0000 00";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static Ink ink() {
    return new Ink(
        SPACE,
        List.of(
            new PenSample(200, 100, 500, true, 1, 0, 1, 0),
            new PenSample(201, 102, 512, true, 1, 7, 2, 0),
            new PenSample(202, 104, 0, true, 0, 13, 3, 0),
            new PenSample(0, 0, 0, false, 0, 66, 4, 0)),
        0);
  }

  @Test
  void fileIsWrittenToTheOctet() {
    byte[] expected = bytes(HEADER + "00 000004" + POINTS);
    assertEquals(
        HexFormat.of().formatHex(expected),
        HexFormat.of().formatHex(SignatureSeriesWriter.write(InkDocument.of(ink()))));
  }

  @Test
  void countOfPointsAndCountOfOctetsAreBothRead() throws Exception {
    for (String count : List.of("000004", "000024")) {
      InkDocument read =
          SignatureSeriesReader.document(bytes(HEADER + "00" + count + POINTS), SPACE);
      assertEquals(InkDocument.of(ink()), read, count);
    }
  }

  @Test
  void extendedDataIsLeftOutAndSaid() throws Exception {
    byte[] file = bytes(HEADER + "01 000004" + POINTS + "0003 010203");
    InkDocument read = SignatureSeriesReader.document(file, SPACE);
    assertEquals(ink(), read.ink());
    assertEquals(Set.of(Dropped.EXTENDED_DATA), read.dropped());
  }

  @Test
  void constantChannelIsReadWhetherItIsInThePointsOrNot() throws Exception {
    // X, Y, DT constant 10 by its mean (flag bits scaling, mean, constant), F.
    String header =
        "53444900 20313000 c0c0" + "80 fc35" + "80 fc35" + "94 cfa0 000a" + "20 03ff" + "00 00";
    byte[] omitted = bytes(header + "000002" + "80c8 8064 01f4" + "80c9 8066 0200");
    byte[] there = bytes(header + "000002" + "80c8 8064 000a 01f4" + "80c9 8066 000a 0200");
    Ink read = SignatureSeriesReader.document(omitted, SPACE).ink();
    assertEquals(read, SignatureSeriesReader.document(there, SPACE).ink());
    assertEquals(10, read.samples().get(1).timeMs());
    assertEquals(512, read.samples().get(1).pressure());
  }

  @Test
  void fileCutAnywhereIsRefused() {
    byte[] whole = bytes(HEADER + "00 000004" + POINTS);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(
          PadException.UnreadableFile.class,
          () -> SignatureSeriesReader.document(cut, SPACE),
          () -> "cut after " + cut.length);
    }
  }

  @Test
  void longSignatureIsTimedByDifferences() throws Exception {
    Ink slow =
        new Ink(
            SPACE,
            List.of(
                new PenSample(200, 100, 500, true, 1, 0, 1, 0),
                new PenSample(201, 102, 512, true, 1, 50_000, 2, 0),
                new PenSample(202, 104, 512, true, 1, 100_000, 3, 0)),
            0);
    byte[] file = SignatureSeriesWriter.write(InkDocument.of(slow));
    assertEquals(slow, SignatureSeriesReader.document(file, SPACE).ink());
  }

  @Test
  void scalingIsExponentAndFraction() {
    assertEquals(1.0, Scaling.decode(16 << 11));
    assertEquals(65_520, Scaling.decode(0xFFFF));
    assertEquals(Math.scalb(1, -16), Scaling.decode(0));
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      assertEquals(bits, Scaling.encode(Scaling.decode(bits)));
    }
    assertThrows(IllegalArgumentException.class, () -> Scaling.encode(65_536));
  }
}
