// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.OptionWords;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.WholeFile;
import org.penseal.app.signing.CaseException;
import org.penseal.app.workplace.Station;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.RecordedCapture;
import org.penseal.pad.ink.InkDigest;
import org.penseal.pad.ink.InkDocument;
import org.penseal.pad.ink.file.InkFormat;
import org.penseal.pad.transport.Recording;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal pad replay}: a recording through the parser of the pads. */
@Command(
    name = "replay",
    description =
        "Reproduces the handwriting of a recording; the result does not depend on the speed.")
final class PadReplayCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();

  @Parameters(paramLabel = "FILE", description = "file written by penseal pad record")
  Path file = Path.of("");

  @Option(
      names = "--speed",
      paramLabel = "N",
      converter = OptionWords.NotNegative.class,
      description = "speed of the replay; 1: as recorded; 0 (default): without waiting")
  double speed;

  @Option(
      names = "--out",
      paramLabel = "INK",
      description = "handwriting file to write: .inkml, .sti, .json or .csv")
  @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    if (out != null && InkFormat.of(out.toString()).isEmpty()) {
      String words = reply.texts().get("ink.unknown-extension", out.toString());
      return reply.usage(words, "pad replay");
    }
    Station.registerProvider();
    long begin = System.nanoTime();
    RecordedCapture.Result result =
        RecordedCapture.of(recording(), PadCatalog.load(), micros -> await(begin, micros));
    if (out != null) {
      write(out, result.ink());
    }
    answer(result);
    return 0;
  }

  private Recording recording() throws PadException, CaseException {
    try {
      return Recording.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CaseException.DocumentUnreadable(file);
    }
  }

  private void await(long begin, long micros) throws PadException {
    if (!(speed > 0)) {
      return;
    }
    long nanos = begin + (long) (micros * 1000 / speed) - System.nanoTime();
    try {
      Thread.sleep(Math.max(0, nanos / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
  }

  private void write(Path into, Ink ink) throws PadException, SigningException {
    InkFormat format = InkFormat.of(into.toString()).orElseThrow();
    InkFormat.Written written = format.write(InkDocument.of(ink));
    WholeFile.write(into, written.bytes(), "ink");
    InkCommand.sayDropped(reply, format, written.dropped());
  }

  private void answer(RecordedCapture.Result result) throws IOException {
    Ink ink = result.ink();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", result.identity().model().id());
    json.put("serialNumber", result.identity().serialNumber());
    json.put("captures", result.captures());
    json.put("samples", ink.samples().size());
    json.put("strokes", ink.strokes().size());
    json.put("lost", ink.lostReports());
    json.put("droppedFrames", result.droppedFrames());
    json.put("gone", result.gone());
    json.put("sm3", HexFormat.of().formatHex(InkDigest.sm3(ink)));
    reply.json(json);
    json.forEach((key, value) -> reply.line(key + ": " + value));
  }
}
