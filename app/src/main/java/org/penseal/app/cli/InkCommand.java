// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.penseal.app.capture.InkPicture;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.lab.Devices;
import org.penseal.app.problem.Problem;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.ink.InkCsv;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.ink.InkMlWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penseal ink}: pen traces in files. */
@Command(
    name = "ink",
    description = "Converts and shows pen traces.",
    mixinStandardHelpOptions = true)
final class InkCommand {

  @Command(name = "convert", description = "By extension: .json (native), .csv, .inkml.")
  int convert(
      @Mixin Reply reply,
      @Parameters(index = "0", paramLabel = "IN") Path in,
      @Parameters(index = "1", paramLabel = "OUT") Path out)
      throws PadException, IOException {
    Ink ink = Devices.trace(in, space());
    String name = out.toString().toLowerCase(Locale.ROOT);
    byte[] bytes;
    if (name.endsWith(".json")) {
      bytes = InkJson.write(ink);
    } else if (name.endsWith(".inkml")) {
      bytes = InkMlWriter.write(ink);
    } else if (name.endsWith(".csv")) {
      bytes = InkCsv.write(ink).getBytes(StandardCharsets.UTF_8);
    } else {
      reply.progress("not a known extension: " + out);
      return Problem.USAGE;
    }
    Files.write(out, bytes);
    reply.json(Map.of("samples", ink.samples().size(), "strokes", ink.strokes().size()));
    return 0;
  }

  @Command(name = "show", description = "Draws a trace as a picture.")
  int show(
      @Mixin Reply reply,
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--png", required = true, paramLabel = "OUT") Path png)
      throws PadException, IOException {
    Ink ink = Devices.trace(file, space());
    ImageIO.write(InkPicture.of(ink.strokes(), ink.space(), 12), "png", png.toFile());
    reply.json(Map.of("samples", ink.samples().size(), "strokes", ink.strokes().size()));
    return 0;
  }

  // Tables say nothing of the pad; the reference pad has room for every trace of a counter.
  private static Ink.Space space() {
    return PadCatalog.load()
        .byId("penseal-ref")
        .map(PadModel::space)
        .orElseThrow(() -> new IllegalStateException("the reference pad is in the catalogue"));
  }
}
