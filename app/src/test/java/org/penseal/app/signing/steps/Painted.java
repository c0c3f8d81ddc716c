// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Report;

/** A signed file whose first page was painted over later. */
final class Painted {
  private Painted() {}

  static void over(Path file, Path painted) throws IOException {
    try (PDDocument document = Loader.loadPDF(file.toFile());
        OutputStream out = Files.newOutputStream(painted)) {
      PDPage page = document.getPage(0);
      try (PDPageContentStream content =
          new PDPageContentStream(
              document, page, PDPageContentStream.AppendMode.APPEND, false, true)) {
        content.addRect(100, 600, 300, 40);
        content.fill();
      }
      page.getCOSObject().setNeedToBeUpdated(true);
      page.getResources().getCOSObject().setNeedToBeUpdated(true);
      document.saveIncremental(out);
    }
  }

  /** The same signature with a report that calls everything after it a filled field of page 1. */
  static Report.Signed overlooked(Report.Signed signed) {
    Changes.Step step = signed.changes().steps().getFirst();
    Changes.Change filled =
        new Changes.Change(ChangeClass.FORM, "field-filled", "f", List.of(), List.of(1));
    Changes changes =
        new Changes(
            ChangeClass.FORM,
            true,
            List.of("field-filled: f"),
            List.of(
                new Changes.Step(
                    step.fromByte(), step.toByte(), ChangeClass.FORM, true, List.of(filled))));
    return new Report.Signed(
        signed.claim(),
        signed.by(),
        new Report.Found(signed.coverage(), signed.integrityReasons(), List.of(), List.of()),
        signed.chain(),
        signed.time(),
        signed.assurance(),
        changes,
        new Report.Bound(signed.binding(), signed.evidence(), signed.documentDigest(), List.of()));
  }
}
