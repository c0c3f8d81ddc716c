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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PenSample;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;

@Timeout(600)
class PadDriverTest {

  @Test
  void readsIdentityAndCapabilityOverTheLine() throws Exception {
    try (PadRig rig = PadRig.plain(SimulatedCustomer.nobody(), 1)) {
      PadIdentity identity = rig.pad.identity();
      assertEquals("stu-430v", identity.model().id());
      assertEquals("PS00000001", identity.serialNumber());
      assertEquals("1.00", identity.firmware());
      // The numbers of a real STU-430V.
      assertEquals(
          new PadIdentity.Capability(9600, 6000, 1023, 320, 200, 200, 2540, 3),
          identity.capability());
    }
  }

  @Test
  void showsThePictureBitForBit() throws Exception {
    try (PadRig rig = PadRig.plain(SimulatedCustomer.nobody(), 1)) {
      rig.pad.show(PadRig.picture(5));
      assertEquals(PadRig.picture(5), rig.simulator.picture());
    }
  }

  @Test
  void playedTraceComesBackWholeAndInOrder() throws Exception {
    try (PadRig rig = PadRig.plain(SimulatedCustomer.signs(PadRig.writing()), 4)) {
      rig.pad.startCapture();
      assertEquals(PadButton.OK, rig.press());
      Ink ink = rig.pad.stopCapture();
      assertEquals(0, ink.lostReports());
      List<PenSample> written = PadRig.writing().samples();
      List<String> expected = new ArrayList<>();
      List<String> came = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        expected.add(values(written.get(i)) + " " + written.get(i).timeMs());
        PenSample s = ink.samples().get(i);
        came.add(values(s) + " " + (s.timeMs() - ink.samples().getFirst().timeMs()));
        assertEquals(i + 1, s.sequence());
      }
      assertEquals(expected, came);
      // Three strokes and the tap on OK.
      assertEquals(4, ink.strokes().size());
      assertEquals(3, rig.pad.layout().handwriting(ink).size());
      assertFalse(ink.samples().getLast().touching(), "ends with the lift that confirms");
    }
  }

  private static String values(PenSample s) {
    return s.x() + " " + s.y() + " " + s.pressure() + " " + s.touching();
  }

  @Test
  void whatIsWrittenBeforeThePadDrawsIsNoneOfTheInk() throws Exception {
    SimulatedCustomer customer =
        SimulatedCustomer.signsTwice(PadRig.writing(), PadRig.writing())
            .meanwhile(PadRig.scribble());
    try (PadRig rig = PadRig.plain(customer, 20)) {
      // Dozens of reports come between the command that switches drawing on and its answer.
      rig.simulator.faults(Faults.answeringSlowly(Duration.ofMillis(250)));
      rig.pad.startCapture();
      assertEquals(PadButton.CLEAR, rig.press());
      assertAsWritten(rig.pad.stopCapture());
      rig.pad.startCapture();
      assertEquals(PadButton.OK, rig.press());
      assertAsWritten(rig.pad.stopCapture());
    }
  }

  private static void assertAsWritten(Ink ink) throws PadException {
    assertEquals(0, ink.requireComplete().lostReports());
    long before = ink.samples().stream().filter(PadRig::scribbled).count();
    // The hand may make one more when the pad draws already.
    assertTrue(before <= 2, before + " reports of before");
    assertEquals(
        PadRig.writing().samples().stream()
            .filter(PenSample::touching)
            .map(s -> values(s))
            .toList(),
        ink.samples().stream()
            .filter(s -> s.touching() && !PadRig.scribbled(s))
            .limit(90)
            .map(s -> values(s))
            .toList());
  }

  @Test
  void penNearThePadWhileItIsOpenedDoesNotMakeTheHostCount() throws Exception {
    SimulatedCustomer customer =
        SimulatedCustomer.signs(PadRig.writing()).hovering(PadRig.writing());
    try (PadSimulator simulator =
        PadSimulator.start(
            new PadSimulator.Setup(
                PadRig.model("stu-430v"), "A", Optional.empty(), customer, 20))) {
      simulator.faults(Faults.answeringSlowly(Duration.ofMillis(20)));
      try (Pad pad = new PadDriver(PadRig.CATALOG, new Random(2)).open(simulator.uri())) {
        // A new customer, whose pen is away until then: what is counted begins with the capture.
        simulator.customer(SimulatedCustomer.signs(PadRig.writing()));
        simulator.faults(Faults.losing(3));
        pad.startCapture();
        Optional<PadEvent> event = pad.next(PadRig.LONG);
        while (event.isPresent() && event.get() instanceof PadEvent.Pen) {
          event = pad.next(PadRig.LONG);
        }
        assertEquals(1, pad.stopCapture().lostReports());
      }
    }
  }

  @Test
  void clearBeginsAnewWithoutTheFirstAttempt() throws Exception {
    SimulatedCustomer customer = SimulatedCustomer.signsTwice(PadRig.writing(), PadRig.writing());
    try (PadRig rig = PadRig.plain(customer, 20)) {
      rig.pad.show(PadRig.picture(1));
      rig.pad.startCapture();
      assertEquals(PadButton.CLEAR, rig.press());
      rig.pad.restartCapture();
      assertEquals(PadButton.OK, rig.press());
      Ink ink = rig.pad.stopCapture().requireComplete();
      assertEquals(3, rig.pad.layout().handwriting(ink).size());
      assertEquals(PadRig.picture(1), rig.simulator.picture());
    }
  }

  @Test
  void cancelIsReported() throws Exception {
    try (PadRig rig = PadRig.plain(SimulatedCustomer.signsAndCancels(PadRig.writing()), 20)) {
      rig.pad.startCapture();
      assertEquals(PadButton.CANCEL, rig.press());
    }
  }

  @Test
  void lostReportIsCounted() throws Exception {
    for (int lost : new int[] {1, 17}) {
      try (PadRig rig = PadRig.plain(SimulatedCustomer.signs(PadRig.writing()), 20)) {
        rig.simulator.faults(Faults.losing(lost));
        rig.pad.startCapture();
        rig.press();
        Ink ink = rig.pad.stopCapture();
        assertEquals(1, ink.lostReports());
        PadException.ReportsLost e =
            assertThrows(PadException.ReportsLost.class, ink::requireComplete);
        assertEquals(1, e.count);
      }
    }
  }

  @Test
  void unplugInMidStrokeIsAnEventAndThenAnError() throws Exception {
    try (PadRig rig = PadRig.plain(SimulatedCustomer.signs(PadRig.writing()), 4)) {
      rig.simulator.faults(Faults.unpluggedAt(100));
      rig.pad.startCapture();
      List<PadEvent> events = new ArrayList<>();
      while (events.isEmpty() || !(events.getLast() instanceof PadEvent.Gone)) {
        Optional<PadEvent> event = rig.pad.next(PadRig.LONG);
        assertTrue(event.isPresent(), "no end of the pad was told");
        events.add(event.get());
      }
      assertThrows(PadException.Gone.class, () -> rig.pad.show(PadRig.picture(1)));
      assertThrows(PadException.Gone.class, rig.pad::stopCapture);
    }
  }

  @Test
  @Tag("slow")
  void padThatStopsAnsweringTimesOut() throws Exception {
    try (PadRig rig = PadRig.plain(SimulatedCustomer.nobody(), 1)) {
      rig.simulator.faults(Faults.answeringNothing());
      assertThrows(PadException.TimedOut.class, rig.pad::startCapture);
    }
  }

  @Test
  void padCanBeOpenedAgainAfterItWasClosed() throws Exception {
    try (PadSimulator simulator =
        PadSimulator.start(
            new PadSimulator.Setup(
                PadRig.model("stu-430v"),
                "A",
                Optional.empty(),
                SimulatedCustomer.signs(PadRig.writing()),
                20))) {
      PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(2));
      driver.open(simulator.uri()).close();
      try (var pad = driver.open(simulator.uri())) {
        pad.startCapture();
        assertTrue(pad.next(PadRig.LONG).isPresent());
      }
    }
  }

  @Test
  void modelWithoutAChipSaysSo() throws Exception {
    try (PadRig rig = PadRig.plain(SimulatedCustomer.nobody(), 1)) {
      PadException.NoChip e = assertThrows(PadException.NoChip.class, rig.pad::secureElement);
      assertEquals("stu-430v", e.model);
    }
  }

  @Test
  void placesThatAreNoPadAreNotFound() {
    PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(3));
    for (String uri : List.of("serial:/dev/no-such-pad", "serial:", "usb:1", "", "hid:/none")) {
      assertThrows(PadException.NotFound.class, () -> driver.open(uri), uri);
    }
  }
}
