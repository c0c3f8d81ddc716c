// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.OpensslKey;
import org.penseal.refusal.CredentialException;
import org.penseal.signature.Suite;

class SigningCertificateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

  @TempDir Path folder;

  private X509Certificate certificate(String... further) throws Exception {
    return OpensslKey.make(folder, OpensslKey.curve("P-256"), List.of(further))
        .read()
        .chain()
        .getFirst();
  }

  @Test
  void signsOnlyWithinItsValidity() throws Exception {
    X509Certificate certificate =
        certificate("-not_before", "20260101000000Z", "-not_after", "20270101000000Z");
    SigningCertificate.require(certificate, Suite.ECDSA_SHA256, START);
    SigningCertificate.require(certificate, Suite.ECDSA_SHA256, END);
    for (Instant at : List.of(START.minusSeconds(1), END.plusSeconds(1))) {
      var refused =
          assertThrows(
              CredentialException.NotValidAt.class,
              () -> SigningCertificate.require(certificate, Suite.ECDSA_SHA256, at));
      assertEquals(START, refused.from);
      assertEquals(END, refused.until);
      assertEquals(at.isBefore(START), refused.early);
    }
  }

  @Test
  void keyUsageMustNameSigningIfThereIsOne() throws Exception {
    for (String usage :
        new String[] {"digitalSignature", "nonRepudiation", "cRLSign,nonRepudiation"}) {
      X509Certificate fit = certificate("-addext", "keyUsage=" + usage);
      SigningCertificate.require(fit, Suite.ECDSA_SHA256, Instant.now());
    }
    SigningCertificate.require(certificate(), Suite.ECDSA_SHA256, Instant.now());
    for (String usage : new String[] {"keyEncipherment", "keyAgreement", "keyCertSign,cRLSign"}) {
      X509Certificate unfit = certificate("-addext", "keyUsage=" + usage);
      assertThrows(
          CredentialException.NotForSigning.class,
          () -> SigningCertificate.require(unfit, Suite.ECDSA_SHA256, Instant.now()));
    }
  }

  @Test
  void keyMustSignInTheWayThatIsAskedFor() throws Exception {
    X509Certificate certificate = certificate();
    assertThrows(
        CredentialException.UnfitKey.class,
        () -> SigningCertificate.require(certificate, Suite.RSA_SHA256, Instant.now()));
  }
}
