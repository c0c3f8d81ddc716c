// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.signature.Octets;
import org.penseal.trust.TestChain;
import org.penseal.trust.TestChain.Party;

/** Responders that say "good" and are not to be believed. */
class HostileRespondersTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Party CA = party("ca", "P-256");
  private static final Party STRANGER = party("ca", "P-256");
  private static final Party RESPONDER = party("responder", "P-256");

  private static Party party(String name, String kind) {
    try {
      return TestChain.party(name, kind);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static final TestChain.Extra USAGE = usage(KeyPurposeId.id_kp_OCSPSigning);
  private static final TestChain.Extra NO_CHECK =
      builder ->
          builder.addExtension(new ASN1ObjectIdentifier(Subject.NO_CHECK), false, DERNull.INSTANCE);

  private static TestChain.Extra usage(KeyPurposeId purpose) {
    return builder ->
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
  }

  private static Octets answer(
      X509Certificate of,
      Party issuer,
      X509Certificate by,
      PrivateKey key,
      CertificateStatus... states)
      throws Exception {
    var digests = new JcaDigestCalculatorProviderBuilder().setProvider("BC").build();
    X509CertificateHolder own = new JcaX509CertificateHolder(by);
    BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(own.getSubject()));
    for (CertificateStatus each : states) {
      builder.addResponse(
          new CertificateID(
              digests.get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(TestChain.ca(issuer, issuer)),
              of.getSerialNumber()),
          each,
          Date.from(NOW),
          Date.from(NOW.plus(Duration.ofDays(1))));
    }
    String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    return Octets.of(
        new OCSPRespBuilder()
            .build(
                OCSPResp.SUCCESSFUL,
                builder.build(
                    new JcaContentSignerBuilder(algorithm).setProvider("BC").build(key),
                    new X509CertificateHolder[] {own},
                    Date.from(NOW)))
            .getEncoded());
  }

  private static Reading read(Party issuer, X509Certificate by, PrivateKey key) throws Exception {
    return read(issuer, by, key, CertificateStatus.GOOD);
  }

  private static Reading read(
      Party issuer, X509Certificate by, PrivateKey key, CertificateStatus... states)
      throws Exception {
    X509Certificate leaf = TestChain.leaf(CA, TestChain.party("leaf", "P-256"));
    Subject subject = new Subject(leaf, TestChain.ca(CA, CA));
    return OcspReading.of(answer(leaf, issuer, by, key, states), subject, null);
  }

  private static X509Certificate weaklySigned() throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(CA.name()),
            java.math.BigInteger.TEN,
            Date.from(NOW.minus(Duration.ofDays(1))),
            Date.from(NOW.plus(Duration.ofDays(1))),
            new X500Name(RESPONDER.name()),
            RESPONDER.key().getPublic());
    USAGE.add(builder);
    NO_CHECK.add(builder);
    return new JcaX509CertificateConverter()
        .setProvider("BC")
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA1withECDSA")
                    .setProvider("BC")
                    .build(CA.key().getPrivate())));
  }

  /** A responder's certificate. */
  private interface Certified {
    X509Certificate of(Party responder) throws Exception;
  }

  private static Map<String, Certified> certificates() {
    Map<String, Certified> all = new LinkedHashMap<>();
    all.put(
        "ocsp-signer-of-another-issuer", party -> TestChain.leaf(STRANGER, party, USAGE, NO_CHECK));
    all.put("ocsp-signer-not-authorized no usage", party -> TestChain.leaf(CA, party, NO_CHECK));
    all.put(
        "ocsp-signer-not-authorized any usage",
        party -> TestChain.leaf(CA, party, usage(KeyPurposeId.anyExtendedKeyUsage), NO_CHECK));
    all.put(
        "ocsp-signer-not-authorized key usage",
        party -> TestChain.leaf(KeyUsage.keyAgreement, CA, party, USAGE, NO_CHECK));
    all.put("ocsp-signer-not-authorized SHA-1", party -> weaklySigned());
    all.put(
        "ocsp-signer-not-authorized critical",
        party ->
            TestChain.leaf(
                CA,
                party,
                USAGE,
                NO_CHECK,
                builder ->
                    builder.addExtension(
                        new ASN1ObjectIdentifier("1.2.3"), true, DERNull.INSTANCE)));
    return all;
  }

  static Stream<String> names() {
    return certificates().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void certificateThatIsNoRespondersIsNotBelieved(String name) throws Exception {
    X509Certificate by = Objects.requireNonNull(certificates().get(name)).of(RESPONDER);
    assertEquals(
        new Reading.Rejected(name.split(" ", 2)[0]), read(CA, by, RESPONDER.key().getPrivate()));
  }

  @Test
  void keyThatAnybodyFindsIsNotBelieved() throws Exception {
    Party weak = TestChain.party("responder", "RSA-1024");
    assertEquals(
        new Reading.Rejected("ocsp-signer-not-authorized"),
        read(CA, TestChain.leaf(CA, weak, USAGE, NO_CHECK), weak.key().getPrivate()));
  }

  @Test
  void answerOfAnAuthorityOfTheSameNameIsAboutAnotherCertificate() throws Exception {
    assertEquals(
        new Reading.Irrelevant(),
        read(STRANGER, TestChain.ca(STRANGER, STRANGER), STRANGER.key().getPrivate()));
    // With the right issuer in it, by the wrong one.
    assertEquals(
        new Reading.Rejected("ocsp-signer-of-another-issuer"),
        read(CA, TestChain.leaf(STRANGER, RESPONDER, USAGE), RESPONDER.key().getPrivate()));
  }

  @Test
  void ofStatesThatDisagreeTheOneThatRevokesCounts() throws Exception {
    X509Certificate by = TestChain.leaf(CA, RESPONDER, USAGE, NO_CHECK);
    CertificateStatus revoked = new RevokedStatus(Date.from(NOW), CRLReason.keyCompromise);
    for (CertificateStatus[] states :
        new CertificateStatus[][] {
          {CertificateStatus.GOOD, revoked}, {revoked, CertificateStatus.GOOD}
        }) {
      Reading read = read(CA, by, RESPONDER.key().getPrivate(), states);
      var said = assertInstanceOf(Reading.Statement.class, read);
      assertInstanceOf(Status.Revoked.class, said.status());
    }
  }

  @Test
  void delegateThatIsOneIsBelieved() throws Exception {
    X509Certificate by = TestChain.leaf(CA, RESPONDER, USAGE, NO_CHECK);
    var said =
        assertInstanceOf(Reading.Statement.class, read(CA, by, RESPONDER.key().getPrivate()));
    assertEquals(new Status.Good(), said.status());
    assertEquals(by, said.responder());
  }
}
