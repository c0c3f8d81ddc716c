// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.WholeCase;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;

/**
 * A whole case on pads of every kind: with and without a screen, with keys of their own or none.
 */
@WholeCase
@Timeout(600)
class PadKindsTest {
  @TempDir static Path shared;
  private static CaseLab lab;

  @TempDir Path folder;

  @BeforeAll
  static void openLab() throws Exception {
    lab = CaseLab.open(shared);
  }

  @AfterAll
  static void closeLab() {
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stu-300",
        "stu-520a",
        "stu-530",
        "topaz-siglite-1x5",
        "topaz-siggem-lcd-1x5",
        "hanvon-esp370u",
        "epadlink-epad",
        "hid-digitizer"
      })
  void everyKindOfPadReachesAValidSignature(String model) throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    String id;
    try (CaseLab.Desk desk = lab.desk(model, CaseLab.signs())) {
      id =
          lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE)
              .orElseThrow()
              .caseId();
      if (model.startsWith("stu-")) {
        boolean colour = !model.equals("stu-300");
        assertEquals(colour, desk.simulator().picture().colour());
      }
    }
    byte[] share = lab.station.archive().share(id).orElseThrow();
    InkKeys keys = new InkKeys(DemoWorkplace.trust(lab.station).escrow(), share);
    VerifiedFile verified = lab.verify(job.output(), Optional.of(keys));
    assertEquals(Report.Verdict.VALID, verified.verdict());
    assertEquals(
        new EvidenceReport(
            true,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.DeviceState.HOST,
            EvidenceReport.State.MISSING,
            0,
            true,
            CaseLab.ORIGINS,
            EvidenceReport.BoundBy.CERTIFICATE,
            EvidenceReport.Answered.NONE,
            CaseLab.ESCROW),
        verified.signatures().getFirst().evidence());
  }
}
