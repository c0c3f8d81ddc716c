// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Doubts;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.hazard.HazardScan;

/** Covered content is searched for in the time of the whole file, and the verdict does not wait. */
class CoveringTimeTest extends SignedFiles {
  // Over the line of text of the first page.
  private static final Placement OVER = new Placement.At(1, 60, 180, 200, 60);

  private Report report(Path file, Duration left) throws Exception {
    return new PdfVerifier(bench.store(), SigningBench.HASHING)
        .verify(file, null, Instant.now(), new HazardScan(1), Deadline.in(left))
        .report();
  }

  @Test
  void whatIsNotLookedAtInTimeLeavesTheVerdictOpen() throws Exception {
    Path once =
        bench.sign(Documents.plain(folder.resolve("in.pdf")), new Placement.Invisible()).file();
    Path twice = bench.sign(once, OVER).file();
    assertOpen("addition-not-looked-at", report(twice, Duration.ZERO));
    assertOpen("addition-covers-content", report(twice, Duration.ofMinutes(10)));
  }

  private static void assertOpen(String doubt, Report report) {
    assertEquals(Report.Verdict.INDETERMINATE, report.verdict(), report::toString);
    List<String> codes =
        report.signatures().getFirst().changes().steps().stream()
            .flatMap(each -> each.changes().stream())
            .map(Changes.Change::code)
            .filter(Doubts::contains)
            .toList();
    assertEquals(List.of(doubt), codes, report::toString);
  }
}
