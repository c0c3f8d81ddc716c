// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penseal.cms.CmsForm;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.revocation.ProvenData;
import org.penseal.trust.revocation.ValidationData;

/** A document time-stamp over a signature counts up to its accuracy, as one inside it does. */
class ShieldTest {
  private static Judgement judged(Instant time, Instant latest, TestAuthority authority)
      throws Exception {
    Octets digest =
        Octets.of(
            SigningBench.HASHING
                .start(Suite.SM2_SM3.digest())
                .digest("content".getBytes(StandardCharsets.UTF_8)));
    try (SigningKey key = authority.signingKey()) {
      SignedAttributes attributes =
          SignedAttributes.forData(
              key.suite(),
              digest,
              authority.signerCertificate(),
              SigningBench.EVIDENCE,
              SigningBench.HASHING);
      CmsSignature cms =
          CmsSignature.assemble(attributes, key.sign(attributes.der().bytes()), key.chain());
      Instant now = latest.plusSeconds(86_400);
      VerificationContext setting =
          new VerificationContext(
              now,
              ProvenData.unprotected(ValidationData.NONE, now),
              Optional.of(new VerificationContext.Shield(time, latest, "TSA", false, false)),
              new ProvenData(List.of()));
      return new SignatureJudge(authority.store(), SigningBench.HASHING, Suite.DEFAULT_SM2_ID)
          .signature(cms, digest, CmsForm.BASELINE, setting);
    }
  }

  @Test
  void signerMustHaveBeenValidAtTheLatestTimeThatItCanMean() throws Exception {
    try (TestAuthority authority = TestAuthority.start(TestAuthority.Kind.SM2)) {
      Instant end = authority.signerCertificate().getNotAfter().toInstant();
      Judgement inside = judged(end.minusSeconds(30), end.minusSeconds(5), authority);
      assertEquals(Report.Chain.TRUSTED, inside.chain(), inside::toString);
      assertEquals(end.minusSeconds(30), inside.time().at());
      Judgement across = judged(end.minusSeconds(30), end.plusSeconds(5), authority);
      assertEquals(Report.Chain.EXPIRED, across.chain(), across::toString);
    }
  }
}
