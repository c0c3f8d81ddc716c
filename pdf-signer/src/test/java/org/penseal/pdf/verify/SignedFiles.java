// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.Report.Verdict;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.SigningException;

/** Makes signed files, and further revisions of them as an attacker or editor would. */
class SignedFiles {
  @TempDir Path folder;
  SigningBench bench;

  @BeforeEach
  void open() throws SigningException, IOException {
    bench = SigningBench.open(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  Report verify(Path file) throws SigningException {
    return new PdfVerifier(bench.store(), SigningBench.HASHING).verify(file, null, Instant.now());
  }

  Path signed() throws Exception {
    return bench
        .sign(Documents.form(folder.resolve("in.pdf")), new Placement.Field("expert"))
        .file();
  }

  /** An attacker's or editor's further revision, made with PDFBox. */
  interface Edit {
    void apply(PDDocument document) throws IOException;
  }

  Path edited(Path file, Edit edit) throws IOException {
    Path result = folder.resolve("edited-" + System.nanoTime() + ".pdf");
    try (PDDocument document = Loader.loadPDF(file.toFile());
        OutputStream out = Files.newOutputStream(result)) {
      edit.apply(document);
      document.saveIncremental(out);
    }
    return result;
  }

  void expectOther(Path attacked, String code) throws SigningException {
    Report report = verify(attacked);
    assertEquals(Verdict.INVALID, report.verdict(), () -> report.toString());
    Report.Signed one = report.signatures().getFirst();
    assertTrue(one.intact(), () -> one.toString());
    assertEquals(ChangeClass.OTHER, one.changes().changeClass(), () -> one.toString());
    assertTrue(one.reasons().contains(code), () -> one.toString());
  }
}
