// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.CeremonyHost;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.ceremony.KeyPlan;
import org.penseal.app.cli.KeyFile;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.key.Pkcs12File;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pdf.Report;
import org.penseal.refusal.CredentialException;
import org.penseal.signature.SigningKey;

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

  /** Only SM2 makes such messages: told before anybody agrees, whoever is to sign. */
  @Test
  void stationOrOperatorWithAnotherKeyBeginsNoCase() throws Exception {
    CaseLab.Job job = gm(lab.pdf(folder));
    Path made = KeyFile.make(folder, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256").file();
    StatementKey p256 = StatementKey.of(Pkcs12File.read(made, "pw".toCharArray()));
    try (CaseLab.Desk desk = lab.desk("stu-300", CaseLab.signs());
        SigningKey operator = p256.open()) {
      Ceremony ceremony =
          new Ceremony(
              lab.station.services(),
              desk.pad(),
              Optional.of(p256),
              new Ceremony.Look(
                  Texts.of("en"), lab.station::padFont, TimeoutFactor.on(Duration.ofSeconds(60))),
              Checkpoint.NONE);
      for (KeyPlan plan :
          List.of(new KeyPlan.OneTime(new byte[0]), new KeyPlan.Standing(operator))) {
        CredentialException.UnfitKey refused =
            assertThrows(
                CredentialException.UnfitKey.class,
                () ->
                    ceremony.run(
                        job.order(),
                        DocumentWords.of(job.order().document(), null),
                        CaseLab.identified(CaseLab.signer()),
                        plan,
                        new Asked()));
        assertEquals(CredentialException.UnfitKey.Why.PROFILE, refused.why);
      }
    }
    assertEquals(List.of(), lab.station.archive().cases());
  }

  private static final class Asked implements CeremonyHost {
    @Override
    public boolean consents(String text) {
      throw new AssertionError("somebody was asked to agree");
    }

    @Override
    public boolean shows() {
      return true;
    }

    @Override
    public List<Integer> showDocument(int pages) {
      return List.of();
    }

    @Override
    public void reached(CaseState state) {
      throw new AssertionError("a case has begun");
    }
  }
}
