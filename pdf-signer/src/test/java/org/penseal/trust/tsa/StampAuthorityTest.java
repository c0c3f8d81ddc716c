// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.key.Pkcs12File;
import org.penseal.signature.SigningKey;
import org.penseal.trust.TestChain;

class StampAuthorityTest {
  private static final StampAuthority AUTHORITY = new StampAuthority("1.2.3.4", 500);

  private static SigningKey key() throws Exception {
    TestChain.Party ca = TestChain.party("TSA root", "P-256");
    TestChain.Party own = TestChain.party("TSA", "P-256");
    X509Certificate certificate =
        TestChain.leaf(
            ca,
            own,
            builder ->
                builder.addExtension(
                    Extension.extendedKeyUsage,
                    true,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping)));
    return new Pkcs12File(own.key().getPrivate(), List.of(certificate, TestChain.ca(ca, ca)))
        .open();
  }

  private static TimeStampResponse answered(TimeStampRequestGenerator asking, boolean granted)
      throws Exception {
    byte[] request =
        asking.generate(TSPAlgorithms.SHA256, new byte[32], BigInteger.TEN).getEncoded();
    try (SigningKey key = key()) {
      StampAuthority.Answer answer =
          AUTHORITY.answer(
              StampAuthority.read(request),
              key,
              new StampAuthority.Mark(Instant.now(), BigInteger.TWO));
      assertEquals(granted, answer.granted());
      return new TimeStampResponse(answer.der().bytes());
    }
  }

  @Test
  void requestWithoutExtensionsIsGranted() throws Exception {
    TimeStampResponse answer = answered(new TimeStampRequestGenerator(), true);
    assertEquals(PKIStatus.GRANTED, answer.getStatus());
    assertTrue(
        answer.getTimeStampToken().getTimeStampInfo().toASN1Structure().getExtensions() == null);
  }

  // What the token's signature covers would otherwise have bytes of the caller's choice.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyExtensionIsRefusedAndNothingOfItIsSigned(boolean critical) throws Exception {
    TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
    String chosen = "what the caller wants signed";
    asking.addExtension(new ASN1ObjectIdentifier("1.2.3.4.5"), critical, new DERUTF8String(chosen));
    TimeStampResponse answer = answered(asking, false);
    assertEquals(PKIStatus.REJECTION, answer.getStatus());
    assertEquals(
        new PKIFailureInfo(PKIFailureInfo.unacceptedExtension).intValue(),
        answer.getFailInfo().intValue());
    assertFalse(new String(answer.getEncoded(), StandardCharsets.ISO_8859_1).contains(chosen));
  }
}
