// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.tsp.TimeStampRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.ServiceException;
import org.penseal.signature.Octets;
import org.penseal.trust.Purpose;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.TestAuthority.Kind;

@Tag("slow")
class SeveralTsasTest {
  private static final URI DEAD = URI.create("http://127.0.0.1:1/");

  private TestAuthority first;
  private TestAuthority second;

  @BeforeEach
  void start() throws Exception {
    first = TestAuthority.start(Kind.ECDSA);
    second = TestAuthority.start(Kind.SM2);
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private static TimestampClient client(Duration timeout, URI... uris) {
    return new TimestampClient(List.of(uris), timeout, SigningBench.HASHING, new SecureRandom());
  }

  private static TimestampClient client(URI... uris) {
    return client(Duration.ofSeconds(60), uris);
  }

  private static Octets digest() {
    return Octets.of(SigningBench.HASHING.start("SHA-256").digest(new byte[] {1}));
  }

  @ParameterizedTest
  @CsvSource({
    "DOWN, no-answer",
    "SLOW, no-answer",
    "NONSENSE, bad-answer",
    "REFUSE, status-2",
    "OTHER_KEY, answer-to-another-request",
    "OTHER_NONCE, answer-to-another-request",
    "OTHER_SIGNER, timestamp-signature-mismatch",
    "WIDE_ACCURACY, timestamp-accuracy-too-wide"
  })
  void everyFaultFallsOverToTheNextAndIsTold(Fault fault, String code) throws Exception {
    first.tsaFault = fault;
    Duration timeout = fault == Fault.SLOW ? Duration.ofMillis(700) : Duration.ofSeconds(60);
    TimestampClient client = client(timeout, first.tsaUri(), second.tsaUri());
    TimestampClient.Answer answer = client.ask(digest(), "SHA-256");
    assertEquals(second.tsaUri(), answer.uri());
    assertEquals(second.tsaCertificate(), answer.timestamp().tsa());
    assertEquals(List.of(first.tsaUri() + " " + code), answer.passedOver());
    // It is asked last the next time, so that nobody waits for it again.
    assertEquals(List.of(), client.ask(digest(), "SHA-256").passedOver());
    second.tsaFault = Fault.REFUSE;
    ServiceException.NoTsa none =
        assertThrows(ServiceException.NoTsa.class, () -> client.ask(digest(), "SHA-256"));
    assertEquals(
        List.of(second.tsaUri() + " status-2", first.tsaUri() + " " + code), none.failures);
    first.tsaFault = Fault.NONE;
    assertEquals(first.tsaUri(), client.ask(digest(), "SHA-256").uri());
  }

  @Test
  void oneWhoseRootIsNotTrustedIsPassedOverAndAloneRefused() throws Exception {
    TrustStore roots = TrustStore.empty().with(Purpose.TSA, second.rootCertificate());
    TimestampClient both = client(first.tsaUri(), second.tsaUri()).trusting(roots);
    TimestampClient.Answer answer = both.ask(digest(), "SHA-256");
    assertEquals(second.tsaUri(), answer.uri());
    assertEquals(List.of(first.tsaUri() + " root-not-trusted"), answer.passedOver());
    TimestampClient alone = client(first.tsaUri()).trusting(roots);
    var untrusted =
        assertThrows(ServiceException.TsaUntrusted.class, () -> alone.ask(digest(), "SHA-256"));
    assertEquals(List.of("root-not-trusted"), untrusted.reasons);
    assertThrows(ServiceException.TsaUntrusted.class, alone::probe);
    assertThrows(
        ServiceException.TsaUntrusted.class,
        () -> client(first.tsaUri()).trusting(TrustStore.empty()).probe());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SM3", "SHA-256", "SHA-384", "SHA-512"})
  void stampsTheDigestOfEverySignatureThatCanBeMade(String algorithm) throws Exception {
    Octets digest = Octets.of(SigningBench.HASHING.start(algorithm).digest(new byte[] {1}));
    TimestampClient.Answer answer = client(first.tsaUri()).ask(digest, algorithm);
    assertEquals(List.of(), answer.passedOver());
  }

  @Test
  void healthOfAllIsLookedAtOnceAndTheLargestTokenCounts() throws Exception {
    TimestampClient client = client(DEAD, first.tsaUri(), second.tsaUri());
    TimestampClient.Health health = client.probe("SHA-256");
    assertEquals(List.of(DEAD + " no-answer"), health.failures());
    assertEquals(first.tsaCertificate(), health.first().tsa());
    int one = client(first.tsaUri()).probe("SHA-256").largestTokenBytes();
    int two = client(second.tsaUri()).probe("SHA-256").largestTokenBytes();
    assertTrue(Math.abs(health.largestTokenBytes() - Math.max(one, two)) <= 4);
    assertEquals(List.of(), client.ask(digest(), "SHA-256").passedOver(), "the dead one is last");
    assertThrows(
        ServiceException.NoTsa.class,
        () -> client(DEAD, URI.create("http://127.0.0.1:2/")).probe("SHA-256"));
    assertThrows(ServiceException.TsaUnreachable.class, () -> client(DEAD).probe("SHA-256"));
  }

  // BouncyCastle's generator refuses such a certificate, so the token is put together by hand.
  @Test
  void tokenOfACertificateWithoutTheUsageIsRefused() throws Exception {
    try (LoopbackServer server = new LoopbackServer()) {
      server.serve("/tsa", "application/timestamp-reply", () -> Fault.NONE, this::withoutUsage);
      TimestampClient client = client(server.uri("/tsa"));
      ServiceException.TsaRefused refused =
          assertThrows(ServiceException.TsaRefused.class, () -> client.ask(digest(), "SHA-256"));
      assertEquals("timestamp-usage-missing", refused.reason());
    }
  }

  private byte[] withoutUsage(byte[] body) throws java.io.IOException {
    try {
      TimeStampRequest request = new TimeStampRequest(body);
      X509Certificate certificate = first.signerCertificate();
      byte[] info =
          new org.bouncycastle.asn1.tsp.TSTInfo(
                  new ASN1ObjectIdentifier("1.2.3"),
                  new org.bouncycastle.asn1.tsp.MessageImprint(
                      new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                          request.getMessageImprintAlgOID()),
                      request.getMessageImprintDigest()),
                  new org.bouncycastle.asn1.ASN1Integer(7),
                  new org.bouncycastle.asn1.DERGeneralizedTime(new Date()),
                  (Accuracy) null,
                  null,
                  new org.bouncycastle.asn1.ASN1Integer(request.getNonce()),
                  null,
                  null)
              .getEncoded();
      byte[] hash = SigningBench.HASHING.start("SHA-256").digest(certificate.getEncoded());
      AttributeTable own =
          new AttributeTable(
              new DERSet(
                  new Attribute(
                      PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                      new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash))))));
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSimpleSignerInfoGeneratorBuilder()
              .setProvider("BC")
              .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(own))
              .build("SHA256withECDSA", first.signer.key(), certificate));
      generator.addCertificates(new JcaCertStore(List.of(certificate)));
      var token =
          generator.generate(
              new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info), true);
      return new org.bouncycastle.asn1.tsp.TimeStampResp(
              new org.bouncycastle.asn1.cmp.PKIStatusInfo(
                  org.bouncycastle.asn1.cmp.PKIStatus.granted),
              token.toASN1Structure())
          .getEncoded("DER");
    } catch (Exception e) {
      throw new java.io.IOException(e);
    }
  }
}
