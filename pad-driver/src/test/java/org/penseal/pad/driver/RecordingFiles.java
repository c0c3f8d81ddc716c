// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.ink.InkDigest;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.SimulatedDevice;
import org.penseal.pad.simulator.hand.Handwriting;
import org.penseal.pad.transport.Recorder;
import org.penseal.pad.transport.Recording;

/**
 * Makes the recordings of {@code testdata/recordings} from the simulator; run with the folder as
 * the only argument. Each gets a file {@code .expected} with the digest of its ink.
 */
final class RecordingFiles {
  private static final List<String> ONE_OF_EACH =
      List.of(
          "stu-300",
          "stu-540",
          "topaz-siglite-1x5",
          "topaz-siggem-color-5x7",
          "hanvon-esp370u",
          "epadlink-epad",
          "hid-digitizer");

  private RecordingFiles() {}

  public static void main(String[] arguments) throws Exception {
    PadRig.provider();
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    Recording whole = record("张伟", Faults.none());
    write(folder, "signed", whole);
    write(folder, "lost-report", record("李伟", Faults.losing(300)));
    write(folder, "unplugged-in-a-stroke", record("李娜", Faults.unpluggedAt(120)));
    write(folder, "noise-between-frames", noisy(whole));
    for (String model : ONE_OF_EACH) {
      write(folder, model, record(model, "李娜", Faults.none()));
    }
  }

  private static Recording record(String name, Faults faults) throws Exception {
    return record("stu-430v", name, faults);
  }

  private static Recording record(String id, String name, Faults faults) throws Exception {
    Recorder recorder = Recorder.inMemory();
    PadModel model = PadRig.model(id);
    Ink ink = Handwriting.write(name, model, 11);
    PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1));
    try (PadSimulator simulator =
        PadSimulator.start(
            new PadSimulator.Setup(
                model, "SIM0000001", Optional.empty(), SimulatedCustomer.signs(ink), 4))) {
      simulator.faults(faults);
      try (Pad pad =
          simulator.serial()
              ? driver.open(simulator.uri() + "?model=" + id, recorder)
              : driver.open(simulator.openHid(), model, recorder)) {
        capture(pad, simulator.device());
      } catch (PadException.Gone e) {
        // That is what was to be recorded.
        return recorder.recording();
      }
    }
    return recorder.recording();
  }

  /** The ink of one capture, with somebody who presses what the customer nods to. */
  static Ink capture(Pad pad, SimulatedDevice device) throws PadException {
    device.workstation(
        button -> {
          try {
            pad.press(button);
          } catch (PadException e) {
            throw new IllegalStateException(e);
          }
        });
    pad.startCapture();
    if (!device.hearsOfCaptures()) {
      device.captureBegins();
    }
    Optional<PadEvent> event = pad.next(PadRig.LONG);
    while (event.isPresent() && event.get() instanceof PadEvent.Pen) {
      event = pad.next(PadRig.LONG);
    }
    return pad.stopCapture();
  }

  /** Bytes that belong to no frame before some of the frames, and beginnings of frames. */
  private static Recording noisy(Recording recording) {
    Random random = new Random(5);
    List<Recording.Passage> passages = new ArrayList<>();
    for (Recording.Passage passage : recording.passages()) {
      if (passage.kind() != Recording.Kind.RECEIVED) {
        passages.add(passage);
        continue;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (byte value : passage.bytes()) {
        if (value < 0 && random.nextInt(3) == 0) {
          for (int i = random.nextInt(12); i > 0; i--) {
            bytes.write(random.nextInt(128));
          }
          if (random.nextBoolean()) {
            bytes.writeBytes(new byte[] {(byte) 0x80, 0x0d, 0x1a, 0x24});
          }
        }
        bytes.write(value);
      }
      passages.add(
          new Recording.Passage(
              passage.micros(), passage.kind(), HexFormat.of().formatHex(bytes.toByteArray())));
    }
    return new Recording(recording.facts(), passages);
  }

  private static void write(Path folder, String name, Recording recording) throws Exception {
    Files.writeString(folder.resolve(name + ".rec"), recording.toText());
    Files.writeString(folder.resolve(name + ".expected"), expectation(recording));
  }

  /** What a replay must give, one fact a line. */
  static String expectation(Recording recording) throws Exception {
    RecordedCapture.Result result = RecordedCapture.of(recording, PadRig.CATALOG, micros -> {});
    return "model "
        + result.identity().model().id()
        + "\nsamples "
        + result.ink().samples().size()
        + "\nstrokes "
        + result.ink().strokes().size()
        + "\nlost "
        + result.ink().lostReports()
        + "\ngone "
        + result.gone()
        + "\nsm3 "
        + HexFormat.of().formatHex(InkDigest.sm3(result.ink()))
        + "\n";
  }

  /** The recordings of a folder. */
  static List<Path> in(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".rec")).sorted().toList();
    }
  }
}
