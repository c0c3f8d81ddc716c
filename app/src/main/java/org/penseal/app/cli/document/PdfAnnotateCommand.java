// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.document;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.penseal.app.cli.terminal.OwnPlace;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.ink.InkFiles;
import org.penseal.app.ink.InkStrokes;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.sign.PdfEditor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penseal pdf annotate}: ink of a file as a handwritten annotation (手写批注). */
@Command(
    name = "annotate",
    description = "Adds handwriting from a file to a PDF as an annotation.",
    mixinStandardHelpOptions = true)
final class PdfAnnotateCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin PdfFiles files = new PdfFiles();

  @Option(
      names = "--ink",
      required = true,
      paramLabel = "FILE",
      description = "handwriting: .inkml, .sti, .json or .csv")
  Path ink = Path.of("");

  @Option(
      names = "--at",
      required = true,
      paramLabel = "PAGE,X,Y,W,H",
      description = "rectangle in points, from the lower left corner of the page")
  String at = "";

  @Option(names = "--author", paramLabel = "NAME", description = "author of the annotation")
  String author = "";

  @Option(names = "--contents", paramLabel = "TEXT", description = "text of the annotation")
  String contents = "";

  @Override
  public Integer call() throws Exception {
    OwnPlace.require(files.out, List.of(ink));
    Placement.At place = files.rectangle(at, "--at");
    List<Appearance.Stroke> strokes =
        InkStrokes.of(new InkFiles(PadCatalog.load()).read(ink).ink());
    if (strokes.isEmpty()) {
      throw files.wrong("strokes", ink);
    }
    SignatureSpec.Note note = new SignatureSpec.Note(place, strokes, author, contents);
    OffsetDateTime now = OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS);
    PdfEditor.annotate(files.in, files.password(), List.of(note), now, files.out);
    return files.done(reply);
  }
}
