// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.Report;

/** What the evidence says, with and without the keys that open it. */
@WholeCase
class EvidenceTest {
  private static final byte[] CONTENT =
      "<?xml version=\"1.0\"?><投标 金额=\"1000000\"/>".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path shared;
  private static CaseLab lab;
  private static CaseLab.Job job;
  private static String caseId;
  @TempDir Path folder;

  @BeforeAll
  static void sign() throws Exception {
    lab = CaseLab.open(shared);
    job = lab.pdf(shared.resolve("signed"));
    caseId = lab.sign(job, Checkpoint.NONE).caseId();
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  private static Optional<InkKeys> keys(Pkcs12File escrow, byte[] share) {
    return Optional.of(new InkKeys(escrow, share));
  }

  private static EvidenceReport evidence(VerifiedFile file) {
    assertEquals(1, file.signatures().size());
    return file.signatures().getFirst().evidence();
  }

  private static String ink(Optional<InkKeys> keys) throws Exception {
    VerifiedFile verified = lab.verify(job.output(), keys);
    assertEquals(Report.Verdict.VALID, verified.verdict());
    return evidence(verified).ink().word();
  }

  private static byte[] share(String id) throws Exception {
    return lab.station.archive().share(id).orElseThrow();
  }

  @Test
  void everythingButTheInkMatchesWithoutKeys() throws Exception {
    EvidenceReport found = evidence(lab.verify(job.output()));
    assertEquals(
        new EvidenceReport(
            true,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.SEALED,
            EvidenceReport.DeviceState.SIMULATED,
            EvidenceReport.State.MISSING,
            0,
            true,
            CaseLab.ORIGINS,
            EvidenceReport.BoundBy.CERTIFICATE,
            EvidenceReport.Answered.NONE,
            CaseLab.ESCROW),
        found);
  }

  @Test
  void inkMatchesWithEscrowKeyAndShare() throws Exception {
    assertEquals("matches", ink(keys(DemoWorkplace.trust(lab.station).escrow(), share(caseId))));
  }

  @Test
  void erasedShareLeavesTheInkSealedForEver() throws Exception {
    CaseLab.Job erased = lab.pdf(folder);
    String id = lab.sign(erased, Checkpoint.NONE).caseId();
    lab.station.archive().retention().erase(id, true, "asked");
    assertEquals(Optional.empty(), lab.station.archive().share(id));
    assertEquals("ERASED", lab.station.archive().events(id).getLast().what());
    assertEquals("ARCHIVED", lab.station.archive().find(id).state());
    EvidenceReport found =
        evidence(
            lab.verify(
                erased.output(), keys(DemoWorkplace.trust(lab.station).escrow(), new byte[32])));
    assertEquals("not-opened", found.ink().word());
    assertEquals(Report.Verdict.VALID, lab.verify(erased.output()).verdict());
    assertTrue(lab.station.archive().log().verify() > 0);
  }

  @Test
  void padWithoutAChipSignsWithTheHostsStatement() throws Exception {
    CaseLab.Job plain = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk("stu-430v", CaseLab.signs())) {
      lab.run(plain, desk, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE);
    }
    VerifiedFile verified = lab.verify(plain.output());
    assertEquals(Report.Verdict.VALID, verified.verdict());
    assertEquals("host", evidence(verified).device().word());
  }

  @Test
  void caseOverDataGivesADetachedSignatureWithItsEvidence() throws Exception {
    CaseLab.Job data = lab.data(folder, CONTENT);
    String id = lab.sign(data, Checkpoint.NONE).caseId();
    Optional<InkKeys> opens = keys(DemoWorkplace.trust(lab.station).escrow(), share(id));
    VerifiedFile verified = lab.verify(data.output(), opens);
    assertEquals(Report.Verdict.VALID, verified.verdict());
    assertEquals(
        new EvidenceReport(
            true,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.State.MATCHES,
            EvidenceReport.DeviceState.SIMULATED,
            EvidenceReport.State.MISSING,
            0,
            true,
            CaseLab.ORIGINS,
            EvidenceReport.BoundBy.CERTIFICATE,
            EvidenceReport.Answered.NONE,
            CaseLab.ESCROW),
        evidence(verified));
    assertTrue(java.util.Arrays.equals(CONTENT, Files.readAllBytes(data.input())));
  }

  @Test
  void tamperedDataMakesItsSignatureInvalid() throws Exception {
    CaseLab.Job data = lab.data(folder, CONTENT);
    lab.sign(data, Checkpoint.NONE);
    Files.write(data.input(), new byte[] {' '}, StandardOpenOption.APPEND);
    assertEquals(Report.Verdict.INVALID, lab.verify(data.output()).verdict());
    byte[] flipped = CONTENT.clone();
    flipped[40] ^= 1;
    Files.write(data.input(), flipped);
    assertEquals(Report.Verdict.INVALID, lab.verify(data.output()).verdict());
  }

  @Test
  void flippedByteMakesThePdfInvalid() throws Exception {
    byte[] bytes = Files.readAllBytes(job.output());
    bytes[bytes.length / 3] ^= 1;
    Path altered = folder.resolve("altered.pdf");
    Files.write(altered, bytes);
    assertNotEquals(Report.Verdict.VALID, lab.verify(altered).verdict());
  }
}
