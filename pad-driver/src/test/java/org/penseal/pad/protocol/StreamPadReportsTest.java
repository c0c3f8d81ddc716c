// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.frame.TopazDecoder;
import org.penseal.pad.protocol.PenMessage.Answer;
import org.penseal.pad.protocol.PenMessage.Broken;
import org.penseal.pad.protocol.PenMessage.Key;
import org.penseal.pad.protocol.PenMessage.Left;
import org.penseal.pad.protocol.PenMessage.Nothing;
import org.penseal.pad.protocol.PenMessage.Position;

/** Packets and reports of the pads that send by themselves; layouts as docs/PADS.md gives them. */
class StreamPadReportsTest {
  private static final PadCatalog CATALOG = PadCatalog.load();

  private static PadModel model(String id) {
    return CATALOG.byId(id).orElseThrow();
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @Test
  void topazPressureHoldsForThePositionsThatFollow() {
    TopazPackets packets = new TopazPackets(model("topaz-siglite-1x5"));
    // Pen down at 1000, 900, before any pressure was told.
    assertEquals(new Position(1000, 900, 0, true), packets.accept(hex("C1 68 07 04 07")));
    assertEquals(new Nothing(), packets.accept(hex("DC 00 00 00 04")));
    assertEquals(new Position(1000, 900, 512, true), packets.accept(hex("C1 68 07 04 07")));
    assertEquals(new Position(1000, 900, 512, true), packets.accept(hex("C5 68 07 04 07")));
    assertEquals(new Position(1000, 900, 512, true), packets.accept(hex("D1 68 07 04 07")));
    // Near only; far.
    assertEquals(new Position(1000, 900, 0, false), packets.accept(hex("C0 68 07 04 07")));
    assertEquals(new Left(), packets.accept(hex("80 68 07 04 07")));
    assertEquals(new Position(1000, 900, 0, true), packets.accept(hex("C1 68 07 04 07")));
    assertEquals(new Position(1000, 900, 0, true), packets.accept(hex("81 68 07 04 07")), "down");
  }

  @Test
  void topazTellsItsDeviceAndIgnoresNoiseAndReservedTypes() {
    TopazPackets packets = new TopazPackets(model("topaz-siglite-1x5"));
    assertEquals(-1, packets.model());
    // Type 2: d0 = 21 << 2 | 1, d1 = 0x1234: model 21, serial 1 << 16 | 0x1234.
    assertEquals(new Answer(TopazPackets.DEVICE), packets.accept(hex("C8 55 00 34 24")));
    assertEquals(21, packets.model());
    assertEquals(0x11234, packets.serialNumber());
    assertEquals(new Nothing(), packets.accept(hex("C1 7F 1F 7F 1F")), "FFF, FFF is noise");
    assertEquals(new Position(4095, 900, 0, true), packets.accept(hex("C1 7F 1F 04 07")));
    assertEquals(new Nothing(), packets.accept(hex("D4 00 00 00 00")));
    assertEquals(new Nothing(), packets.accept(hex("D8 00 00 00 00")));
    assertEquals(new Answer(3), packets.accept(hex("CC 00 00 00 00")));
    assertEquals(new Broken(), packets.accept(hex("C1 68 07 04")));
  }

  @Test
  void topazFormatOneHasSixBitsInAByte() {
    TopazPackets packets = new TopazPackets(model("topaz-siggem-lcd-1x5"));
    // 1000 = 15 << 6 | 40, 900 = 14 << 6 | 4; near is bit 2, which makes it a type 1.
    assertEquals(new Position(1000, 900, 0, true), packets.accept(hex("45 28 0F 04 0E")));
    assertEquals(new Nothing(), packets.accept(hex("5D 00 00 00 08")));
    assertEquals(new Position(1000, 900, 512, true), packets.accept(hex("45 28 0F 04 0E")));
    assertEquals(new Left(), packets.accept(hex("40 28 0F 04 0E")));
    // Types 0 and 4 have no bit 2: a pen that is down writes all the same.
    assertEquals(new Position(1000, 900, 0, true), packets.accept(hex("41 28 0F 04 0E")));
    assertEquals(new Position(1000, 900, 0, true), packets.accept(hex("51 28 0F 04 0E")));
  }

  @Test
  void topazPacketsAreFoundInAnyPiecesAndAfterEveryHarm() {
    byte[] good = hex("C1 68 07 04 07");
    // Noise before; a packet cut short; a start byte within one.
    byte[] stream = hex("15 2A C1 68 07 04 07 C1 68 C1 68 07 04 07 C1 68 87 04 07 C1 68 07 04 07");
    for (int piece = 1; piece <= stream.length; piece++) {
      TopazDecoder decoder = new TopazDecoder(false);
      List<String> found = new ArrayList<>();
      for (int at = 0; at < stream.length; at += piece) {
        int length = Math.min(piece, stream.length - at);
        byte[] part = java.util.Arrays.copyOfRange(stream, at, at + length);
        decoder.accept(part, length, p -> found.add(HexFormat.of().formatHex(p)));
      }
      String packet = HexFormat.of().formatHex(good);
      assertEquals(List.of(packet, packet, packet), found);
      assertEquals(2, decoder.noise());
      assertEquals(2, decoder.dropped());
    }
  }

  @Test
  void hanvonEventsOfPenStripsAndCommands() {
    PadModel model = model("hanvon-esp370u");
    HanvonReports reports = new HanvonReports(model);
    assertEquals(new Answer(0x88), reports.accept(hex("02 88 00 74 00 14 65 00")));
    assertEquals(new Answer(0x11), reports.accept(hex("02 55 05 11 70 ff ff ff")));
    assertEquals(new Answer(0x33), reports.accept(hex("02 55 05 33 70 ff ff ff")));
    assertEquals(new Key(PadButton.CLEAR), reports.accept(hex("02 55 01 02 03 04 00 00")));
    assertEquals(new Key(PadButton.OK), reports.accept(hex("02 55 01 02 03 04 00 ff")));
    assertEquals(
        new Position(model.maxX(), model.maxY(), 1024, true),
        reports.accept(hex("02 b0 00 18 00 20 00 04")));
    assertEquals(new Position(0, 1, 16, true), reports.accept(hex("02 a1 00 00 01 00 10 00")));
    assertEquals(new Position(0, 1, 0, false), reports.accept(hex("02 e0 00 00 01 00 10 00")));
    assertEquals(new Position(0, 1, 0, false), reports.accept(hex("02 a0 00 00 01 00 10 00")));
    assertEquals(new Broken(), reports.accept(hex("02 a0 00")));
    assertEquals("058870", HexFormat.of().formatHex(HanvonReports.command(HanvonReports.INIT)));
  }

  @Test
  void epadKeysArePressedOnceAndThePenLeaves() {
    PadModel model = model("epadlink-epad");
    EpadReports reports = new EpadReports(model);
    assertEquals(
        new Position(model.maxX(), model.maxY(), 127, true),
        reports.accept(hex("60 50 0b 5a 05 7f")));
    assertEquals(new Position(0, 0, 0, false), reports.accept(hex("40 00 00 00 00 05")));
    assertEquals(new Key(PadButton.CLEAR), reports.accept(hex("01 00 00 00 00 00")));
    assertEquals(new Left(), reports.accept(hex("01 00 00 00 00 00")), "held");
    assertEquals(new Left(), reports.accept(hex("00 00 00 00 00 00")));
    assertEquals(new Key(PadButton.OK), reports.accept(hex("02 00 00 00 00 00")));
    assertEquals(new Broken(), reports.accept(hex("60 50 0b 5a 05")));
  }

  @Test
  void noBytesMakeAParserFail() {
    Random random = new Random(7);
    List<PenMessage.Parser> parsers =
        List.of(
            new TopazPackets(model("topaz-clipgem")),
            new TopazPackets(model("topaz-siggem-lcd-1x5")),
            new HanvonReports(model("hanvon-esp370u")),
            new EpadReports(model("epadlink-epad")));
    for (int i = 0; i < 200_000; i++) {
      byte[] report = new byte[random.nextInt(12)];
      random.nextBytes(report);
      if (report.length > 0 && random.nextBoolean()) {
        report[0] = 2;
      }
      for (PenMessage.Parser parser : parsers) {
        PenMessage said = parser.accept(report);
        assertNotNull(said);
        if (said instanceof Position p) {
          // Every position is one that a sample can hold.
          assertNotNull(
              new org.penseal.pad.PenSample(p.x(), p.y(), p.pressure(), true, 0, 0, 0, 0));
        }
      }
    }
  }
}
