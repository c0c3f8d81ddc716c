// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.LinkBroken.Why;
import org.penseal.pad.chip.PadChip;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.transport.FeatureTransport;
import org.penseal.pad.transport.Recorder;
import org.penseal.pad.transport.Recording;
import org.penseal.pad.transport.RecordingFeatureTransport;

/** The secure link over HID in memory. */
@Timeout(600)
class HidSecureLinkTest {
  @TempDir Path folder;
  private PadSimulator simulator;

  @BeforeEach
  void start() throws Exception {
    simulator =
        PadSimulator.inMemory(
            new PadSimulator.Setup(
                PadRig.model("penseal-ref"),
                "PS00000001",
                Optional.of(PadRig.chip(folder, Clock.systemUTC())),
                SimulatedCustomer.signs(PadRig.writing()),
                20));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private static Pad open(FeatureTransport device) throws PadException {
    return new PadDriver(PadRig.CATALOG, new Random(1))
        .openHid(device, PadRig.model("penseal-ref"));
  }

  private static void captures(Pad pad) throws PadException {
    pad.startCapture();
    Optional<PadEvent> event = pad.next(PadRig.LONG);
    while (event.isPresent() && event.get() instanceof PadEvent.Pen) {
      event = pad.next(PadRig.LONG);
    }
    assertEquals(Optional.of(new PadEvent.Pressed(PadButton.OK)), event);
    assertEquals(0, pad.stopCapture().lostReports());
  }

  private static Why failure(Pad pad) {
    return assertThrows(
            PadException.LinkBroken.class,
            () -> {
              long end = System.nanoTime() + PadRig.LONG.toNanos();
              while (System.nanoTime() < end) {
                Optional<PadEvent> event = pad.next(Duration.ofSeconds(1));
                assertFalse(event.orElse(null) instanceof PadEvent.Pressed, "capture ended well");
              }
            })
        .why;
  }

  @Test
  void customerOfEveryCaptureSignsInEachOfThem() throws Exception {
    simulator.customer(SimulatedCustomer.signs(PadRig.writing()).inEveryCapture());
    try (Pad pad = open(simulator.openHid())) {
      captures(pad);
      captures(pad);
      captures(pad);
    }
  }

  @Test
  void neitherInkNorPinNorPictureCanBeReadOnTheBus() throws Exception {
    Recorder recorder = Recorder.inMemory();
    try (Pad pad = open(new RecordingFeatureTransport(simulator.openHid(), recorder))) {
      assertEquals("sm2-sm4-hmac-sm3", pad.link().protection());
      new PadChip(pad.secureElement()).verifyPin(PadRig.PIN);
      pad.show(PadRig.picture(5));
      assertEquals(PadRig.picture(5), simulator.picture());
      captures(pad);
    }
    List<Recording.Passage> passages = recorder.recording().passages();
    int confirm = -1;
    int end = -1;
    for (int i = 0; i < passages.size(); i++) {
      confirm = passages.get(i).hex().startsWith("c203") ? i : confirm;
      // The last one ends the link; a pen that is still near is in clear after it.
      end = passages.get(i).hex().startsWith("c4") ? i : end;
    }
    assertTrue(confirm > 0 && end > confirm);
    String pin = HexFormat.of().formatHex(PadRig.PIN);
    int sealed = 0;
    for (Recording.Passage passage : passages.subList(confirm + 1, end + 1)) {
      assertTrue(passage.hex().matches("c[45].*"), passage.toLine());
      assertFalse(passage.hex().contains(pin));
      sealed++;
    }
    assertTrue(sealed > 150, "sealed: " + sealed);
  }

  // Of a host that is kept waiting, the start is still under way when the pen's reports come.
  private static Why found(Pad pad) throws Exception {
    try {
      pad.startCapture();
    } catch (PadException.LinkBroken e) {
      return e.why;
    }
    return failure(pad);
  }

  @ParameterizedTest
  @CsvSource({"lost, MISSING", "repeated, REPEATED", "swapped, MISSING", "injected, ALTERED"})
  void whatHappensToARecordIsFoundAndANewOpeningWorks(String fault, Why why) throws Exception {
    try (Pad pad = open(simulator.openHid())) {
      simulator.faults(
          switch (fault) {
            case "lost" -> Faults.losing(30);
            case "repeated" -> Faults.damaging(30, Carrier.Damage.REPEATED);
            case "swapped" -> Faults.damaging(30, Carrier.Damage.SWAPPED);
            default -> Faults.injectingAfter(30);
          });
      assertEquals(why, found(pad));
      assertEquals(why, assertThrows(PadException.LinkBroken.class, pad::clear).why);
    }
    simulator.faults(Faults.none());
    simulator.customer(SimulatedCustomer.signs(PadRig.writing()));
    try (Pad pad = open(simulator.openHid())) {
      captures(pad);
    }
  }

  /** A second program at the device file: what it sets in clear is not done. */
  @Test
  void clearReportIsNotTakenWhileTheLinkIsSecured() throws Exception {
    try (Pad pad = open(simulator.openHid())) {
      pad.show(PadRig.picture(1));
      assertFalse(simulator.device().firmware().setFeature(new byte[] {0x20, 0}));
      assertEquals(PadRig.picture(1), simulator.picture());
      // It may still ask who this is.
      assertTrue(simulator.device().firmware().getFeature(8).isPresent());
      assertTrue(simulator.device().firmware().getFeature(0x2A).isEmpty());
      pad.clear();
    }
  }

  @Test
  void hostThatDoesNotProveItselfIsRefused() throws Exception {
    FeatureTransport device = simulator.openHid();
    byte[] confirm = new byte[256];
    confirm[0] = (byte) 0xC2;
    confirm[1] = 3;
    assertThrows(PadException.Gone.class, () -> device.setFeature(confirm));
    assertThrows(PadException.Gone.class, () -> device.getFeature(0xC2, 256));
    try (Pad pad = open(device)) {
      pad.clear();
    }
  }

  /** A host died without a goodbye; the next one takes over, with a link or without. */
  @Test
  void nextHostOpensAPadThatWasLeftSecured() throws Exception {
    open(simulator.openHid());
    try (Pad pad = open(simulator.openHid())) {
      assertEquals("sm2-sm4-hmac-sm3", pad.link().protection());
      pad.show(PadRig.picture(2));
    }
    open(simulator.openHid());
    Recorder recorder = Recorder.inMemory();
    try (Pad pad =
        new PadDriver(PadRig.CATALOG, new Random(1))
            .open(simulator.openHid(), PadRig.model("penseal-ref"), recorder)) {
      assertEquals("clear", pad.link().protection());
      captures(pad);
    }
    assertTrue(recorder.recording().passages().stream().anyMatch(p -> p.hex().startsWith("34")));
  }
}
