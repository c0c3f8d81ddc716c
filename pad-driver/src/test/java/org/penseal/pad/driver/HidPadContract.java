// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;
import org.penseal.pad.chip.PadChip;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.SimulatedDevice;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.uhid.HidDescription;
import org.penseal.pad.transport.VirtualHidBus;

/** Pads over HID, whatever is below hid4java. */
@Timeout(600)
abstract class HidPadContract {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1));
  private VirtualHidBus bus;

  abstract VirtualHidBus openBus() throws Exception;

  /** 1 for real time. */
  abstract double speed();

  @BeforeEach
  void open() throws Exception {
    bus = openBus();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    awaitAttached(0);
    bus.close();
  }

  /** A simulated pad in a plug that is in. */
  private record Virtual(SimulatedDevice device, VirtualHidBus.Plug plug) implements AutoCloseable {
    @Override
    public void close() {
      plug.close();
      device.close();
    }
  }

  private Virtual plugIn(
      String id, String serial, Optional<SimulatedChip> chip, SimulatedCustomer customer)
      throws Exception {
    PadModel model = PadRig.model(id);
    VirtualHidBus.Plug plug = bus.plug();
    SimulatedDevice device =
        new SimulatedDevice(
            new PadSimulator.Setup(model, serial, chip, customer, speed()),
            model.rates().hid(),
            plug);
    plug.in(HidDescription.of(model, serial), device.firmware());
    Virtual virtual = new Virtual(device, plug);
    opened.add(virtual);
    return virtual;
  }

  private Virtual plugIn(String id, SimulatedCustomer customer) throws Exception {
    Virtual virtual = plugIn(id, "HID0000001", Optional.empty(), customer);
    awaitAttached(1);
    return virtual;
  }

  private List<PadDriver.Attached> hid() throws PadException {
    return driver.list().stream().filter(a -> a.uri().startsWith("hid:")).toList();
  }

  private void awaitAttached(int count) throws Exception {
    long end = System.nanoTime() + LONG.toNanos();
    while (hid().size() != count && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertEquals(count, hid().size());
  }

  private Pad openPad(String uri) throws PadException {
    Pad pad = driver.open(uri);
    opened.add(pad);
    return pad;
  }

  /** This many reports, one after the other over the pad's width, then nothing. */
  private static SimulatedCustomer reports(int count) {
    return new SimulatedCustomer(List.of(new SimulatedCustomer.Repeat(PadRig.writing(), count)));
  }

  /** Ten seconds without a pause: 2,000 reports at 200 Hz. */
  private static Ink longWriting() {
    List<PenSample> samples = new ArrayList<>();
    for (int n = 0; n < 2200; n++) {
      int x = 4800 + (int) (3000 * Math.cos(n / 40.0));
      int y = 2800 + (int) (900 * Math.sin(n / 25.0));
      samples.add(new PenSample(x, y, 500, true, 1, n * 5L, n + 1, 0));
    }
    return new Ink(PadRig.model("stu-430v").space(), samples, 0);
  }

  private static int pens(Pad pad, int count) throws PadException {
    int came = 0;
    while (came < count) {
      Optional<PadEvent> event = pad.next(Duration.ofSeconds(10));
      if (event.isEmpty() || event.get() instanceof PadEvent.Gone) {
        return came;
      }
      if (event.get() instanceof PadEvent.Pen) {
        came++;
      }
    }
    return came;
  }

  @Test
  void attachedPadIsListedByItsModelAndSaysWhoItIs() throws Exception {
    plugIn("stu-540", SimulatedCustomer.nobody());
    assertEquals("stu-540", hid().getFirst().model().orElseThrow().id());
    Pad pad = openPad("hid:");
    assertEquals("HID0000001", pad.identity().serialNumber());
    assertEquals(800, pad.identity().capability().screenWidthPx());
    assertEquals(200, pad.identity().capability().rateHz());
  }

  @Test
  void twoThousandReportsComeWholeAndInOrder() throws Exception {
    plugIn(
        "stu-430v",
        new SimulatedCustomer(List.of(new SimulatedCustomer.Repeat(longWriting(), 2000))));
    Pad pad = openPad("hid:");
    pad.startCapture();
    int came = pens(pad, 2000);
    Ink ink = pad.stopCapture();
    assertEquals(2000, came + ink.lostReports(), "what did not come is counted");
    assertEquals(2000, ink.samples().size() + ink.lostReports());
    assertEquals(lossAllowed() ? ink.lostReports() : 0, ink.lostReports());
    for (int i = 1; i < ink.samples().size(); i++) {
      PenSample before = ink.samples().get(i - 1);
      assertTrue(ink.samples().get(i).sequence() > before.sequence());
    }
  }

  /** Whether the system below keeps the model from everybody. */
  boolean refusedBySystem(String id) {
    return false;
  }

  /** Whether the rig may lose reports when it is slow; they are counted all the same. */
  boolean lossAllowed() {
    return false;
  }

  @Test
  void everyReportThatIsLostIsCounted() throws Exception {
    Virtual virtual = plugIn("stu-430v", reports(200));
    virtual.device().faults(Faults.losing(50));
    Pad pad = openPad("hid:");
    pad.startCapture();
    assertEquals(199, pens(pad, 199));
    Ink ink = pad.stopCapture();
    assertEquals(1, ink.lostReports());
    assertThrows(PadException.ReportsLost.class, ink::requireComplete);
  }

  @Test
  void padPulledOutInAStrokeIsGoneAndWorksWhenItIsPluggedInAgain() throws Exception {
    Virtual virtual = plugIn("stu-430v", reports(100_000));
    Pad pad = openPad("hid:");
    pad.startCapture();
    pens(pad, 40);
    virtual.close();
    boolean gone = false;
    for (long end = System.nanoTime() + LONG.toNanos(); !gone && System.nanoTime() < end; ) {
      gone = pad.next(Duration.ofMillis(100)).orElse(null) instanceof PadEvent.Gone;
    }
    assertTrue(gone);
    assertThrows(PadException.Gone.class, pad::clear);
    pad.close();

    plugIn("stu-430v", reports(100));
    Pad again = openPad("hid:");
    again.startCapture();
    assertEquals(100, pens(again, 100));
    assertEquals(0, again.stopCapture().lostReports());
  }

  @Test
  void twoPadsAtOnceKeepTheirReportsApart() throws Exception {
    plugIn("stu-430v", "HID000000A", Optional.empty(), reports(150));
    plugIn("stu-540", "HID000000B", Optional.empty(), reports(250));
    awaitAttached(2);
    List<PadDriver.Attached> attached = hid();
    assertNotEquals(attached.get(0).uri(), attached.get(1).uri());
    // Each window takes the first one that is free.
    openPad("hid:").startCapture();
    openPad("hid:").startCapture();
    assertThrows(PadException.Busy.class, () -> driver.open("hid:"));
    for (AutoCloseable each : opened) {
      if (each instanceof Pad pad) {
        boolean large = pad.identity().model().id().equals("stu-540");
        assertEquals(large ? "HID000000B" : "HID000000A", pad.identity().serialNumber());
        assertEquals(large ? 250 : 150, pens(pad, large ? 250 : 150));
        assertEquals(0, pad.stopCapture().lostReports());
      }
    }
  }

  @Test
  void padThatIsOpenIsBusyForAnother() throws Exception {
    plugIn("stu-430v", SimulatedCustomer.nobody());
    String uri = hid().getFirst().uri();
    Pad pad = openPad(uri);
    assertThrows(PadException.Busy.class, () -> driver.open(uri));
    pad.close();
    openPad(uri).clear();
  }

  @Test
  void chipAnswersOverFeatureAndInputReports(@TempDir Path folder) throws Exception {
    plugIn(
        "penseal-ref",
        "PS00000001",
        Optional.of(PadRig.chip(folder, Clock.systemUTC())),
        SimulatedCustomer.nobody());
    awaitAttached(1);
    PadChip chip = new PadChip(openPad("hid:").secureElement());
    chip.deviceCertificate().checkValidity();
    assertFalse(chip.info().caseOpen());
    chip.verifyPin(PadRig.PIN);
    chip.beginCase(new byte[16]);
    assertTrue(chip.info().caseOpen());
  }

  @Test
  void signatureOverTheSecureLinkComesWholeAndThePadTalksInClearAfterwards(@TempDir Path folder)
      throws Exception {
    plugIn(
        "penseal-ref",
        "PS00000001",
        Optional.of(PadRig.chip(folder, Clock.systemUTC())),
        reports(60));
    awaitAttached(1);
    Pad pad = openPad("hid:?link=require");
    assertEquals("sm2-sm4-hmac-sm3", pad.link().protection());
    pad.show(PadRig.picture(3));
    pad.startCapture();
    assertEquals(60, pens(pad, 60));
    assertEquals(0, pad.stopCapture().lostReports());
    pad.close();
    Pad again = openPad("hid:?link=off");
    assertEquals("clear", again.link().protection());
    again.clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stu-300",
        "stu-430",
        "stu-430v",
        "stu-500",
        "stu-520a",
        "stu-530",
        "stu-540",
        "hanvon-esp370u",
        "epadlink-epad",
        "hid-digitizer"
      })
  void everyHidModelIsFoundOpenedAndWrittenOn(String id) throws Exception {
    if (refusedBySystem(id)) {
      plugIn(id, "HID0000001", Optional.empty(), SimulatedCustomer.nobody());
      assertThrows(PadException.NotFound.class, () -> driver.open("hid:"));
      return;
    }
    Virtual virtual = plugIn(id, reports(60));
    assertEquals(id, hid().getFirst().model().orElseThrow().id());
    Pad pad = openPad("hid:");
    assertEquals(virtual.device().model().space(), pad.identity().space());
    pad.startCapture();
    if (!virtual.device().hearsOfCaptures()) {
      virtual.device().captureBegins();
    }
    int came = pens(pad, 60);
    Ink ink = pad.stopCapture();
    assertTrue(came == 60 || lossAllowed(), "came: " + came);
    assertTrue(ink.strokes().size() >= 1);
    assertEquals(0, pad.lineFaults());
  }

  @Test
  void pictureIsOnTheScreenAsItWasSent() throws Exception {
    Virtual virtual = plugIn("stu-430v", SimulatedCustomer.nobody());
    Pad pad = openPad("hid:");
    PadPicture picture = PadRig.picture(7);
    pad.show(picture);
    assertEquals(picture, virtual.device().picture().orElseThrow());
    pad.clear();
    assertNotEquals(picture, virtual.device().picture().orElseThrow());
  }

  @Test
  void watchTellsWhenPadsComeAndGo() throws Exception {
    BlockingQueue<List<PadDriver.Attached>> told = new LinkedBlockingQueue<>();
    try (PadWatch watch = PadWatch.start(driver, Duration.ofMillis(20), told::add)) {
      assertEquals(0, hidOf(told));
      Virtual virtual = plugIn("stu-430v", SimulatedCustomer.nobody());
      assertEquals(1, hidOf(told));
      virtual.close();
      assertEquals(0, hidOf(told));
    }
    assertTrue(told.isEmpty());
  }

  @Test
  void watchGoesOnAfterItsOwnerFailed() throws Exception {
    BlockingQueue<List<PadDriver.Attached>> told = new LinkedBlockingQueue<>();
    try (PadWatch watch =
        PadWatch.start(
            driver,
            Duration.ofMillis(20),
            list -> {
              told.add(list);
              throw new IllegalStateException("an owner that fails");
            })) {
      assertEquals(0, hidOf(told));
      plugIn("stu-430v", SimulatedCustomer.nobody());
      assertEquals(1, hidOf(told));
    }
  }

  @Test
  void padThatCameBackIsFoundByTheAddressItHad() throws Exception {
    Virtual first = plugIn("stu-430v", SimulatedCustomer.nobody());
    String uri = hid().getFirst().uri();
    Pad pad = openPad(uri);
    first.close();
    pad.close();
    awaitAttached(0);
    assertThrows(PadException.NotFound.class, () -> driver.open(uri));
    Virtual again = plugIn("stu-430v", SimulatedCustomer.nobody());
    openPad(uri + "?link=off").show(PadRig.picture(1));
    assertEquals(PadRig.picture(1), again.device().picture().orElseThrow());
  }

  private static long hidOf(BlockingQueue<List<PadDriver.Attached>> told) throws Exception {
    List<PadDriver.Attached> list = told.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    return Objects.requireNonNull(list).stream().filter(a -> a.uri().startsWith("hid:")).count();
  }
}
