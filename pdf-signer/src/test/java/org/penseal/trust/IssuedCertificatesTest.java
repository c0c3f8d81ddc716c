// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.SigningBench;

/** That something is known of one certificate says nothing of another. */
class IssuedCertificatesTest {
  @BeforeAll
  static void provider() {
    SigningBench.registerProvider();
  }

  @Test
  void onlyTheSamePairIsKnown() throws Exception {
    TestChain.Party ca = TestChain.party("root", "SM2");
    TestChain.Party other = TestChain.party("root", "SM2");
    X509Certificate root = TestChain.ca(ca, ca);
    X509Certificate namesake = TestChain.ca(other, other);
    X509Certificate leaf = TestChain.leaf(ca, TestChain.party("leaf", "SM2"));
    IssuedCertificates known = new IssuedCertificates();
    assertFalse(known.has(leaf, root));
    known.put(leaf, root);
    assertTrue(known.has(leaf, root));
    assertFalse(known.has(leaf, namesake));
    assertFalse(known.has(root, leaf));
  }

  @Test
  void certificateThatIsChangedIsNotTakenForTheOneThatIsKnown() throws Exception {
    TestChain.Party ca = TestChain.party("root", "SM2");
    X509Certificate root = TestChain.ca(ca, ca);
    X509Certificate leaf = TestChain.leaf(ca, TestChain.party("leaf", "SM2"));
    for (int i = 0; i < 2; i++) {
      assertEquals(Optional.of(root), ChainCheck.issuer(leaf, List.of(root)));
    }
    byte[] der = leaf.getEncoded();
    der[der.length - 1] ^= 1;
    X509Certificate changed =
        (X509Certificate)
            CertificateFactory.getInstance("X.509", "BC")
                .generateCertificate(new ByteArrayInputStream(der));
    assertEquals(Optional.empty(), ChainCheck.issuer(changed, List.of(root)));
    assertEquals(Optional.of(root), ChainCheck.issuer(leaf, List.of(root)));
  }
}
