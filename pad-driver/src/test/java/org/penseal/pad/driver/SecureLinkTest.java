// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pad.LinkMemory;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.LinkBroken.Why;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.chip.PadChip;
import org.penseal.pad.driver.place.PadUri;
import org.penseal.pad.driver.stu.SerialLink;
import org.penseal.pad.driver.stu.StuOpening;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.transport.SerialTransport;
import org.penseal.pad.transport.Transport;

/** The secure link over a real serial line. */
@Tag("slow")
@Timeout(600)
class SecureLinkTest {
  @TempDir Path folder;

  private PadSimulator simulator(SimulatedCustomer customer) throws Exception {
    SimulatedChip chip = PadRig.chip(folder, Clock.systemUTC());
    return PadSimulator.start(
        new PadSimulator.Setup(
            PadRig.model("penseal-ref"), "PS00000001", Optional.of(chip), customer, 20));
  }

  private static Pad open(PadSimulator simulator, String options) throws PadException {
    return new PadDriver(PadRig.CATALOG, new Random(1)).open(simulator.uri() + options);
  }

  private static SimulatedCustomer customer() {
    return SimulatedCustomer.signs(PadRig.writing());
  }

  /** The failure that ends a capture. */
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

  // The pen may be faster than the host takes the answer to the start, which then breaks.
  private static Why brokenCapture(Pad pad) throws PadException {
    try {
      pad.startCapture();
    } catch (PadException.LinkBroken e) {
      return e.why;
    }
    return failure(pad);
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

  @Test
  void padWithAChipIsOpenedOverASecureLinkAndSaysByWhichCertificate() throws Exception {
    try (PadSimulator simulator = simulator(customer());
        Pad pad = open(simulator, "")) {
      assertEquals("sm2-sm4-hmac-sm3", pad.link().protection());
      X509Certificate link = pad.link().certificate().orElseThrow();
      boolean[] usage = link.getKeyUsage();
      assertTrue(usage[4]);
      assertFalse(usage[0]);
      assertEquals(List.of(SimulatedDeviceAuthority.LINK_USAGE), link.getExtendedKeyUsage());
      link.verify(
          SimulatedDeviceAuthority.in(folder, Clock.systemUTC(), new SecureRandom())
              .certificate()
              .getPublicKey(),
          "BC");
      captures(pad);
    }
  }

  /** A transport that keeps what goes over the line. */
  private static final class Tap implements Transport {
    private final Transport under;
    final List<byte[]> reports = new ArrayList<>();
    private final StuFrameDecoder down = new StuFrameDecoder();
    private final StuFrameDecoder up = new StuFrameDecoder();

    Tap(Transport under) {
      this.under = under;
    }

    @Override
    public String uri() {
      return under.uri();
    }

    @Override
    public PadOrigin origin() {
      return under.origin();
    }

    @Override
    public synchronized void write(byte[] bytes) throws PadException {
      down.accept(bytes, bytes.length, reports::add);
      under.write(bytes);
    }

    @Override
    public int read(byte[] into, Duration timeout) throws PadException {
      int count = under.read(into, timeout);
      synchronized (this) {
        up.accept(into, count, reports::add);
      }
      return count;
    }

    @Override
    public void close() {
      under.close();
    }
  }

  private Tap tapped(PadSimulator simulator, PadUri.LinkWish wish) throws Exception {
    Tap tap = new Tap(SerialTransport.open(simulator.path().toString(), 115_200));
    try (Pad pad =
        StuOpening.open(
            l -> SerialLink.start(tap, l),
            PadRig.CATALOG,
            new Random(1),
            new StuOpening.LinkTerms(wish, c -> true))) {
      new PadChip(pad.secureElement()).verifyPin(PadRig.PIN);
      captures(pad);
    }
    return tap;
  }

  private static boolean pinIsThere(List<byte[]> reports) {
    String pin = java.util.HexFormat.of().formatHex(PadRig.PIN);
    return reports.stream().anyMatch(r -> java.util.HexFormat.of().formatHex(r).contains(pin));
  }

  @Test
  void neitherInkNorPinCanBeReadOnTheLine() throws Exception {
    try (PadSimulator simulator = simulator(customer())) {
      List<byte[]> reports = tapped(simulator, PadUri.LinkWish.AUTO).reports;
      assertTrue(reports.stream().filter(r -> (r[0] & 0xFF) == 0xC5).count() > 100);
      int confirm = -1;
      int end = -1;
      for (int i = 0; i < reports.size(); i++) {
        // The last one ends the link; a pen that is still near is in clear after it.
        end = (reports.get(i)[0] & 0xFF) == 0xC4 ? i : end;
        if ((reports.get(i)[0] & 0xFF) == 0xC2 && reports.get(i)[1] == 3) {
          confirm = i;
        }
      }
      // The answer to the confirm is the last clear one.
      assertTrue(confirm >= 0 && end > confirm + 100);
      for (byte[] report : reports.subList(confirm + 2, end + 1)) {
        assertTrue((report[0] & 0xFE) == 0xC4, "%02x in clear".formatted(report[0]));
      }
      assertFalse(pinIsThere(reports));
    }
  }

  @Test
  void withoutTheLinkBothCanBeRead() throws Exception {
    try (PadSimulator simulator = simulator(customer())) {
      List<byte[]> reports = tapped(simulator, PadUri.LinkWish.OFF).reports;
      assertTrue(reports.stream().anyMatch(r -> r[0] == 0x34));
      assertTrue(pinIsThere(reports));
    }
  }

  private static Faults fault(String name) {
    return switch (name) {
      case "lost" -> Faults.losing(30);
      case "injected" -> Faults.injectingAfter(30);
      case "repeated" -> Faults.damaging(30, Carrier.Damage.REPEATED);
      case "swapped" -> Faults.damaging(30, Carrier.Damage.SWAPPED);
      default -> throw new AssertionError(name);
    };
  }

  @ParameterizedTest
  @CsvSource({"lost, MISSING", "injected, ALTERED", "repeated, REPEATED", "swapped, MISSING"})
  void whatHappensToARecordIsFoundAndANewOpeningWorks(String fault, Why why) throws Exception {
    try (PadSimulator simulator = simulator(customer())) {
      try (Pad pad = open(simulator, "")) {
        simulator.faults(fault(fault));
        assertEquals(why, brokenCapture(pad));
        assertEquals(why, assertThrows(PadException.LinkBroken.class, pad::clear).why);
        PadChip chip = new PadChip(pad.secureElement());
        assertEquals(why, assertThrows(PadException.LinkBroken.class, chip::info).why);
      }
      simulator.faults(Faults.none());
      simulator.customer(customer());
      try (Pad pad = open(simulator, "")) {
        captures(pad);
      }
    }
  }

  /** Another process on the line writes a clear command: the pad does not do it. */
  @Test
  void clearCommandOfAnotherProcessIsNotDoneAndIsFound() throws Exception {
    try (PadSimulator simulator = simulator(SimulatedCustomer.nobody())) {
      try (Pad pad = open(simulator, "")) {
        pad.show(PadRig.picture(1));
        pad.startCapture();
        simulator.device().firmware().onLine(new byte[] {0x20, 0});
        assertEquals(PadRig.picture(1), simulator.picture());
        assertEquals(Why.NOT_SEALED, failure(pad));
      }
      try (Pad pad = open(simulator, "")) {
        pad.show(PadRig.picture(2));
        assertEquals(PadRig.picture(2), simulator.picture());
      }
    }
  }

  /** A record of the host comes twice: the pad drops the case and says nothing in clear. */
  @Test
  void repeatedCommandEndsTheLinkAndTheCase() throws Exception {
    try (PadSimulator simulator = simulator(SimulatedCustomer.nobody())) {
      Tap tap = new Tap(SerialTransport.open(simulator.path().toString(), 115_200));
      Pad pad =
          StuOpening.open(
              l -> SerialLink.start(tap, l),
              PadRig.CATALOG,
              new Random(1),
              new StuOpening.LinkTerms(PadUri.LinkWish.AUTO, c -> true));
      PadChip chip = new PadChip(pad.secureElement());
      chip.verifyPin(PadRig.PIN);
      chip.beginCase(new byte[16]);
      byte[] record;
      synchronized (tap) {
        record = tap.reports.stream().filter(r -> (r[0] & 0xFF) == 0xC4).findFirst().orElseThrow();
      }
      simulator.device().firmware().onLine(record);
      assertThrows(PadException.TimedOut.class, chip::info);
      pad.close();
      try (Pad again = open(simulator, "")) {
        PadChip fresh = new PadChip(again.secureElement());
        assertFalse(fresh.info().caseOpen());
        PadException.ChipRefused refused =
            assertThrows(PadException.ChipRefused.class, () -> fresh.beginCase(new byte[16]));
        assertEquals(0x6982, refused.statusWord);
      }
    }
  }

  /** A host died without a goodbye; the next one takes over, with a link or without. */
  @ParameterizedTest
  @CsvSource({"?link=auto, sm2-sm4-hmac-sm3", "?link=off, clear"})
  void nextHostOpensAPadThatWasLeftSecured(String options, String protection) throws Exception {
    try (PadSimulator simulator = simulator(SimulatedCustomer.nobody())) {
      Transport line = SerialTransport.open(simulator.path().toString(), 115_200);
      StuOpening.open(
          l -> SerialLink.start(line, l),
          PadRig.CATALOG,
          new Random(1),
          new StuOpening.LinkTerms(PadUri.LinkWish.AUTO, c -> true));
      line.close();
      try (Pad pad = open(simulator, options)) {
        assertEquals(protection, pad.link().protection());
        pad.show(PadRig.picture(3));
        assertEquals(PadRig.picture(3), simulator.picture());
      }
    }
  }

  @Test
  void requiredLinkIsNotGivenUpForAPadWithoutOne() throws Exception {
    try (PadSimulator simulator =
        PadSimulator.start(
            new PadSimulator.Setup(
                PadRig.model("stu-430v"), "A", Optional.empty(), SimulatedCustomer.nobody(), 20))) {
      PadException.LinkBroken broken =
          assertThrows(PadException.LinkBroken.class, () -> open(simulator, "?link=require"));
      assertEquals(Why.NOT_OFFERED, broken.why);
      try (Pad pad = open(simulator, "?baud=115200&link=auto")) {
        assertEquals("clear", pad.link().protection());
      }
    }
  }

  @Test
  void padWhoseCertificateIsNotTrustedIsNotOpened() throws Exception {
    try (PadSimulator simulator = simulator(SimulatedCustomer.nobody())) {
      PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1), c -> false, LinkMemory.NONE);
      PadException.LinkBroken broken =
          assertThrows(PadException.LinkBroken.class, () -> driver.open(simulator.uri()));
      assertEquals(Why.CERTIFICATE, broken.why);
    }
  }

  @Test
  void optionsThatAreNoneAreNoAddress() {
    PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1));
    for (String options : List.of("?link=maybe", "?baud=0", "?link=off&", "?other=1")) {
      assertThrows(
          PadException.NotFound.class, () -> driver.open("serial:/dev/null" + options), options);
    }
  }
}
