// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.ink.TraceFile;
import org.penseal.app.screen.PadPage;
import org.penseal.app.workplace.DataFolder;
import org.penseal.app.workplace.Demonstration;
import org.penseal.app.workplace.Laboratory;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.driver.RecordedCapture;
import org.penseal.pad.ink.InkDigest;
import org.penseal.pad.transport.Recorder;
import org.penseal.pad.transport.Recording;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal pad record}: everything that passes between computer and pad, with its times. */
@Command(
    name = "record",
    description =
        "Records the raw data of one signature. OK or Cancel on the pad, --seconds or Ctrl-C ends"
            + " the recording.")
final class PadRecordCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int SM3_DIGITS = 64;

  private final PadCatalog catalog = PadCatalog.load();
  private final PadDriver driver = new PadDriver(catalog, new SecureRandom());
  private final AtomicBoolean stopped = new AtomicBoolean();

  @Mixin Reply reply = new Reply();

  @Parameters(
      paramLabel = "URI",
      description = "signature pad: hid:, hid:PATH, serial:PATH or sim:MODEL")
  String uri = "";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "recording to write")
  Path out = Path.of("");

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = OptionWords.Positive.class,
      description = "end after this number of seconds")
  @Nullable Double seconds;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "file with the handwriting of the simulated signer")
  @Nullable Path trace;

  @Option(
      names = "--speed",
      paramLabel = "N",
      converter = OptionWords.Positive.class,
      description = "speed of the simulated pen; 1: as recorded")
  double speed = 1;

  @Override
  public Integer call() throws Exception {
    if (!uri.startsWith(Laboratory.SIMULATED)) {
      try (Station station = Station.open(Settings.in(DataFolder.standard()))) {
        return record(station, recorder -> driver.open(uri, recorder));
      }
    }
    String model = uri.substring(Laboratory.SIMULATED.length());
    PadModel known = catalog.byId(model).orElseThrow(() -> new PadException.UnknownModel(model));
    Demonstration.Writing writing =
        trace == null
            ? Demonstration.Writing.nothing()
            : Demonstration.Writing.of(TraceFile.read(trace, known.space()));
    try (Station station = Station.open(Settings.in(DataFolder.standard()));
        Demonstration.SimulatedPad simulated = station.demonstration().pad(model, writing, speed)) {
      return record(station, recorder -> simulated.open(driver, recorder));
    }
  }

  /** Opens the pad and has everything told to the recorder. */
  @FunctionalInterface
  private interface Opening {
    Pad open(Recorder recorder) throws PadException;
  }

  private int record(Station station, Opening opening) throws Exception {
    // In memory until the pad is open: a pad that is not there costs nobody an older recording.
    try (Recorder recorder = Recorder.inMemory()) {
      Thread recording = Thread.currentThread();
      Thread hook = new Thread(() -> stop(recording), "stop-recording");
      Runtime.getRuntime().addShutdownHook(hook);
      try (Pad pad = opening.open(recorder)) {
        keep(recorder);
        PadModel model = pad.identity().model();
        if (model.showsPictures()) {
          pad.show(page().draw(pad.layout(), reply.texts()).picture());
        }
        String words = "pad.recording." + model.confirm().name();
        reply.progress(reply.texts().get(words, model.name()));
        pad.startCapture();
        String end = wait(pad);
        stopCapture(pad, end);
        recorder.fact("end", end);
        requireKept(recorder);
        answer(recorder, pad, end);
      } finally {
        if (!stopped.get()) {
          Runtime.getRuntime().removeShutdownHook(hook);
        }
      }
    }
    return 0;
  }

  /** The page of a case, with a digest of zeros: there is no document. */
  private PadPage page() {
    return new PadPage(reply.texts().get("pad.recording.page"), 0, "0".repeat(SM3_DIGITS));
  }

  private void keep(Recorder recorder) throws SigningException {
    try {
      recorder.keepIn(out);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(out, "recording", e);
    }
  }

  private void requireKept(Recorder recorder) throws SigningException {
    try {
      recorder.requireKept();
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(out, "recording", e);
    }
  }

  /** A pad that was pulled out is what was to be recorded, and cannot be told to stop. */
  private static void stopCapture(Pad pad, String end) throws PadException {
    try {
      pad.stopCapture();
    } catch (PadException.Gone e) {
      if (!end.equals("gone")) {
        throw e;
      }
    }
  }

  /** Every line is in the file already; the pad is still to be closed properly. */
  private void stop(Thread recording) {
    stopped.set(true);
    try {
      recording.join(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String wait(Pad pad) throws PadException {
    long limit = seconds == null ? Long.MAX_VALUE : (long) (seconds * 1e9);
    long begin = System.nanoTime();
    while (!stopped.get() && System.nanoTime() - begin < limit) {
      Optional<PadEvent> event = pad.next(POLL);
      switch (event.orElse(null)) {
        case PadEvent.Pressed(PadButton button) when button == PadButton.CLEAR ->
            pad.restartCapture();
        case PadEvent.Pressed(PadButton button) -> {
          return button == PadButton.OK ? "ok" : "cancel";
        }
        case PadEvent.Gone gone -> {
          return "gone";
        }
        case null, default -> {
          // A pen report, or none in this time.
        }
      }
    }
    return stopped.get() ? "stopped" : "seconds";
  }

  /** Says what a replay will say: a pad that does not count has the times of the recording. */
  private void answer(Recorder recorder, Pad pad, String end) throws IOException, PadException {
    Recording recording = Recording.parse(Files.readString(out));
    Ink ink = RecordedCapture.of(recording, catalog, micros -> {}).ink();
    String digest = HexFormat.of().formatHex(InkDigest.sm3(ink));
    recorder.fact("samples", Integer.toString(ink.samples().size()));
    recorder.fact("sm3", digest);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", out.toString());
    json.put("model", pad.identity().model().id());
    json.put("end", end);
    json.put("samples", ink.samples().size());
    json.put("strokes", ink.strokes().size());
    json.put("lost", ink.lostReports());
    json.put("sm3", digest);
    reply.json(json);
    reply.line(
        reply
            .texts()
            .get(
                "pad.recorded",
                ink.samples().size(),
                ink.strokes().size(),
                ink.lostReports(),
                out.toString()));
  }
}
