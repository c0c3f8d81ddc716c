// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.PadPicture;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.firmware.StuDescriptor;
import org.penseal.pad.simulator.stu.SimulatedPad;
import org.penseal.pad.transport.FeatureTransport;
import org.penseal.pad.transport.HidBus;
import org.penseal.pad.transport.SerialTransport;
import org.penseal.pad.transport.Transport;

/** Pads that say of themselves what is not so, and owners that leave in the middle. */
@Tag("slow")
@Timeout(600)
class DoubtfulPadTest {
  private final PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1));

  @SuppressWarnings("NullAway.Init") // by power()
  private PadSimulator simulator;

  @AfterEach
  void off() {
    if (simulator != null) {
      simulator.close();
    }
  }

  private void power(String id, boolean line, Optional<SimulatedChip> chip) throws Exception {
    PadSimulator.Setup setup =
        new PadSimulator.Setup(PadRig.model(id), "PS1", chip, SimulatedCustomer.nobody(), 20);
    simulator = line ? PadSimulator.start(setup) : PadSimulator.inMemory(setup);
  }

  private Pad open(boolean line) throws PadException {
    return line
        ? driver.open(simulator.uri())
        : driver.openHid(simulator.openHid(), simulator.device().model());
  }

  /** The device with something changed on its way. */
  private static class Between implements FeatureTransport {
    private final FeatureTransport under;

    Between(FeatureTransport under) {
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
    public byte[] reportDescriptor() {
      return under.reportDescriptor();
    }

    @Override
    public byte[] getFeature(int id, int length) throws PadException {
      return under.getFeature(id, length);
    }

    @Override
    public void setFeature(byte[] report) throws PadException {
      under.setFeature(report);
    }

    @Override
    public void write(byte[] bytes) throws PadException {
      under.write(bytes);
    }

    @Override
    public int read(byte[] into, Duration timeout) throws PadException {
      return under.read(into, timeout);
    }

    @Override
    public void close() {
      under.close();
    }
  }

  private static FeatureTransport describing(FeatureTransport under, Map<Integer, Integer> lies) {
    return new Between(under) {
      @Override
      public byte[] reportDescriptor() {
        return StuDescriptor.of(lies);
      }
    };
  }

  private static Map<Integer, Integer> with(PadModel model, int report, int length) {
    Map<Integer, Integer> lengths = new HashMap<>(model.reports());
    lengths.put(report, length);
    return lengths;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void imageReportWithoutRoomForAnImageIsALie(int length) throws Exception {
    power("stu-430v", false, Optional.empty());
    PadModel model = PadRig.model("stu-430v");
    FeatureTransport lying = describing(simulator.openHid(), with(model, 0x26, length));
    try (Pad pad = driver.openHid(lying, model)) {
      assertThrows(PadException.Malformed.class, () -> pad.show(PadRig.picture(1)));
    }
    try (Pad pad = open(false)) {
      pad.show(PadRig.picture(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 100})
  void recordReportWithoutRoomForARecordIsALie(int length, @TempDir Path folder) throws Exception {
    power("penseal-ref", false, Optional.of(PadRig.chip(folder, Clock.systemUTC())));
    PadModel model = PadRig.model("penseal-ref");
    FeatureTransport lying = describing(simulator.openHid(), with(model, 0xC4, length));
    assertThrows(
        PadException.Malformed.class,
        () -> {
          try (Pad pad = driver.openHid(lying, model)) {
            pad.show(PadRig.picture(1));
          }
        });
    try (Pad pad = open(false)) {
      pad.show(PadRig.picture(2));
    }
  }

  @Test
  void pictureThatThePadCannotShowIsRefusedOverHidToo() throws Exception {
    power("stu-430v", false, Optional.empty());
    FeatureTransport losing =
        new Between(simulator.openHid()) {
          private int blocks;

          @Override
          public void setFeature(byte[] report) throws PadException {
            boolean lost = report[0] == 0x26 && blocks++ == 1;
            if (!lost) {
              super.setFeature(report);
            }
          }
        };
    try (Pad pad = driver.openHid(losing, PadRig.model("stu-430v"))) {
      // Mostly white: goes as a zlib stream, in several blocks.
      byte[] bits = PadPicture.blank(320, 200).bits();
      byte[] some = new byte[1500];
      new Random(3).nextBytes(some);
      System.arraycopy(some, 0, bits, 0, some.length);
      PadException.Refused e =
          assertThrows(PadException.Refused.class, () -> pad.show(new PadPicture(320, 200, bits)));
      assertEquals(0x27, e.report);
      assertEquals(0x12, e.code);
      pad.show(PadRig.picture(4));
      assertEquals(PadRig.picture(4), simulator.picture());
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void ownerWhoIsInterruptedLeavesNoWordsOnTheScreen(boolean line) throws Exception {
    power("stu-430v", line, Optional.empty());
    Pad pad = open(line);
    pad.show(PadRig.picture(5));
    pad.startCapture();
    Thread.currentThread().interrupt();
    pad.close();
    assertTrue(Thread.interrupted(), "the interrupt stays");
    assertEquals(PadPicture.blank(320, 200), simulator.picture());
    SimulatedPad firmware = simulator.device().stu().orElseThrow();
    assertEquals("2100", HexFormat.of().formatHex(firmware.setting(0x21)));
  }

  /** Refuses to stop drawing, as no pad should. */
  @Test
  void refusedWordOfTheGoodbyeIsNoReasonToLeaveTheOthersOut() throws Exception {
    power("stu-430v", false, Optional.empty());
    boolean[] refusing = new boolean[1];
    FeatureTransport stubborn =
        new Between(simulator.openHid()) {
          @Override
          public void setFeature(byte[] report) throws PadException {
            if (refusing[0] && report[0] == 0x21) {
              throw new PadException.Refused(0x21, 4);
            }
            super.setFeature(report);
          }
        };
    Pad pad = driver.openHid(stubborn, PadRig.model("stu-430v"));
    pad.show(PadRig.picture(5));
    refusing[0] = true;
    pad.close();
    assertEquals(PadPicture.blank(320, 200), simulator.picture());
  }

  /** Who sits on the bus presses a key of the pad in an encrypted capture. */
  @Test
  void keyInClearIsNoneInAnEncryptedCapture() throws Exception {
    power("stu-540", false, Optional.empty());
    AtomicBoolean inject = new AtomicBoolean();
    FeatureTransport injected =
        new Between(simulator.openHid()) {
          @Override
          public int read(byte[] into, Duration timeout) throws PadException {
            if (inject.compareAndSet(true, false)) {
              byte[] cancel = {(byte) 0x99, 4, 0, 0, 0, 0, 0, 0, 0, 0};
              System.arraycopy(cancel, 0, into, 0, cancel.length);
              return cancel.length;
            }
            return super.read(into, timeout);
          }
        };
    try (Pad pad = driver.openEncrypted(injected)) {
      pad.settings().signatureScreen(1);
      pad.startCapture();
      inject.set(true);
      assertTrue(pad.next(Duration.ofMillis(500)).isEmpty());
      assertFalse(inject.get(), "it was read");
    }
  }

  /** Keeps back what the pad says until the host says something more. */
  private static final class Slow implements Transport {
    private final Transport under;
    private volatile boolean holding;
    private volatile int written;
    private byte[] kept = new byte[0];

    Slow(Transport under) {
      this.under = under;
    }

    void hold() {
      written = 0;
      holding = true;
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
    public void write(byte[] bytes) throws PadException {
      under.write(bytes);
      written++;
      holding &= written < 2;
    }

    @Override
    public int read(byte[] into, Duration timeout) throws PadException {
      if (holding) {
        LockSupport.parkNanos(2_000_000);
        return 0;
      }
      if (kept.length > 0) {
        System.arraycopy(kept, 0, into, 0, kept.length);
        int count = kept.length;
        kept = new byte[0];
        return count;
      }
      int count = under.read(into, timeout);
      if (holding) {
        // Came while the reader was in its call already.
        kept = Arrays.copyOf(into, count);
        return 0;
      }
      return count;
    }

    @Override
    public void close() {
      under.close();
    }
  }

  @Test
  void answerThatComesTooLateIsNotThatOfTheNextCommand() throws Exception {
    power("stu-430v", true, Optional.empty());
    Slow slow = new Slow(SerialTransport.open(simulator.path().toString(), 115_200));
    try (Pad pad = driver.open(slow)) {
      slow.hold();
      assertThrows(PadException.TimedOut.class, () -> pad.clear(new PadLayout.Area(0, 0, 10, 10)));
      PadException.Refused e =
          assertThrows(
              PadException.Refused.class, () -> pad.clear(new PadLayout.Area(0, 0, 5000, 5000)));
      assertEquals(0x15, e.code);
      pad.clear(new PadLayout.Area(0, 0, 20, 20));
    }
  }

  private static byte[] text(int id, int length, String text) {
    byte[] report = Arrays.copyOf(new byte[] {(byte) id}, length);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, report, 1, bytes.length);
    return report;
  }

  @Test
  void emptyFactoryIdIsNoSerialNumber() throws Exception {
    power("stu-540", false, Optional.empty());
    simulator.faults(Faults.lyingAbout(0x0B, text(0x0B, 11, "   ")));
    try (Pad pad = open(false)) {
      assertEquals("PS1", pad.identity().serialNumber(), "that of report 0F");
    }
  }

  @Test
  void serialNumberIsNothingButText() throws Exception {
    power("stu-430v", false, Optional.empty());
    simulator.faults(Faults.lyingAbout(0x0B, text(0x0B, 11, "\u001b[2J\r\u009bAB")));
    try (Pad pad = open(false)) {
      assertEquals("?[2J??AB", pad.identity().serialNumber());
    }
  }

  /** Who stands on the line takes the link's bit away from report 08. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void padWhoseLinkIsHiddenIsNotOpenedInClear(boolean line, @TempDir Path folder) throws Exception {
    power("penseal-ref", line, Optional.of(PadRig.chip(folder, Clock.systemUTC())));
    byte[] hidden = simulator.device().firmware().getFeature(8).orElseThrow();
    assertEquals(3, hidden[12]);
    hidden[12] = 1;
    simulator.faults(Faults.lyingAbout(0x08, hidden));
    PadException.LinkBroken e = assertThrows(PadException.LinkBroken.class, () -> open(line));
    assertEquals(PadException.LinkBroken.Why.NOT_OFFERED, e.why);
    simulator.faults(Faults.none());
    try (Pad pad = open(line)) {
      assertEquals("sm2-sm4-hmac-sm3", pad.link().protection());
    }
  }

  @Test
  void penNeedNotBeTheFirstCollectionOfItsInterface() throws Exception {
    List<HidBus.Attached> tablet =
        List.of(
            new HidBus.Attached("/dev/hidraw9", 0x256C, 0x6D, 0x01, 0x02, ""),
            new HidBus.Attached("/dev/hidraw9", 0x256C, 0x6D, 0x0D, 0x02, ""),
            new HidBus.Attached("/dev/hidraw8", 0x256C, 0x6D, 0x01, 0x06, ""));
    assertEquals("hid-digitizer", driver.modelAt("/dev/hidraw9", tablet).id());
    PadException.UnknownModel e =
        assertThrows(PadException.UnknownModel.class, () -> driver.modelAt("/dev/hidraw8", tablet));
    assertFalse(e.reportedName.isEmpty());
  }
}
