// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.firmware.Carrier.Damage;

/** Every model of the catalogue: a real driver on a simulated pad, over each link that it has. */
@Tag("slow")
@Timeout(600)
class PadFamiliesTest {
  private static final double SPEED = 20;

  /** One model over one link. */
  record Case(PadModel model, boolean serial) {
    @Override
    public String toString() {
      return model.id() + (serial ? " serial" : " hid");
    }
  }

  static Stream<Case> everyLink() {
    return PadRig.CATALOG.models().stream()
        .filter(m -> !m.chip())
        .flatMap(
            m ->
                Stream.concat(
                    m.serial().stream().map(s -> new Case(m, true)),
                    m.hid().stream().map(h -> new Case(m, false))));
  }

  /** One model of each family and link. */
  static Stream<Case> everyFamily() {
    List<String> ids =
        List.of(
            "stu-430v",
            "stu-300",
            "topaz-siglite-1x5",
            "topaz-siggem-lcd-1x5",
            "hanvon-esp370u",
            "epadlink-epad",
            "hid-digitizer");
    return everyLink().filter(c -> ids.contains(c.model().id()));
  }

  /** A simulated pad, opened. */
  private record Desk(PadSimulator simulator, Pad pad, Semaphore penLeft) implements AutoCloseable {
    Desk(PadSimulator simulator, Pad pad) {
      this(simulator, pad, new Semaphore(0));
    }

    static Desk open(Case which, SimulatedCustomer customer) throws Exception {
      PadSimulator.Setup setup =
          new PadSimulator.Setup(which.model(), "X1", Optional.empty(), customer, SPEED);
      PadSimulator simulator =
          which.serial() ? PadSimulator.start(setup) : PadSimulator.inMemory(setup);
      return new Desk(simulator, open(simulator, which));
    }

    static Pad open(PadSimulator simulator, Case which) throws PadException {
      PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1));
      if (!which.serial()) {
        return driver.openHid(simulator.openHid(), which.model());
      }
      return driver.open(simulator.uri() + "?model=" + which.model().id());
    }

    /** Begins a capture and lets the customer write. */
    void begin() throws PadException {
      simulator.device().workstation(this::atTheWorkstation);
      penLeft.drainPermits();
      pad.startCapture();
      if (tellsNoCapture(pad.identity().model())) {
        simulator.device().captureBegins();
      }
    }

    private void atTheWorkstation(PadButton button) {
      try {
        if (pad.identity().model().confirm() == PadModel.Confirm.HOST) {
          // Whoever confirms sees on the screen that the signer is done, however late that comes.
          assertTrue(penLeft.tryAcquire(PadRig.LONG.toSeconds(), TimeUnit.SECONDS), "still writes");
        }
        pad.press(button);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (PadException e) {
        throw new IllegalStateException(e);
      }
    }

    void awaitCustomer() {
      long end = System.nanoTime() + PadRig.LONG.toNanos();
      while (!simulator.customerIsDone() && System.nanoTime() < end) {
        LockSupport.parkNanos(1_000_000);
      }
      assertTrue(simulator.customerIsDone());
    }

    PadButton press() throws PadException {
      long end = System.nanoTime() + PadRig.LONG.toNanos();
      while (System.nanoTime() < end) {
        switch (pad.next(Duration.ofSeconds(1)).orElse(null)) {
          case PadEvent.Pressed pressed -> {
            return pressed.button();
          }
          case PadEvent.Gone gone -> throw new AssertionError("pad is gone");
          case PadEvent.Pen pen when pen.sample().leaves() -> penLeft.release();
          case null, default -> {
            // Goes on.
          }
        }
      }
      throw new AssertionError("no press");
    }

    @Override
    public void close() {
      pad.close();
      simulator.close();
    }
  }

  static boolean tellsNoCapture(PadModel model) {
    return switch (model.family()) {
      case STU, HANVON -> false;
      case TOPAZ -> model.serial().orElseThrow().clear().isEmpty();
      case EPAD, DIGITIZER -> true;
    };
  }

  /** Three strokes with hover between them, at the pad's own rate, inside of the ink area. */
  static Ink writing(Case which) {
    PadModel model = which.model();
    int rate = which.serial() ? model.rates().serial() : model.rates().hid();
    var layout = model.layout();
    int left = layout.xOf(layout.ink().left() + layout.ink().width() / 8);
    int top = layout.yOf(layout.ink().top() + layout.ink().height() / 8);
    double width = 0.7 * (layout.xOf(layout.ink().right()) - layout.xOf(layout.ink().left()));
    double height = 0.7 * (layout.yOf(layout.ink().bottom()) - layout.yOf(layout.ink().top()));
    List<PenSample> samples = new ArrayList<>();
    for (int n = 0; n < 120; n++) {
      boolean touching = n % 40 < 30;
      int x = left + (int) (n * width / 120);
      int y = top + (int) (height * (0.5 + 0.5 * Math.sin(n / 6.0)));
      int pressure = touching ? Math.min(model.maxPressure(), 40 + n) : 0;
      long time = n * 1000L / rate;
      // Where the device's own units are coarser, only its places can come back.
      x = model.tablet().x(model.tablet().rawX(x));
      y = model.tablet().y(model.tablet().rawY(y));
      samples.add(new PenSample(x, y, pressure, true, touching ? 1 : 0, time, n + 1, 0));
    }
    return new Ink(model.space(), samples, 0);
  }

  private static List<String> values(List<PenSample> samples) {
    return samples.stream()
        .map(s -> s.x() + " " + s.y() + " " + s.pressure() + " " + s.touching())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("everyLink")
  void playedTraceComesBackWholeAndInOrder(Case which) throws Exception {
    Ink written = writing(which);
    try (Desk desk = Desk.open(which, SimulatedCustomer.signs(written))) {
      desk.begin();
      assertEquals(PadButton.OK, desk.press());
      Ink ink = desk.pad().stopCapture();
      assertEquals(0, ink.lostReports());
      assertEquals(0, desk.pad().lineFaults());
      assertEquals(values(written.samples()), values(ink.samples().subList(0, 120)));
      for (int i = 0; i < ink.samples().size(); i++) {
        assertEquals(
            ink.samples().getFirst().sequence() + i, ink.samples().get(i).sequence(), "in order");
      }
      assertEquals(3, desk.pad().layout().handwriting(ink).size());
      assertEquals(which.model().space(), ink.space());
      long span = ink.samples().getLast().timeMs() - ink.samples().getFirst().timeMs();
      assertTrue(span >= 0 && span < 60_000, "time goes on: " + span);
    }
  }

  @ParameterizedTest
  @MethodSource("everyFamily")
  void damageOnTheLineIsFoundAndTheDriverGoesOn(Case which) throws Exception {
    for (Damage damage :
        List.of(Damage.CORRUPT, Damage.NOISE, Damage.SPLIT, Damage.MERGED, Damage.STALLED)) {
      Ink written = writing(which);
      try (Desk desk = Desk.open(which, SimulatedCustomer.signs(written))) {
        desk.simulator().faults(Faults.damaging(50, damage));
        desk.begin();
        assertEquals(PadButton.OK, desk.press());
        Ink ink = desk.pad().stopCapture();
        boolean lost = damage == Damage.CORRUPT;
        assertEquals(lost ? 1 : 0, ink.lostReports(), which + " " + damage);
        // Everything but the report that was harmed has come: back in step within one frame.
        List<String> expected = new ArrayList<>(values(written.samples()));
        if (lost) {
          expected.remove(49);
        }
        assertEquals(expected, values(ink.samples().subList(0, expected.size())), "" + damage);
        // Over HID there is no noise; the 7-bit frame passes over it without a count, since any
        // byte between frames may be that.
        boolean noisy = which.serial() && which.model().family() == PadModel.Family.TOPAZ;
        boolean found = lost || (damage == Damage.NOISE && noisy);
        assertEquals(found, desk.pad().lineFaults() > 0, which + " " + damage);
        // And the pad can be signed on again.
        desk.awaitCustomer();
        desk.simulator().faults(Faults.none());
        desk.simulator().customer(SimulatedCustomer.signs(written));
        desk.begin();
        assertEquals(PadButton.OK, desk.press());
        Ink again = desk.pad().stopCapture().requireComplete();
        assertEquals(values(written.samples()), values(again.samples().subList(0, 120)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyFamily")
  void lostRepeatedAndReorderedReportsAreFoundWhereTheDeviceCounts(Case which) throws Exception {
    boolean counts = which.model().countsItself();
    for (Faults faults :
        List.of(
            Faults.losing(50),
            Faults.damaging(50, Damage.REPEATED),
            Faults.damaging(50, Damage.SWAPPED))) {
      try (Desk desk = Desk.open(which, SimulatedCustomer.signs(writing(which)))) {
        desk.simulator().faults(faults);
        desk.begin();
        assertEquals(PadButton.OK, desk.press());
        Ink ink = desk.pad().stopCapture();
        boolean missed = faults.line().damage() != Damage.REPEATED;
        assertEquals(counts && missed ? 1 : 0, ink.lostReports(), which + " " + faults);
        boolean disordered = faults.line().damage() != Damage.NONE;
        assertEquals(counts && disordered ? 1 : 0, desk.pad().lineFaults(), which + " " + faults);
        // What no device counts nobody can miss, and the ink says who counted.
        assertEquals(counts ? Ink.Counters.DEVICE : Ink.Counters.HOST, ink.space().counters());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyFamily")
  void unplugInTheMiddleOfAFrameIsAnEventAndThenAnError(Case which) throws Exception {
    try (Desk desk = Desk.open(which, SimulatedCustomer.signs(writing(which)))) {
      desk.begin();
      desk.simulator()
          .faults(which.serial() ? Faults.unpluggedAtByte(133) : Faults.unpluggedAt(60));
      PadEvent last = null;
      while (!(last instanceof PadEvent.Gone)) {
        Optional<PadEvent> event = desk.pad().next(PadRig.LONG);
        assertTrue(event.isPresent(), "no end of the pad was told");
        assertFalse(event.get() instanceof PadEvent.Pressed);
        last = event.get();
      }
      assertThrows(PadException.Gone.class, desk.pad()::stopCapture);
      assertThrows(PadException.Gone.class, desk.pad()::startCapture);
    }
  }

  @ParameterizedTest
  @MethodSource("everyFamily")
  void customerMaySignAnewAndCancel(Case which) throws Exception {
    SimulatedCustomer twice = SimulatedCustomer.signsTwice(writing(which), writing(which));
    try (Desk desk = Desk.open(which, twice)) {
      desk.begin();
      assertEquals(PadButton.CLEAR, desk.press());
      desk.pad().restartCapture();
      if (tellsNoCapture(which.model())) {
        desk.simulator().device().captureBegins();
      }
      assertEquals(PadButton.OK, desk.press());
      Ink ink = desk.pad().stopCapture().requireComplete();
      assertEquals(3, desk.pad().layout().handwriting(ink).size());
      desk.simulator().customer(SimulatedCustomer.signsAndCancels(writing(which)));
      desk.begin();
      assertEquals(PadButton.CANCEL, desk.press());
    }
  }

  @ParameterizedTest
  @MethodSource("everyFamily")
  void padCanBeOpenedAgainAfterItWasClosed(Case which) throws Exception {
    try (Desk desk = Desk.open(which, SimulatedCustomer.signs(writing(which)))) {
      desk.pad().close();
      try (Pad again = Desk.open(desk.simulator(), which)) {
        new Desk(desk.simulator(), again).begin();
        assertTrue(again.next(PadRig.LONG).isPresent());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyFamily")
  void pictureIsShownOrRefused(Case which) throws Exception {
    try (Desk desk = Desk.open(which, SimulatedCustomer.nobody())) {
      var layout = desk.pad().layout();
      PadPicture picture = PadPicture.blank(layout.screen().width(), layout.screen().height());
      if (which.model().showsPictures()) {
        desk.pad().show(picture);
        assertEquals(picture, desk.simulator().picture());
      } else {
        PadException.NotOffered e =
            assertThrows(PadException.NotOffered.class, () -> desk.pad().show(picture));
        assertEquals(which.model().id(), e.model);
      }
    }
  }

  @Test
  void confirmBeforeAnythingWasWrittenIsNone() throws Exception {
    Case tablet = everyLink().filter(c -> c.model().id().equals("hid-digitizer")).findFirst().get();
    try (Desk desk = Desk.open(tablet, SimulatedCustomer.nobody())) {
      desk.pad().startCapture();
      desk.pad().press(PadButton.OK);
      assertTrue(desk.pad().next(Duration.ofMillis(20)).isEmpty());
      desk.pad().press(PadButton.CANCEL);
      assertEquals(PadButton.CANCEL, desk.press());
    }
  }

  @Test
  void buttonsOnAScreenAreNotPressedAtTheWorkstation() throws Exception {
    Case stu = everyLink().filter(c -> c.model().id().equals("stu-430v")).findFirst().get();
    try (Desk desk = Desk.open(stu, SimulatedCustomer.nobody())) {
      desk.pad().startCapture();
      assertThrows(IllegalStateException.class, () -> desk.pad().press(PadButton.OK));
    }
  }
}
