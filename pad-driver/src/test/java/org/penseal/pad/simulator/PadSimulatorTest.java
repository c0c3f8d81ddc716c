// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.Ink;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.protocol.PenReport;
import org.penseal.pad.simulator.hand.Handwriting;
import org.penseal.pad.transport.SerialTransport;

/** The simulated pad's side of the protocol, byte by byte over the line. */
@Timeout(600)
class PadSimulatorTest {
  private static final PadModel MODEL = PadCatalog.load().byId("stu-430v").orElseThrow();
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private PadSimulator simulator = start(SimulatedCustomer.nobody());
  private final StuFrameDecoder decoder = new StuFrameDecoder();
  private final ArrayDeque<byte[]> came = new ArrayDeque<>();
  private SerialTransport line = open();

  private static PadSimulator start(SimulatedCustomer customer) {
    try {
      return PadSimulator.start(
          new PadSimulator.Setup(MODEL, "5JZQS00032", Optional.empty(), customer, 20));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private SerialTransport open() {
    try {
      return SerialTransport.open(
          simulator.path().toString(), MODEL.serial().orElseThrow().bauds().getLast());
    } catch (org.penseal.pad.PadException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void freshLine() {
    came.clear();
  }

  @AfterEach
  void switchOff() {
    line.close();
    simulator.close();
  }

  private byte[] next() throws Exception {
    byte[] buffer = new byte[2048];
    while (came.isEmpty()) {
      int count = line.read(buffer, LONG);
      assertTrue(count > 0, "nothing came");
      decoder.accept(buffer, count, came::add);
    }
    return came.removeFirst();
  }

  private String ask(String report) throws Exception {
    line.write(StuFrame.encode(HEX.parseHex(report)));
    return HEX.formatHex(next());
  }

  @Test
  void answersWithTheReportsOfTheFamily() throws Exception {
    // Vendor's documented report layouts; capability as a real STU-430V gave it.
    assertEquals("09 25 80 17 70 03 ff 01 40 00 c8 c8 09 ec 03 00 00", ask("80 09"));
    assertEquals("08 53 54 55 2d 34 33 30 56 00 01 00 00 00 00 00 00", ask("80 08"));
    assertEquals("06 05 6a 00 a6 01 00 00 00", ask("80 06"));
    assertEquals("0b 35 4a 5a 51 53 30 30 30 33 32", ask("80 0b"));
    assertEquals("03 00 00 00 00", ask("80 03"));
    assertEquals("22 15 00 10 00", ask("80 22"));
    assertEquals("2a 00 00 00 00 3f 01 c7 00", ask("80 2a"));
    assertEquals("21 01", ask("80 21"));
    String sizes = ask("80 ff");
    assertEquals(512, HEX.parseHex(sizes).length);
    assertTrue(sizes.startsWith("ff 00 00 07"));
  }

  @Test
  void refusesByTheErrorCodesOfTheFamily() throws Exception {
    assertEquals("81 01", ask("80 0f"), "no such report");
    assertEquals("81 01", ask("77 00"), "no such report");
    assertEquals("81 02", ask("26 01 00 ff"), "image data without a start");
    assertEquals("03 00 02 00 00", ask("80 03"), "the status keeps the latest result");
    assertEquals("81 02", ask("27 00"), "end without a start");
    assertEquals("81 10", ask("25 04"), "24-bit images are not for this model");
    assertEquals("81 15", ask("24 00 01 00 00 00 00 40 01 c7 00"), "right edge is 319");
    assertEquals("81 00", ask("25 00"));
    assertEquals("03 01 00 00 00", ask("80 03"), "state is image");
    assertEquals("81 02", ask("20 00"), "no clearing while an image comes");
    assertEquals("81 04", ask("26 ff 00 00"), "length beyond the report");
    assertEquals("81 00", ask("27 01"));
    assertEquals("03 00 00 00 00", ask("80 03"));
    assertEquals("81 04", ask("32 02"), "option mode 2 is not for this model");
    assertEquals("81 01", ask("c0" + " 00".repeat(64)), "no chip");
  }

  @Test
  void imageOverItsSizeIsRefused() throws Exception {
    assertEquals("81 00", ask("24 00 01 00 00 00 00 07 00 00 00"));
    assertEquals("81 00", ask("26 01 00 00"));
    assertEquals("81 11", ask("26 01 00 00"));
    assertEquals("81 00", ask("27 00"));
    assertFalse(simulator.picture().white(7, 0));
    assertTrue(simulator.picture().white(8, 0));
  }

  @Test
  void penReportsHaveSequenceFromOneAndStepsOfSixAndSevenMs() throws Exception {
    Ink ink = Handwriting.write("王", MODEL, 5);
    simulator.customer(SimulatedCustomer.signs(ink));
    assertEquals("81 00", ask("32 03"));
    assertEquals("81 00", ask("21 01"));
    List<byte[]> reports = new ArrayList<>();
    while (reports.isEmpty() || reports.getLast()[1] != 0) {
      reports.add(next());
    }
    assertEquals(ink.samples().size(), reports.size());
    List<Long> steps = new ArrayList<>();
    for (int i = 0; i < reports.size(); i++) {
      assertEquals(i + 1, PenReport.decode(reports.get(i)).sequence());
      if (i > 0) {
        steps.add(
            PenReport.decode(reports.get(i)).timeMs()
                - PenReport.decode(reports.get(i - 1)).timeMs());
      }
    }
    // As captured from a real device: 6 and 7 ms at 150 Hz, then one all-zero report after 53 ms.
    assertEquals(53, steps.removeLast());
    assertTrue(steps.stream().allMatch(s -> s == 6 || s == 7), steps.toString());
    assertTrue(PenReport.decode(reports.getLast()).leaves());
  }

  @Test
  void penIsReportedWhetherThePadDrawsOrNot() throws Exception {
    assertEquals("81 00", ask("21 00"));
    Ink ink = Handwriting.write("王", MODEL, 5);
    simulator.customer(SimulatedCustomer.signs(ink).hovering(ink));
    byte[] report = next();
    assertEquals(1, report[0]);
    assertEquals(0x80, report[1] & 0xFF, "near, without pressure");
  }

  @Test
  void withoutOptionModePenReportsAreBare() throws Exception {
    simulator.customer(SimulatedCustomer.signs(Handwriting.write("王", MODEL, 5)));
    assertEquals("81 00", ask("21 01"));
    byte[] report = next();
    assertEquals(7, report.length);
    assertEquals(1, report[0]);
  }

  @Test
  void repeatSendsExactlyTheReportsAskedFor() throws Exception {
    Ink ink = Handwriting.write("王", MODEL, 5);
    long wanted = ink.samples().size() * 2L + 7;
    simulator.customer(new SimulatedCustomer(List.of(new SimulatedCustomer.Repeat(ink, wanted))));
    ask("32 03");
    ask("21 01");
    for (long i = 1; i <= wanted; i++) {
      assertEquals(i, PenReport.decode(next()).sequence());
    }
    long end = System.nanoTime() + LONG.toNanos();
    while (!simulator.customerIsDone() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertTrue(simulator.customerIsDone());
    assertEquals(0, line.read(new byte[64], Duration.ofMillis(100)));
  }

  @Test
  void linkLeadsToThePadUntilItIsSwitchedOff(@TempDir Path folder) throws Exception {
    Path link = folder.resolve("tty");
    simulator.link(link);
    assertEquals(simulator.path(), Files.readSymbolicLink(link));
    simulator.close();
    assertFalse(Files.exists(link, java.nio.file.LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void chipThatDoesNotFitTheModelIsRefused() {
    PadModel reference = PadCatalog.load().byId("penseal-ref").orElseThrow();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PadSimulator.Setup(
                reference, "A", Optional.empty(), SimulatedCustomer.nobody(), 1));
  }
}
