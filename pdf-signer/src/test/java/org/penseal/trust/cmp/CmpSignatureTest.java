// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.cmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIConfirmContent;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessageBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.signature.SigningKey;
import org.penseal.trust.TestChain;
import org.penseal.trust.TestChain.Party;

class CmpSignatureTest {
  private static final Instant NOW = Instant.now();

  private static ContentSigner signer(Party party, String algorithm) throws Exception {
    return new JcaContentSignerBuilder(algorithm).setProvider("BC").build(party.key().getPrivate());
  }

  private static X509Certificate delegate(Party authority, Party party, String algorithm, int usage)
      throws Exception {
    return new JcaX509CertificateConverter()
        .setProvider("BC")
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    new X500Name(authority.name()),
                    BigInteger.TWO,
                    Date.from(NOW.minus(Duration.ofDays(1))),
                    Date.from(NOW.plus(Duration.ofDays(1))),
                    new X500Name(party.name()),
                    party.key().getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                .addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_cmcCA))
                .build(signer(authority, algorithm)));
  }

  private static PKIMessage message(X509Certificate certificate, Party party, String algorithm)
      throws Exception {
    GeneralName name = new GeneralName(new X500Name(party.name()));
    return new ProtectedPKIMessageBuilder(name, name)
        .setTransactionID(new byte[16])
        .setBody(new PKIBody(PKIBody.TYPE_CONFIRM, new PKIConfirmContent()))
        .addCMPCertificate(new JcaX509CertificateHolder(certificate))
        .build(signer(party, algorithm))
        .toASN1Structure();
  }

  /** Only judges. */
  private static final class NoKey implements SigningKey {
    @Override
    public List<X509Certificate> chain() {
      return List.of();
    }

    @Override
    public byte[] sign(byte[] data) {
      throw new IllegalStateException("nothing is signed here");
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  private static boolean believed(X509Certificate authority, PKIMessage message) {
    return new CmpSignature(new NoKey(), List.of(authority), new SecureRandom())
        .verifies(message, NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA-2048, SHA256withRSA, true",
    "RSA-2048, SHA1withRSA, false",
    "RSA-2048, MD5withRSA, false",
    "RSA-1024, SHA256withRSA, false",
    "P-256, SHA256withECDSA, true",
    "P-256, SHA1withECDSA, false",
    "secp256k1, SHA256withECDSA, false"
  })
  void answersOfAnAuthorityNeedAKeyAndAnAlgorithmThatSignersMayHave(
      String kind, String algorithm, boolean believed) throws Exception {
    Party authority = TestChain.party("Authority", kind);
    X509Certificate certificate = TestChain.ca(authority, authority);
    assertEquals(believed, believed(certificate, message(certificate, authority, algorithm)));
  }

  @ParameterizedTest
  @CsvSource({
    "RSA-2048, SHA256withRSA, RSA-2048, true",
    "RSA-2048, SHA1withRSA, RSA-2048, false",
    "RSA-1024, SHA256withRSA, RSA-2048, false",
    "RSA-2048, SHA256withRSA, RSA-1024, false"
  })
  void authorityAppointsBySuchASignature(
      String issuer, String algorithm, String kind, boolean believed) throws Exception {
    Party authority = TestChain.party("Authority", issuer);
    Party party = TestChain.party("Appointed", kind);
    X509Certificate appointed = delegate(authority, party, algorithm, KeyUsage.digitalSignature);
    X509Certificate root = TestChain.ca(authority, authority);
    assertEquals(believed, believed(root, message(appointed, party, "SHA256withRSA")));
  }

  @ParameterizedTest
  @CsvSource({
    KeyUsage.digitalSignature + ", true",
    KeyUsage.keyEncipherment + ", false",
    KeyUsage.nonRepudiation + ", false"
  })
  void appointedKeyMustBeOneForSignatures(int usage, boolean believed) throws Exception {
    Party authority = TestChain.party("Authority", "P-256");
    Party party = TestChain.party("Appointed", "P-256");
    X509Certificate appointed = delegate(authority, party, "SHA256withECDSA", usage);
    X509Certificate root = TestChain.ca(authority, authority);
    assertEquals(believed, believed(root, message(appointed, party, "SHA256withECDSA")));
  }
}
