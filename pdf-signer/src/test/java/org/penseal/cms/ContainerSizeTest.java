// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/** Random digests, real keys, chains and time-stamps: the message always fits, and closely. */
@Tag("slow")
class ContainerSizeTest {
  private static final int ROUNDS = 40;

  // r and s lose an octet for every 8 leading zero bits: more than 16 are never seen.
  private static final int SPARE_VALUE_BYTES = 16;

  // What a token may vary by beyond the dry run, plus what it did vary by.
  private static final int SPARE_TOKEN_BYTES = 96 + 24;

  @TempDir static Path folder;
  private static SigningBench bench;

  @BeforeAll
  static void open() throws Exception {
    bench = SigningBench.open(folder);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static OpensslKey key(String kind) throws Exception {
    return OpensslKey.make(
        folder,
        kind.equals("SM2")
            ? OpensslKey.SM2
            : kind.startsWith("P")
                ? OpensslKey.curve(kind)
                : OpensslKey.rsa(Integer.parseInt(kind)));
  }

  @ParameterizedTest
  @CsvSource({
    "SM2,SM2_SM3,false",
    "SM2,SM2_SM3,true",
    "P-256,ECDSA_SHA256,false",
    "P-384,ECDSA_SHA384,false",
    "P-521,ECDSA_SHA512,false",
    "2048,RSA_SHA256,false",
    "2048,RSA_PSS_SHA512,false",
    "4096,RSA_PSS_SHA384,false"
  })
  void messageAlwaysFitsAndTheWasteIsSmall(String kind, Suite suite, boolean gm) throws Exception {
    Profile bare = gm ? Profile.GM_CMS : Profile.PADES_B;
    Profile stamped = gm ? Profile.GM_CMS_T : Profile.PADES_T;
    int dryRun = bench.tsa().probe();
    Random random = new Random(7);
    try (SigningKey key = key(kind).read().open(suite, Suite.DEFAULT_SM2_ID)) {
      for (List<X509Certificate> chain : chains(key)) {
        int without = ContainerSize.of(bare, suite, chain, 0, SigningBench.HASHING);
        int with = ContainerSize.of(stamped, suite, chain, dryRun, SigningBench.HASHING);
        for (int i = 0; i < ROUNDS; i++) {
          byte[] digest = new byte[suite.digestBytes()];
          random.nextBytes(digest);
          SignedAttributes attributes =
              SignedAttributes.forPdf(
                  bare, suite, Octets.of(digest), chain.getFirst(), SigningBench.HASHING);
          byte[] value = key.sign(attributes.der().bytes());
          CmsSignature cms = CmsSignature.assemble(attributes, value, chain);
          assertSpare(
              without - cms.der().size(), suite.key().equals("RSA") ? 0 : SPARE_VALUE_BYTES);
          if (i % 8 == 0) {
            Octets token = bench.tsa().stamp(cms.signatureValue()).der();
            int size = cms.withTimestamp(token).der().size();
            assertSpare(with - size, SPARE_VALUE_BYTES + SPARE_TOKEN_BYTES);
          }
        }
      }
    }
  }

  private static void assertSpare(int bytes, int most) {
    assertTrue(bytes >= 0 && bytes <= most, "spare " + bytes);
  }

  // Alone, and with issuers behind it as many a CA delivers them.
  private static List<List<X509Certificate>> chains(SigningKey key) {
    List<X509Certificate> longer = new ArrayList<>(key.chain());
    longer.add(bench.trust.signerRoot());
    longer.add(bench.trust.tsaRoot());
    return List.of(key.chain(), longer);
  }

  @Test
  void tokenOfAnyLengthFits() throws Exception {
    try (SigningKey key = key("P-256").read().open()) {
      List<X509Certificate> chain = key.chain();
      byte[] digest = new byte[32];
      SignedAttributes attributes =
          SignedAttributes.forPdf(
              Profile.PADES_T,
              Suite.ECDSA_SHA256,
              Octets.of(digest),
              chain.getFirst(),
              SigningBench.HASHING);
      // Around every place where a length in the message gains an octet (X.690, section 8.1.3).
      for (int bytes = 4; bytes < 70_000; bytes += bytes < 600 || bytes > 64_000 ? 7 : 2003) {
        int reserved =
            ContainerSize.of(
                Profile.PADES_T, Suite.ECDSA_SHA256, chain, bytes, SigningBench.HASHING);
        byte[] value = new byte[72];
        CmsSignature cms = CmsSignature.assemble(attributes, value, chain);
        int size = cms.withTimestamp(octets(bytes)).der().size();
        int spare = reserved - size;
        assertTrue(spare >= 0 && spare <= SPARE_TOKEN_BYTES, bytes + ": " + spare);
      }
    }
  }

  /** An OCTET STRING of this length, header and all. */
  private static Octets octets(int bytes) throws Exception {
    for (int header = 2; header <= 5; header++) {
      byte[] made =
          new org.bouncycastle.asn1.DEROctetString(new byte[Math.max(0, bytes - header)])
              .getEncoded();
      if (made.length == bytes) {
        return Octets.of(made);
      }
    }
    return Octets.of(new org.bouncycastle.asn1.DEROctetString(new byte[bytes]).getEncoded());
  }

  @Test
  void largestValueOfEachCurveIsReserved() throws Exception {
    // SEQUENCE { INTEGER, INTEGER } with both leading bits set: 72, 104 and 139 octets.
    for (String kind : new String[] {"P-256", "P-384", "P-521"}) {
      int longest = kind.equals("P-256") ? 72 : kind.equals("P-384") ? 104 : 139;
      try (SigningKey key = key(kind).read().open()) {
        Suite suite = key.suite();
        SignedAttributes attributes =
            SignedAttributes.forPdf(
                Profile.PADES_B,
                suite,
                Octets.of(new byte[suite.digestBytes()]),
                key.chain().getFirst(),
                SigningBench.HASHING);
        int size = CmsSignature.assemble(attributes, new byte[longest], key.chain()).der().size();
        assertEquals(
            size, ContainerSize.of(Profile.PADES_B, suite, key.chain(), 0, SigningBench.HASHING));
      }
    }
  }
}
