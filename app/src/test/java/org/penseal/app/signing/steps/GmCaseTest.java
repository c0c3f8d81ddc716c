// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;

/** A whole case whose signature is a message of GB/T 35275. */
@WholeCase
class GmCaseTest {
  @TempDir Path folder;
  private CaseLab lab;

  @BeforeEach
  void open() throws Exception {
    lab = CaseLab.open(folder);
  }

  @AfterEach
  void close() {
    lab.station.close();
  }

  private static CaseLab.Job gm(CaseLab.Job job) {
    CaseOrder o = job.order();
    return new CaseLab.Job(o.in(new CaseOrder.Form(o.form().level(), true)), job.before());
  }

  @Test
  void chipSignsItAndTheEvidenceMatches() throws Exception {
    CaseLab.Job job = gm(lab.pdf(folder));
    lab.sign(job, Checkpoint.NONE);
    VerifiedFile verified = lab.verify(job.output());
    assertEquals(Report.Verdict.VALID, verified.verdict(), verified::toString);
    VerifiedFile.Entry entry = verified.signatures().getFirst();
    assertEquals("gm-cms", entry.signed().profile());
    assertEquals(Report.TimeKind.SIGNATURE_TIMESTAMP, entry.signed().time().kind());
    assertTrue(entry.signed().time().ok());
    // Valid with an event certificate says that everything it was issued for matches.
    assertTrue(entry.evidence().present(), verified::toString);
    byte[] changed = Files.readAllBytes(job.output());
    changed[11] ^= 1;
    Path altered = Files.write(folder.resolve("altered.pdf"), changed);
    assertEquals(Report.Verdict.INVALID, lab.verify(altered).verdict());
  }
}
