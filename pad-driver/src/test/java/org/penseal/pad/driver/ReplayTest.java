// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PenSample;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.transport.Recording;
import org.penseal.pad.transport.RecordingTransport;
import org.penseal.pad.transport.ReplayTransport;
import org.penseal.pad.transport.SerialTransport;
import org.penseal.pad.transport.Transport;

@Timeout(60)
class ReplayTest {

  private static Ink session(Transport transport) throws Exception {
    try (Pad pad = new PadDriver(PadRig.CATALOG, new Random(1)).open(transport)) {
      pad.startCapture();
      Optional<PadEvent> event = pad.next(PadRig.LONG);
      while (event.isPresent() && event.get() instanceof PadEvent.Pen) {
        event = pad.next(PadRig.LONG);
      }
      return pad.stopCapture();
    }
  }

  @Test
  void recordedSessionGivesTheSameInkAgain() throws Exception {
    Ink first;
    Recording recording;
    try (PadSimulator simulator =
        PadSimulator.start(
            new PadSimulator.Setup(
                PadRig.model("stu-430v"),
                "A",
                Optional.empty(),
                SimulatedCustomer.signs(PadRig.writing()),
                20))) {
      RecordingTransport transport =
          new RecordingTransport(SerialTransport.open(simulator.path().toString(), 115_200));
      first = session(transport);
      recording = transport.recording();
    }
    assertFalse(first.isBlank());
    Ink again = session(new ReplayTransport(Recording.parse(recording.toText())));
    assertEquals(withoutHostTime(first), withoutHostTime(again));
  }

  private static List<PenSample> withoutHostTime(Ink ink) {
    return ink.samples().stream().map(PenSample::withoutHostTime).toList();
  }

  @Test
  void listingPadsAsksTheSystemWithoutFailing() throws Exception {
    List<PadDriver.Attached> attached = new PadDriver(PadRig.CATALOG, new Random(1)).list();
    attached.forEach(a -> assertFalse(a.uri().contains("/dev/pts"), a.uri()));
  }
}
