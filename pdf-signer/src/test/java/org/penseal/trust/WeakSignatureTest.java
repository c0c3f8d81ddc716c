// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeakSignatureTest {
  @ParameterizedTest
  @CsvSource({
    "SHA1withRSA, true",
    "MD5withRSA, true",
    "SHA1withECDSA, true",
    "SHA1withDSA, true",
    "SHA1withRSAandMGF1, true",
    "SHA256withRSAandMGF1, false",
    "SHA512withRSAandMGF1, false",
    "SHA256withRSA, false",
    "SHA384withECDSA, false",
    "SM3withSM2, false",
    "Ed25519, false",
    "RIPEMD160withRSA, true",
    "SHA224withRSA, true",
    "SHA224withECDSA, true",
  })
  void digestsThatCollideAreWeak(String name, boolean weak) {
    assertEquals(
        weak, WeakSignature.is(new DefaultSignatureAlgorithmIdentifierFinder().find(name)));
  }

  @Test
  void pssWithoutParametersIsSha1() {
    assertEquals(
        true,
        WeakSignature.is(
            new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.113549.1.1.10"))));
  }
}
