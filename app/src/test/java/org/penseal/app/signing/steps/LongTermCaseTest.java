// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.ServiceException;
import org.penseal.signature.Level;
import org.penseal.trust.embedded.EmbeddedTrust;
import org.penseal.trust.embedded.Fault;
import org.penseal.trust.embedded.RevocationFault;

/** Cases whose signed file carries its long-term data. */
@WholeCase
class LongTermCaseTest {
  @TempDir Path folder;
  private CaseLab lab;
  private EmbeddedTrust trust;

  @BeforeEach
  void open() throws Exception {
    lab = CaseLab.open(folder.resolve("lab"));
    trust = DemoWorkplace.trust(lab.station).embedded();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private CaseLab.Job job(Level level) throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    return new CaseLab.Job(job.order().at(level), job.before());
  }

  private VerifiedFile finished(CaseLab.Job job, String profile) throws Exception {
    assertArrayEquals(job.before(), Files.readAllBytes(job.input()));
    try (var left = Files.list(job.output().getParent())) {
      assertEquals(List.of(job.output()), left.toList());
    }
    VerifiedFile verified = lab.verify(job.output());
    assertEquals(Report.Verdict.VALID, verified.verdict(), verified::toString);
    assertEquals(profile, verified.signatures().getFirst().signed().profile());
    return verified;
  }

  @Test
  void caseEndsWithAnArchiveTimestamp() throws Exception {
    CaseLab.Job job = job(Level.LTA);
    lab.sign(job, Checkpoint.NONE);
    VerifiedFile verified = finished(job, "pades-lta");
    assertEquals(2, verified.signatures().size());
    assertEquals(
        Report.TimeKind.DOCUMENT_TIMESTAMP, verified.signatures().getLast().signed().time().kind());
  }

  @Test
  void caseEndsWithItsDataOnly() throws Exception {
    CaseLab.Job job = job(Level.LT);
    lab.sign(job, Checkpoint.NONE);
    assertEquals(1, finished(job, "pades-lt").signatures().size());
  }

  @Test
  void archiveTimestampThatCouldNotBeHadIsAddedByTheNextStart() throws Exception {
    CaseLab.Job job = job(Level.LTA);
    Checkpoint dies =
        Milestones.named(
            reached -> {
              if (reached.equals("state:STAMPED")) {
                trust.tsaFault(Fault.DOWN);
              }
            });
    assertThrows(ServiceException.TsaUnreachable.class, () -> lab.sign(job, dies));
    assertEquals("STAMPED", lab.row(job).state());
    CaseLab.assertNothingWritten(job);
    assertEquals(
        Recovery.Outcome.WAITING, new Recovery(lab.station.services()).run().getFirst().outcome());
    trust.tsaFault(Fault.NONE);
    assertEquals(
        Recovery.Outcome.FINISHED, new Recovery(lab.station.services()).run().getFirst().outcome());
    assertEquals("ARCHIVED", lab.row(job).state());
    finished(job, "pades-lta");
  }

  private void nobodyKnowsWhetherTheTsaIsRevoked() {
    trust.ocspFault(RevocationFault.DOWN);
    trust.crlFault(RevocationFault.DOWN);
  }

  @Test
  void tsaWhoseRevocationNobodyKnowsIsRefusedBeforeAnybodyAgrees() throws Exception {
    nobodyKnowsWhetherTheTsaIsRevoked();
    notBegun(ServiceException.RevocationUnavailable.class);
  }

  @Test
  void revokedTsaIsRefusedBeforeAnybodyAgrees() throws Exception {
    trust.revoke(trust.tsaCertificate(), Instant.now().minusSeconds(60), 1);
    notBegun(CredentialException.Revoked.class);
  }

  private void notBegun(Class<? extends Exception> type) throws Exception {
    CaseLab.Job job = job(Level.LT);
    assertThrows(type, () -> lab.sign(job, Checkpoint.NONE));
    assertEquals(List.of(), lab.station.archive().cases());
    CaseLab.assertNothingWritten(job);
  }

  /** A signature without long-term data needs nobody who knows of revocation. */
  @Test
  void tsaWhoseRevocationNobodyKnowsStampsWhereNoLongTermDataIsOrdered() throws Exception {
    nobodyKnowsWhetherTheTsaIsRevoked();
    CaseLab.Job job = job(Level.T);
    lab.sign(job, Checkpoint.NONE);
    finished(job, "pades-t");
  }
}
