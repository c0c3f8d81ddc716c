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
import org.penseal.pad.ink.InkDigest;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.hand.Handwriting;
import org.penseal.pad.transport.Recorder;
import org.penseal.pad.transport.Recording;

/**
 * Makes the recordings of {@code testdata/recordings} from the simulator; run with the folder as
 * the only argument. Each gets a file {@code .expected} with the digest of its ink.
 */
final class RecordingFiles {
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
  }

  private static Recording record(String name, Faults faults) throws Exception {
    Recorder recorder = Recorder.inMemory();
    Ink ink = Handwriting.write(name, PadRig.model("stu-430v"), 11);
    try (PadSimulator simulator =
        PadSimulator.start(
            new PadSimulator.Setup(
                PadRig.model("stu-430v"),
                "SIM0000001",
                Optional.empty(),
                SimulatedCustomer.signs(ink),
                4))) {
      simulator.faults(faults);
      try (Pad pad = new PadDriver(PadRig.CATALOG, new Random(1)).open(simulator.uri(), recorder)) {
        pad.startCapture();
        Optional<PadEvent> event = pad.next(PadRig.LONG);
        while (event.isPresent() && event.get() instanceof PadEvent.Pen) {
          event = pad.next(PadRig.LONG);
        }
      }
    }
    return recorder.recording();
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
