// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.verify.PdfVerifier;

class BenchDocumentTest {
  @TempDir Path folder;

  /** What is measured is a valid file of as many revisions as the figure says. */
  @Test
  void aFormThatIsFilledAgainAndAgainStaysValid() throws Exception {
    try (SigningBench bench = SigningBench.open(folder)) {
      Path form = BenchDocument.form(folder.resolve("form.pdf"));
      Path file = bench.sign(form, new Placement.Invisible()).file();
      for (int i = 0; i < 3; i++) {
        Path next = folder.resolve("filled-" + i + ".pdf");
        BenchDocument.fill(file, next, "remark " + i);
        file = next;
      }
      Report report =
          new PdfVerifier(bench.store(), SigningBench.HASHING).verify(file, null, Instant.now());
      assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
      List<List<String>> steps =
          report.signatures().getFirst().changes().steps().stream()
              .map(step -> step.changes().stream().map(Changes.Change::text).toList())
              .toList();
      List<String> filled = List.of("field-filled: remark");
      assertEquals(List.of(filled, filled, filled), steps);
    }
  }
}
