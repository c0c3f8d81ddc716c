// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.cms.CmsSignature;
import org.penseal.pdf.Documents;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SignedHole;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/** Every algorithm, both ways between this project and OpenSSL. */
@Tag("slow")
class AlgorithmsTest {
  @TempDir static Path drawer;
  private static final Map<List<String>, OpensslKey> KEYS = new HashMap<>();

  @TempDir Path folder;

  private static OpensslKey key(List<String> kind) throws IOException {
    OpensslKey key = KEYS.get(kind);
    if (key == null) {
      key = OpensslKey.make(drawer, kind);
      KEYS.put(kind, key);
    }
    return key;
  }

  /**
   * One way to sign.
   *
   * @param kind for {@code openssl req}
   * @param suite how the key signs
   */
  record Way(List<String> kind, Suite suite) {
    @Override
    public String toString() {
      return kind.get(1) + (kind.size() > 3 ? " " + kind.get(3) : "") + " " + suite;
    }
  }

  static Stream<Way> ways() {
    return Stream.of(
        new Way(OpensslKey.rsa(2048), Suite.RSA_SHA256),
        new Way(OpensslKey.rsa(2048), Suite.RSA_SHA384),
        new Way(OpensslKey.rsa(2048), Suite.RSA_SHA512),
        new Way(OpensslKey.rsa(2048), Suite.RSA_PSS_SHA256),
        new Way(OpensslKey.rsa(2048), Suite.RSA_PSS_SHA384),
        new Way(OpensslKey.rsa(2048), Suite.RSA_PSS_SHA512),
        new Way(OpensslKey.rsa(3072), Suite.RSA_SHA256),
        new Way(OpensslKey.rsa(4096), Suite.RSA_SHA256),
        new Way(OpensslKey.rsa(4096), Suite.RSA_PSS_SHA512),
        new Way(List.of("-newkey", "rsa-pss"), Suite.RSA_PSS_SHA256),
        new Way(OpensslKey.curve("P-256"), Suite.ECDSA_SHA256),
        new Way(OpensslKey.curve("P-384"), Suite.ECDSA_SHA384),
        new Way(OpensslKey.curve("P-521"), Suite.ECDSA_SHA512));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void opensslAndPopplerConfirmWhatIsSignedHere(Way way) throws Exception {
    OpensslKey key = key(way.kind());
    Path signed = sign(key, way.suite());
    SignedHole hole = SignedHole.of(signed);
    Tool verified = opensslVerifies(hole, key);
    assertEquals(0, verified.exit(), verified.output());
    byte[] covered = Files.readAllBytes(hole.covered());
    covered[10] ^= 1;
    Files.write(hole.covered(), covered);
    assertFalse(opensslVerifies(hole, key).exit() == 0);

    assertPopplerAgrees(signed, way);
    assertValid(signed, key, way.suite());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatOpensslSignsIsReadHere(Way way) throws Exception {
    OpensslKey key = key(way.kind());
    Path signed = folder.resolve("signed.pdf");
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-md", way.suite().digest().replace("-", "").toLowerCase(Locale.ROOT)));
    if (way.suite().pss()) {
      options.addAll(List.of("-keyopt", "rsa_padding_mode:pss"));
      options.addAll(List.of("-keyopt", "rsa_pss_saltlen:digest"));
    }
    KeySigning.fillByOpenssl(
        Documents.plain(folder.resolve("in.pdf")), key, way.suite(), options, signed);
    assertPopplerAgrees(signed, way);
    assertValid(signed, key, way.suite());
  }

  // NSS, which does the work for poppler, takes no signature of a key that is marked RSASSA-PSS:
  // not of this project, and not of OpenSSL either.
  private static void assertPopplerAgrees(Path signed, Way way) {
    Tool poppler = Tool.run("pdfsig", "-nocert", signed.toString());
    boolean valid = poppler.output().contains("Signature is Valid");
    assertEquals(!way.kind().contains("rsa-pss"), valid, poppler.output());
  }

  @Test
  void sm2SignerMayHaveAUserIdOfHisOwn() throws Exception {
    OpensslKey key = key(OpensslKey.SM2);
    Path signed = folder.resolve("signed.pdf");
    try (SigningKey opened = key.read().open(Suite.SM2_SM3, "ALICE123@YAHOO.COM")) {
      KeySigning.sign(
          Documents.plain(folder.resolve("in.pdf")), opened, Profile.PADES_B, folder, signed);
    }
    CmsSignature cms = CmsSignature.parse(Files.readAllBytes(SignedHole.of(signed).cms()));
    byte[] value = cms.signatureValue().bytes();
    byte[] attributes = cms.signedAttributes().orElseThrow().bytes();
    for (String id : List.of("ALICE123@YAHOO.COM", Suite.DEFAULT_SM2_ID)) {
      boolean own = id.startsWith("ALICE");
      assertEquals(own, key.verifiesSm2(value, attributes, id), id);
      Report report =
          new PdfVerifier(key.trusted(), SigningBench.HASHING, id)
              .verify(signed, null, Instant.now());
      assertEquals(own ? Report.Verdict.VALID : Report.Verdict.INVALID, report.verdict(), id);
    }
  }

  @Test
  void sm2OfOpensslIsReadWithTheUserIdItWasMadeWith() throws Exception {
    OpensslKey key = key(OpensslKey.SM2);
    Path input = Documents.plain(folder.resolve("in.pdf"));
    // Without an option OpenSSL's CMS takes the empty user id.
    for (String id : List.of("", "1234567812345678", "ALICE123@YAHOO.COM")) {
      List<String> options = new ArrayList<>(List.of("-md", "sm3"));
      if (!id.isEmpty()) {
        options.addAll(List.of("-keyopt", "distid:" + id));
      }
      Path signed = folder.resolve("signed.pdf");
      KeySigning.fillByOpenssl(input, key, Suite.SM2_SM3, options, signed);
      for (String asked : List.of("", "1234567812345678", "ALICE123@YAHOO.COM")) {
        Report report =
            new PdfVerifier(key.trusted(), SigningBench.HASHING, asked)
                .verify(signed, null, Instant.now());
        Report.Verdict expected = asked.equals(id) ? Report.Verdict.VALID : Report.Verdict.INVALID;
        assertEquals(expected, report.verdict(), id + " read with " + asked);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa_pss_saltlen:20",
        "rsa_pss_saltlen:0",
        "rsa_pss_saltlen:max",
        "rsa_mgf1_md:sha1",
        "rsa_mgf1_md:sha512"
      })
  void pssParametersThatReadersDisagreeOnProveNothing(String option) throws Exception {
    OpensslKey key = key(OpensslKey.rsa(2048));
    Path signed = folder.resolve("signed.pdf");
    List<String> options =
        List.of("-md", "sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", option);
    Path input = Documents.plain(folder.resolve("in.pdf"));
    KeySigning.fillByOpenssl(input, key, Suite.RSA_PSS_SHA256, options, signed);
    Report report =
        new PdfVerifier(key.trusted(), SigningBench.HASHING).verify(signed, null, Instant.now());
    assertEquals(Report.Verdict.INDETERMINATE, report.verdict());
    assertEquals(
        List.of("unsupported-algorithm"), report.signatures().getFirst().integrityReasons());
  }

  private Path sign(OpensslKey key, Suite suite) throws SigningException, IOException {
    Path signed = folder.resolve("signed.pdf");
    try (SigningKey opened = key.read().open(suite, Suite.DEFAULT_SM2_ID)) {
      KeySigning.sign(
          Documents.plain(folder.resolve("in.pdf")), opened, Profile.PADES_B, folder, signed);
    }
    return signed;
  }

  private static Tool opensslVerifies(SignedHole hole, OpensslKey key) {
    return Tool.run(
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-cades",
        "-inform",
        "DER",
        "-in",
        hole.cms().toString(),
        "-content",
        hole.covered().toString(),
        "-CAfile",
        key.certificate().toString(),
        "-purpose",
        "any",
        "-out",
        "/dev/null");
  }

  private static void assertValid(Path signed, OpensslKey key, Suite suite)
      throws SigningException {
    Report report =
        new PdfVerifier(key.trusted(), SigningBench.HASHING).verify(signed, null, Instant.now());
    assertEquals(Report.Verdict.VALID, report.verdict(), () -> report.toString());
    assertEquals(suite.key(), report.signatures().getFirst().algorithm());
    assertEquals(suite.digest(), report.signatures().getFirst().digest());
  }
}
