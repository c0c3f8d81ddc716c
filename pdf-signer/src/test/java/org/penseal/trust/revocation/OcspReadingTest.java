// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigInteger;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.signature.Octets;
import org.penseal.trust.embedded.RevocationFault;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.embedded.TestAuthority.Kind;

class OcspReadingTest {
  private TestAuthority authority;
  private Subject subject;

  @BeforeEach
  void start() throws Exception {
    authority = TestAuthority.start(Kind.SM2);
    subject = new Subject(authority.signerCertificate(), authority.subCertificate());
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  private Octets answer(String hashOid, BigInteger serial, RevocationFault fault) throws Exception {
    return answer(authority, hashOid, serial, fault);
  }

  /** What the authority answers about a certificate of its own. */
  static Octets answer(TestAuthority authority, Subject subject) throws Exception {
    BigInteger serial = subject.certificate().getSerialNumber();
    return answer(authority, "1.3.14.3.2.26", serial, RevocationFault.NONE);
  }

  private static Octets answer(
      TestAuthority authority, String hashOid, BigInteger serial, RevocationFault fault)
      throws Exception {
    OCSPReqBuilder builder = new OCSPReqBuilder();
    builder.addRequest(
        new CertificateID(
            new JcaDigestCalculatorProviderBuilder()
                .setProvider("BC")
                .build()
                .get(new AlgorithmIdentifier(new ASN1ObjectIdentifier(hashOid))),
            new X509CertificateHolder(authority.subCertificate().getEncoded()),
            serial));
    return Octets.of(authority.answer(builder.build().getEncoded(), fault));
  }

  // SHA-1, SHA-256, SM3
  @ParameterizedTest
  @ValueSource(strings = {"1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "1.2.156.10197.1.401"})
  void readsIdentifiersHashedWithAnyOfThree(String oid) throws Exception {
    Octets der = answer(oid, subject.certificate().getSerialNumber(), RevocationFault.NONE);
    Reading.Statement said =
        assertInstanceOf(Reading.Statement.class, OcspReading.of(der, subject, null));
    assertEquals(new Status.Good(), said.status());
    assertEquals(authority.delegateCertificate(), said.responder());
  }

  @Test
  void answerAboutAnotherCertificateSaysNothing() throws Exception {
    Octets der = answer("1.3.14.3.2.26", BigInteger.TEN, RevocationFault.NONE);
    assertEquals(new Reading.Irrelevant(), OcspReading.of(der, subject, null));
  }

  @Test
  void answerOfADelegateOfAnotherAuthorityIsRejected() throws Exception {
    Octets der =
        answer("1.3.14.3.2.26", subject.certificate().getSerialNumber(), RevocationFault.NONE);
    try (TestAuthority other = TestAuthority.start(Kind.SM2)) {
      // Same names and serial number, another key: the identifier does not fit any more.
      Subject wrong = new Subject(subject.certificate(), other.subCertificate());
      assertEquals(new Reading.Irrelevant(), OcspReading.of(der, wrong, null));
    }
  }

  @Test
  void everyChangedBitIsNoticedOrHarmless() throws Exception {
    byte[] der =
        answer("1.3.14.3.2.26", subject.certificate().getSerialNumber(), RevocationFault.NONE)
            .bytes();
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] changed = der.clone();
      changed[random.nextInt(der.length)] ^= (byte) (1 << random.nextInt(8));
      Reading reading = OcspReading.of(Octets.of(changed), subject, null);
      // Bits outside of what is signed may change, but never what is said.
      if (reading instanceof Reading.Statement said) {
        assertEquals(new Status.Good(), said.status());
      }
    }
    for (int length = 0; length < der.length; length += 7) {
      Octets cut = Octets.of(java.util.Arrays.copyOf(der, length));
      assertEquals(new Reading.Rejected("ocsp-not-parsable"), OcspReading.of(cut, subject, null));
    }
  }
}
