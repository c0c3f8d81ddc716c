// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.Octets;

class CrlReadingTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private KeyPair key;
  private Subject subject;

  @BeforeEach
  void chain() throws Exception {
    SigningBench.registerProvider();
    key = pair();
    X509Certificate root = certificate("CN=root", key, 1);
    subject = new Subject(certificate("CN=leaf", pair(), 2), root);
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("sm2p256v1"));
    return generator.generateKeyPair();
  }

  private X509Certificate certificate(String name, KeyPair own, long serial) throws Exception {
    return new JcaX509CertificateConverter()
        .setProvider("BC")
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    new X500Name("CN=root"),
                    BigInteger.valueOf(serial),
                    Date.from(now.minus(Duration.ofDays(9))),
                    Date.from(now.plus(Duration.ofDays(9))),
                    new X500Name(name),
                    own.getPublic())
                .build(
                    new JcaContentSignerBuilder("SM3withSM2")
                        .setProvider("BC")
                        .build(key.getPrivate())));
  }

  private ValidationData crl(KeyPair signer, long revoked, Duration nextUpdate) throws Exception {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name("CN=root"), Date.from(now));
    builder.setNextUpdate(Date.from(now.plus(nextUpdate)));
    builder.addCRLEntry(BigInteger.valueOf(revoked), Date.from(now), CRLReason.superseded);
    return ValidationData.ofCrl(
        Octets.of(
            builder
                .build(
                    new JcaContentSignerBuilder("SM3withSM2")
                        .setProvider("BC")
                        .build(signer.getPrivate()))
                .getEncoded()));
  }

  private Status status(ValidationData data, Instant at) {
    return RevocationCheck.of(subject, ProvenData.unprotected(data, at), at, at);
  }

  @Test
  void certificateThatIsNotListedIsGood() throws Exception {
    assertEquals(new Status.Good(), status(crl(key, 3, Duration.ofDays(1)), now));
  }

  @Test
  void listedCertificateIsRevokedAndTheTimeIsTold() throws Exception {
    var revoked =
        assertInstanceOf(Status.Revoked.class, status(crl(key, 2, Duration.ofDays(1)), now));
    assertEquals(now, revoked.effective());
    assertTrue(revoked.endedInOrder());
  }

  @Test
  void rejectsListOfAnotherKey() throws Exception {
    assertEquals(
        new Status.Unknown(List.of("crl-signature-mismatch")),
        status(crl(pair(), 3, Duration.ofDays(1)), now));
  }

  @Test
  void listThatIsOutOfDateSaysNothing() throws Exception {
    assertEquals(
        new Status.Unknown(List.of(RevocationCheck.OUT_OF_DATE)),
        status(crl(key, 3, Duration.ofDays(1)), now.plus(Duration.ofDays(2))));
  }
}
