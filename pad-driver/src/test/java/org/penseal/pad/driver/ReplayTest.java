// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.hand.Handwriting;
import org.penseal.pad.transport.Recorder;
import org.penseal.pad.transport.Recording;
import org.penseal.pad.transport.RecordingTransport;
import org.penseal.pad.transport.ReplayTransport;
import org.penseal.pad.transport.SerialTransport;
import org.penseal.pad.transport.Transport;

@Timeout(600)
class ReplayTest {

  private static Ink session(Transport transport) throws Exception {
    try (Pad pad = new PadDriver(PadRig.CATALOG, new Random(1)).open(transport)) {
      return capture(pad);
    }
  }

  private static Ink capture(Pad pad) throws Exception {
    pad.startCapture();
    Optional<PadEvent> event = pad.next(PadRig.LONG);
    while (event.isPresent() && event.get() instanceof PadEvent.Pen) {
      event = pad.next(PadRig.LONG);
    }
    return pad.stopCapture();
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
      Recorder recorder = Recorder.inMemory();
      first =
          session(
              new RecordingTransport(
                  SerialTransport.open(simulator.path().toString(), 115_200), recorder));
      recording = recorder.recording();
    }
    assertFalse(first.isBlank());
    Ink again = session(new ReplayTransport(Recording.parse(recording.toText())));
    assertEquals(withoutHostTime(first), withoutHostTime(again));
    Ink recorded = RecordedCapture.of(recording, PadRig.CATALOG, micros -> {}).ink();
    assertEquals(withoutHostTime(first), withoutHostTime(recorded));
  }

  @Test
  void recordedSessionOverHidGivesTheSameInkAgain() throws Exception {
    Recorder recorder = Recorder.inMemory();
    Ink live;
    try (PadSimulator simulator =
            PadSimulator.inMemory(
                new PadSimulator.Setup(
                    PadRig.model("stu-540"),
                    "A",
                    Optional.empty(),
                    SimulatedCustomer.signs(PadRig.writing()),
                    20));
        Pad pad =
            new PadDriver(PadRig.CATALOG, new Random(1))
                .open(simulator.openHid(), PadRig.model("stu-540"), recorder)) {
      live = capture(pad);
    }
    assertFalse(live.isBlank());
    Recording recording = Recording.parse(recorder.recording().toText());
    assertEquals("hid", recording.facts().get("link"));
    assertEquals("stu-540", recording.facts().get("model"));
    Ink recorded = RecordedCapture.of(recording, PadRig.CATALOG, micros -> {}).ink();
    assertEquals(withoutHostTime(live), withoutHostTime(recorded));
  }

  /** Opens, captures until the customer has confirmed, and records all of it. */
  private static Recorder written(String id, List<Ink> live) throws Exception {
    Recorder recorder = Recorder.inMemory();
    PadModel model = PadRig.model(id);
    try (PadSimulator simulator =
            PadSimulator.start(
                new PadSimulator.Setup(
                    model,
                    "A",
                    Optional.empty(),
                    SimulatedCustomer.signs(Handwriting.write("李娜", model, 3)),
                    20));
        Pad pad =
            new PadDriver(PadRig.CATALOG, new Random(1))
                .open(
                    simulator.serial()
                        ? SerialTransport.open(simulator.path().toString(), 115_200)
                        : simulator.openHid(),
                    model,
                    recorder)) {
      live.add(RecordingFiles.capture(pad, simulator.device()));
    }
    return recorder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topaz-siglite-1x5",
        "topaz-siggem-color-5x7",
        "hanvon-esp370u",
        "epadlink-epad",
        "hid-digitizer",
        "stu-300",
        "stu-500"
      })
  void recordedSessionOfEveryFamilyGivesTheSameInkAgain(String id) throws Exception {
    List<Ink> live = new ArrayList<>();
    Recording recording = Recording.parse(written(id, live).recording().toText());
    assertEquals(id, recording.facts().get("model"));
    assertFalse(live.getFirst().isBlank());
    RecordedCapture.Result result = RecordedCapture.of(recording, PadRig.CATALOG, micros -> {});
    assertEquals(1, result.captures());
    // Times of pads that do not count are those of arrival, which the recording has a little later.
    assertEquals(positions(live.getFirst()), positions(result.ink()));
    assertEquals(live.getFirst().lostReports(), result.ink().lostReports());
    assertEquals(result, RecordedCapture.of(recording, PadRig.CATALOG, micros -> {}));
  }

  private static List<List<Integer>> positions(Ink ink) {
    return ink.samples().stream()
        .map(s -> List.of(s.x(), s.y(), s.pressure(), (int) s.sequence(), s.touching() ? 1 : 0))
        .toList();
  }

  private static List<PenSample> withoutHostTime(Ink ink) {
    return ink.samples().stream().map(PenSample::withoutHostTime).toList();
  }

  @Test
  void listingPadsAsksTheSystemWithoutFailing() throws Exception {
    List<PadDriver.Attached> attached = new PadDriver(PadRig.CATALOG, new Random(1)).list();
    attached.forEach(a -> assertFalse(a.uri().matches("serial:/dev/(pts/|ttyS).*"), a.uri()));
  }
}
