// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol.hid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.protocol.PenMessage;
import org.penseal.pad.protocol.PenMessage.Broken;
import org.penseal.pad.protocol.PenMessage.Left;
import org.penseal.pad.protocol.PenMessage.Nothing;
import org.penseal.pad.protocol.PenMessage.Position;
import org.penseal.pad.simulator.firmware.DigitizerFirmware;
import org.penseal.pad.simulator.firmware.EpadFirmware;
import org.penseal.pad.simulator.firmware.StuDescriptor;

class DigitizerReportsTest {
  private static final PadModel MODEL = PadCatalog.load().byId("hid-digitizer").orElseThrow();
  private static final byte[] TABLET = new DigitizerFirmware(MODEL, r -> {}).reportDescriptor();

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @Test
  void simulatedTabletDescribesItselfAsTheCatalogueDoes() throws Exception {
    PadModel.Tablet tablet = DigitizerReports.of(TABLET, 1).tablet();
    assertEquals(MODEL.maxX(), tablet.maxX());
    assertEquals(MODEL.maxY(), tablet.maxY());
    assertEquals(MODEL.maxPressure(), tablet.maxPressure());
    assertEquals(MODEL.unitsPerMm(), tablet.unitsPerMm(), 1e-9);
  }

  @Test
  void positionsAreReadByTheDescriptor() throws Exception {
    DigitizerReports reports = DigitizerReports.of(TABLET, 1);
    assertEquals(
        new Position(21600, 13500, 2047, true), reports.accept(hex("01 21 6054 bc34 ff07")));
    assertEquals(new Position(1, 2, 0, false), reports.accept(hex("01 20 0100 0200 ff07")));
    assertEquals(new Left(), reports.accept(hex("01 00 0100 0200 0000")));
    assertEquals(new Nothing(), reports.accept(hex("02 20 0100 0200 0000")), "another report");
    assertEquals(new Nothing(), reports.accept(hex("01 20 6154 0200 0000")), "out of range");
    assertEquals(new Broken(), reports.accept(hex("01 20 0100 02")));
    assertEquals(new Nothing(), reports.accept(new byte[0]));
  }

  /** As an open driver's author read it from the device (docs/PADS.md). */
  @Test
  void descriptorOfARealDeviceIsReadFieldByField() throws Exception {
    PadModel epad = PadCatalog.load().byId("epadlink-epad").orElseThrow();
    byte[] real = new EpadFirmware(epad, r -> {}, r -> {}).reportDescriptor();
    assertEquals(124, real.length);
    List<InputField> fields = ReportDescriptor.inputs(real);
    assertEquals(6, ReportDescriptor.bytesOf(fields));
    InputField x = fields.stream().filter(f -> f.usage() == 0x010030).findFirst().orElseThrow();
    InputField y = fields.stream().filter(f -> f.usage() == 0x010031).findFirst().orElseThrow();
    InputField tip = fields.stream().filter(f -> f.usage() == 0x0D0033).findFirst().orElseThrow();
    assertEquals(List.of(8, 16, 2896L), List.of(x.bit(), x.size(), x.logicalMax()));
    assertEquals(List.of(24, 16, 1370L), List.of(y.bit(), y.size(), y.logicalMax()));
    assertEquals(5, tip.bit());
    assertEquals(8.96 * 25.4, x.range().lengthMm(), 1e-6);
    assertEquals(5.12 * 25.4, y.range().lengthMm(), 1e-6);
    // Its top collection is of a vendor's page: no digitizer by the letter.
    assertThrows(PadException.Malformed.class, () -> DigitizerReports.of(real, 10));
  }

  @Test
  void virtualStuDescriptorHasEveryInputReportInItsLength() throws Exception {
    for (PadModel model : PadCatalog.load().models()) {
      if (model.family() == PadModel.Family.STU) {
        List<InputField> fields = ReportDescriptor.inputs(StuDescriptor.of(model.reports()));
        int pen = model.countsItself() ? 0x34 : 0x01;
        List<InputField> report = fields.stream().filter(f -> f.reportId() == pen).toList();
        assertEquals(
            model.reports().getOrDefault(pen, 0) - 1, ReportDescriptor.bytesOf(report), model.id());
        assertTrue(fields.stream().allMatch(f -> f.application() == 0xFF000001));
      }
    }
  }

  @Test
  void unitsMayDifferAndBeMissing() throws Exception {
    // No unit: x 0..10000, y 0..5000 at the usual 50 a millimetre.
    byte[] plain =
        hex("050d0902a101094215002501750195018102750781030501751026102709308102268813 09318102c0");
    PadModel.Tablet tablet = DigitizerReports.of(plain, 50).tablet();
    assertEquals(10000, tablet.maxX());
    assertEquals(5000, tablet.maxY());
    assertEquals(50, tablet.unitsPerMm(), 1e-9);
    assertEquals(1, tablet.maxPressure());
    // Without an id and without in range every report is one of a pen that is near.
    DigitizerReports reports = DigitizerReports.of(plain, 50);
    assertEquals(new Position(10000, 5000, 1, true), reports.accept(hex("01 1027 8813")));
    // y half as fine as x, both 100 mm (unit centimetre, exponent -2 as a nibble).
    byte[] skew =
        hex(
            "050d0902a101094215002501750195018102750781030501751035006511550e46e803"
                + "26102709308102268813 09318102c0");
    PadModel.Tablet square = DigitizerReports.of(skew, 1).tablet();
    assertEquals(100, square.unitsPerMm(), 1e-9);
    assertEquals(10000, square.maxY());
    assertEquals(
        new Position(5000, 5000, 0, false),
        DigitizerReports.of(skew, 1).accept(hex("00 8813 c409")));
  }

  @Test
  void descriptorThatLiesIsATypedError() {
    String head = "050d0902a1010942150025017501950181027507810305017510";
    List<String> lies =
        List.of(
            "",
            // Only a tip.
            "050d0902a1010942150025017501950181 02c0",
            // x from 100 to 100.
            head + "1664002664000930810209318102c0",
            // Larger than its bits: 0..1000000 in 16 bits.
            head + "2740420f000930810209318102c0",
            // A kilometre wide.
            head + "350065115503 46e803 26102709308102 09318102c0",
            // Ends within an item.
            head + "26",
            // A billion bits.
            head + "750896ffff97ffffff7f8102c0",
            // More pops than pushes; more ends than collections.
            head + "b4",
            "c0");
    for (String lie : lies) {
      assertThrows(PadException.Malformed.class, () -> DigitizerReports.of(hex(lie), 1), lie);
    }
    assertThrows(PadException.Malformed.class, () -> DigitizerReports.of(new byte[5000], 1));
    byte[] deep = new byte[400];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = (byte) 0xA1;
    }
    assertThrows(PadException.Malformed.class, () -> DigitizerReports.of(deep, 1));
  }

  /** Whatever a device says of itself: a typed error or a parser that keeps within its words. */
  @Test
  void damagedDescriptorsDoNoHarm() {
    Random random = new Random(11);
    Assertions.assertTimeout(
        Duration.ofSeconds(120),
        () -> {
          int read = 0;
          for (int i = 0; i < 60_000; i++) {
            byte[] damaged = TABLET.clone();
            int harms = 1 + random.nextInt(3);
            for (int h = 0; h < harms; h++) {
              damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
              damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            read += harmless(damaged, random) ? 1 : 0;
          }
          assertTrue(read > 1000, "some are still digitizers: " + read);
        });
  }

  private static boolean harmless(byte[] descriptor, Random random) {
    DigitizerReports reports;
    try {
      reports = DigitizerReports.of(descriptor, 100);
    } catch (PadException.Malformed e) {
      return false;
    }
    for (int j = 0; j < 8; j++) {
      byte[] report = new byte[random.nextInt(20)];
      random.nextBytes(report);
      if (report.length > 0) {
        report[0] = 1;
      }
      PenMessage said = reports.accept(report);
      if (said instanceof Position p) {
        assertTrue(p.x() >= 0 && p.x() <= reports.tablet().maxX(), "x " + p.x());
        assertTrue(p.y() >= 0 && p.y() <= reports.tablet().maxY(), "y " + p.y());
        assertTrue(p.pressure() >= 0 && p.pressure() <= reports.tablet().maxPressure());
      }
    }
    return true;
  }
}
