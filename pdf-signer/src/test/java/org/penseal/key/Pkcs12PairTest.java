// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.refusal.CredentialException;
import org.penseal.trust.TestChain;

class Pkcs12PairTest {
  private static final char[] PASSWORD = "pw".toCharArray();

  @TempDir Path folder;

  private Path file(List<Integer> usages) throws Exception {
    TestChain.Party ca = TestChain.party("root", "SM2");
    X509Certificate root = TestChain.ca(ca, ca);
    Pkcs12Writer writer = new Pkcs12Writer(PASSWORD, 10);
    for (int i = 0; i < usages.size(); i++) {
      TestChain.Party party = TestChain.party("Station 7", "SM2");
      List<X509Certificate> chain = List.of(TestChain.leaf(usages.get(i), ca, party), root);
      writer.add("key-" + i, new Pkcs12File(party.key().getPrivate(), chain));
    }
    Path file = folder.resolve(usages + ".p12");
    writer.write(file);
    return file;
  }

  private static boolean[] usage(Pkcs12File key) {
    return key.chain().getFirst().getKeyUsage();
  }

  @Test
  void keysAreToldApartByWhatTheirCertificatesAreFor() throws Exception {
    for (List<Integer> usages :
        List.of(
            List.of(KeyUsage.digitalSignature, KeyUsage.keyEncipherment),
            List.of(KeyUsage.keyAgreement, KeyUsage.digitalSignature))) {
      Pkcs12Pair pair = Pkcs12Pair.read(file(usages), PASSWORD);
      assertTrue(usage(pair.signing())[0]);
      assertTrue(!usage(pair.encryption().orElseThrow())[0]);
      assertEquals(2, pair.signing().chain().size());
    }
    Pkcs12Pair one = Pkcs12Pair.read(file(List.of(KeyUsage.digitalSignature)), PASSWORD);
    assertTrue(one.encryption().isEmpty());
  }

  @Test
  void keysThatAreNoPairAreRefused() throws Exception {
    for (List<Integer> usages :
        List.of(
            List.of(KeyUsage.digitalSignature, KeyUsage.digitalSignature),
            List.of(
                KeyUsage.digitalSignature | KeyUsage.keyEncipherment,
                KeyUsage.digitalSignature | KeyUsage.keyEncipherment),
            List.of(KeyUsage.keyEncipherment, KeyUsage.keyEncipherment),
            List.of(
                KeyUsage.digitalSignature, KeyUsage.keyEncipherment, KeyUsage.keyEncipherment))) {
      Path file = file(usages);
      var refusal =
          assertThrows(CredentialException.KeyRefused.class, () -> Pkcs12Pair.read(file, PASSWORD));
      assertEquals(CredentialException.KeyRefused.Why.NOT_A_PAIR, refusal.why);
    }
    Path whole = file(List.of(KeyUsage.digitalSignature));
    var refusal =
        assertThrows(
            CredentialException.KeyRefused.class,
            () -> Pkcs12Pair.read(whole, "other".toCharArray()));
    assertEquals(CredentialException.KeyRefused.Why.WRONG_PASSWORD_OR_FORMAT, refusal.why);
  }
}
