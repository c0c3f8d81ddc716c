// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.cli.terminal.UsageException;
import org.penseal.app.cli.terminal.WholeFile;
import org.penseal.app.ink.ForensicPicture;
import org.penseal.app.ink.InkEvaluation;
import org.penseal.app.ink.InkFiles;
import org.penseal.app.ink.PaperPicture;
import org.penseal.app.problem.Problem;
import org.penseal.app.signing.CaseException;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.ink.Dropped;
import org.penseal.pad.ink.InkDocument;
import org.penseal.pad.ink.compare.Consistency;
import org.penseal.pad.ink.compare.ErrorRates;
import org.penseal.pad.ink.compare.Movement;
import org.penseal.pad.ink.compare.Rates;
import org.penseal.pad.ink.compare.Warping;
import org.penseal.pad.ink.file.InkFormat;
import org.penseal.pdf.page.ChineseFont;
import org.penseal.refusal.SigningException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penseal ink}: pen traces in files. */
@Command(
    name = "ink",
    description = "Converts, shows and compares handwriting (.json, .csv, .inkml, .sti).",
    mixinStandardHelpOptions = true)
final class InkCommand {
  private final InkFiles files = new InkFiles(PadCatalog.load());

  @Spec CommandSpec spec = CommandSpec.create();

  @Command(
      name = "convert",
      description =
          "Converts handwriting to the format given by the extension, also .svg and .png; reports"
              + " what that format cannot represent.")
  int convert(
      @Mixin Reply reply,
      @Parameters(
              index = "0",
              paramLabel = "IN",
              description = "handwriting: .inkml, .xml, .sti, .json or .csv")
          Path in,
      @Parameters(
              index = "1",
              paramLabel = "OUT",
              description = "output: an extension of IN, or .svg or .png")
          Path out)
      throws PadException, CaseException, SigningException, IOException {
    if (picture(out) && !unknown(reply, in)) {
      OwnPlace.require(out, List.of(in));
      return paper(reply, files.read(in).ink(), out);
    }
    Optional<InkFormat> format = InkFormat.of(out.toString());
    if (unknown(reply, in) || unknown(reply, out) || format.isEmpty()) {
      return Problem.USAGE;
    }
    if (!out.equals(in)) { // by its own name it stays in its format
      OwnPlace.require(out, List.of(in));
    }
    InkDocument document = files.read(in);
    InkFormat.Written written = format.get().write(document);
    WholeFile.write(out, written.bytes(), "ink");
    Ink ink = document.ink();
    List<String> dropped = written.dropped().stream().map(Dropped::key).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("samples", ink.samples().size());
    json.put("strokes", ink.strokes().size());
    json.put("format", format.get().words());
    json.put("dropped", dropped);
    reply.json(json);
    reply.line(
        reply
            .texts()
            .get(
                "ink.converted", ink.samples().size(), ink.strokes().size(), format.get().words()));
    sayDropped(reply, format.get(), written.dropped());
    return 0;
  }

  private static boolean picture(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".svg") || name.endsWith(".png");
  }

  // As it looks on paper; a picture cannot be read again.
  private static int paper(Reply reply, Ink ink, Path out)
      throws SigningException, CaseException, IOException {
    if (ink.strokes().isEmpty()) {
      return reply.usage(reply.texts().get("ink.no-stroke"), "ink convert");
    }
    PaperPicture picture = PaperPicture.of(ink);
    boolean svg = out.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    WholeFile.write(out, svg ? picture.svg() : picture.png(), "picture");
    reply.json(Map.of("samples", ink.samples().size(), "strokes", ink.strokes().size()));
    reply.line(reply.texts().get("pdf.written", out));
    return 0;
  }

  /** Says what a file does not have of its ink; nothing when it has all. */
  static void sayDropped(Reply reply, InkFormat format, Set<Dropped> dropped) {
    String words =
        dropped.stream()
            .map(d -> reply.texts().get("ink.dropped." + d.key()))
            .collect(Collectors.joining(reply.texts().get("ink.list.comma")));
    if (!dropped.isEmpty()) {
      reply.progress(reply.texts().get("ink.dropped", format.words(), words));
    }
  }

  private static boolean unknown(Reply reply, Path file) {
    boolean unknown = InkFormat.of(file.toString()).isEmpty();
    if (unknown) {
      reply.usage(reply.texts().get("ink.unknown-extension", file.toString()), "ink");
    }
    return unknown;
  }

  @Command(
      name = "show",
      description = "Draws handwriting for examination: strokes, speed, pressure.")
  int show(
      @Mixin Reply reply,
      @Parameters(
              paramLabel = "FILE",
              description = "handwriting: .inkml, .xml, .sti, .json or .csv")
          Path file,
      @Option(
              names = "--png",
              required = true,
              paramLabel = "OUT",
              description = "picture to write")
          Path png,
      @Option(
              names = "--colour",
              paramLabel = "speed|pressure",
              description = "what the colours of the strokes show")
          ForensicPicture.@Nullable Colour colour)
      throws PadException, CaseException, SigningException, IOException {
    if (unknown(reply, file)) {
      return Problem.USAGE;
    }
    OwnPlace.require(png, List.of(file));
    Ink ink = files.read(file).ink();
    String name = String.valueOf(file.getFileName());
    ForensicPicture.Colour shown = colour == null ? ForensicPicture.Colour.SPEED : colour;
    ForensicPicture picture = new ForensicPicture(font(), reply.texts());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture.draw(ink, name, shown), "png", bytes);
    WholeFile.write(png, bytes.toByteArray(), "picture");
    reply.json(Map.of("samples", ink.samples().size(), "strokes", ink.strokes().size()));
    return 0;
  }

  private static Font font() throws IOException {
    try (InputStream in = ChineseFont.open()) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the font that was built in cannot be read", e);
    }
  }

  @Command(
      name = "compare",
      description =
          "Compares handwriting with 1 to 5 references; the result is an indicator of consistency,"
              + " not a verdict.")
  int compare(
      @Mixin Reply reply,
      @Parameters(
              arity = "1..2",
              paramLabel = "A[,A2…] B",
              description = "references and the handwriting in question, or only the latter")
          List<String> named,
      @Option(
              names = "--reference",
              paramLabel = "FILE",
              description = "reference for the comparison with B; repeatable")
          @Nullable List<Path> more)
      throws PadException, CaseException, IOException {
    List<Path> references = new ArrayList<>(more == null ? List.of() : more);
    if (named.size() == 2) {
      references.addAll(references(named.getFirst()));
    }
    Path probe = name(named.getLast());
    List<Path> all = new ArrayList<>(references);
    all.add(probe);
    if (references.isEmpty() || references.size() > Consistency.MOST_REFERENCES) {
      return reply.usage(reply.texts().get("ink.compare.count"), "ink compare");
    }
    for (Path file : all) {
      if (unknown(reply, file)) {
        return Problem.USAGE;
      }
    }
    List<Movement> movements = new ArrayList<>();
    for (Path file : all) {
      movements.add(Movement.of(files.handwriting(file)));
    }
    Consistency found =
        Consistency.of(movements.subList(0, references.size()), movements.getLast(), new Warping());
    answer(reply, found, ErrorRates.of(references.size()));
    return 0;
  }

  private Path name(String word) {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new UsageException(spec, "file-name", "A, B", word);
    }
  }

  private List<Path> references(String named) {
    Path whole = name(named);
    return Files.exists(whole)
        ? List.of(whole)
        : Arrays.stream(named.split(",", -1)).map(this::name).toList();
  }

  private static void answer(Reply reply, Consistency found, ErrorRates rates) throws IOException {
    boolean one = found.references() == 1;
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("references", found.references());
    json.put("indicator", found.indicator());
    json.put("scale", one ? "distance" : "ratio-to-references");
    json.put("shape", found.shape());
    json.put("duration", found.duration());
    json.put("amongReferences", one ? null : found.amongReferences());
    Map<String, Object> measured = new LinkedHashMap<>();
    measured.put("data", ErrorRates.DATA);
    measured.put("references", rates.references());
    measured.put("practisedEer", rates.practisedEer());
    measured.put("otherWriterEer", rates.otherWriterEer());
    measured.put("operatingPoints", rates.points());
    json.put("errorRates", measured);
    json.put("note", reply.texts().get("ink.compare.note"));
    reply.json(json);
    String indicator = String.format(Locale.ROOT, "%.3f", found.indicator());
    reply.line(
        reply
            .texts()
            .get("ink.compare.indicator." + (one ? "1" : "n"), indicator, found.references()));
    reply.line(
        reply
            .texts()
            .get(
                "ink.compare.parts",
                String.format(Locale.ROOT, "%.3f", found.shape()),
                String.format(Locale.ROOT, "%.3f", found.duration())));
    reply.line(
        reply
            .texts()
            .get(
                "ink.compare.rates",
                rates.references(),
                ErrorRates.DATA,
                percent(rates.practisedEer()),
                percent(rates.otherWriterEer())));
    reply.line(reply.texts().get("ink.compare.note"));
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f", 100 * part);
  }

  @Command(
      name = "evaluate",
      description =
          "Measures the error rates of the consistency indicator over a list of comparisons.")
  int evaluate(
      @Mixin Reply reply,
      @Parameters(paramLabel = "LIST.tsv", description = "rows ref1,ref2,…<TAB>probe<TAB>0|1")
          Path list)
      throws PadException, CaseException, IOException, InterruptedException {
    InkEvaluation.Result found = new InkEvaluation(files).run(list);
    boolean both = !Double.isNaN(found.rates().eer());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rows", found.rows());
    json.put("genuine", found.genuine());
    json.put("forged", found.forged());
    json.put("failed", found.failed());
    json.put("eer", both ? found.rates().eer() : null);
    json.put("threshold", both ? found.rates().threshold() : null);
    json.put("operatingPoints", found.rates().points());
    reply.json(json);
    if (!both) {
      reply.line(
          reply
              .texts()
              .get("ink.evaluate.one-sided", found.genuine(), found.forged(), found.failed()));
      return Problem.CANNOT_SAY;
    }
    reply.line(
        reply
            .texts()
            .get(
                "ink.evaluate.result",
                percent(found.rates().eer()),
                String.format(Locale.ROOT, "%.4f", found.rates().threshold()),
                found.genuine(),
                found.forged(),
                found.failed()));
    for (Rates.Point point : found.rates().points()) {
      reply.line(
          reply
              .texts()
              .get(
                  "ink.evaluate.point",
                  percent(point.falseAccepted()),
                  percent(point.falseRefused()),
                  String.format(Locale.ROOT, "%.4f", point.threshold())));
    }
    return 0;
  }
}
