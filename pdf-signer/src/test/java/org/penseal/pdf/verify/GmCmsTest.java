// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.cms.CmsSignature;
import org.penseal.pdf.Documents;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SignedHole;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.pdf.sign.KeySigning;
import org.penseal.pdf.verify.ForeignGm.Attributes;
import org.penseal.pdf.verify.ForeignGm.Content;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

@Tag("slow")
class GmCmsTest {
  @TempDir static Path drawer;
  private static OpensslKey key;

  @TempDir Path folder;
  private Path input;

  @BeforeAll
  static void makeKey() throws Exception {
    key = OpensslKey.make(drawer, OpensslKey.SM2);
  }

  @BeforeEach
  void makeDocument() throws Exception {
    input = Documents.plain(folder.resolve("in.pdf"));
  }

  private static Report verify(OpensslKey signer, Path file) throws SigningException {
    return new PdfVerifier(signer.trusted(), SigningBench.HASHING)
        .verify(file, null, Instant.now());
  }

  private Report.Signed signed(ForeignGm form) throws Exception {
    Path file = form.sign(input, key.read(), folder.resolve("signed.pdf"));
    Report report = verify(key, file);
    Report.Signed one = report.signatures().getFirst();
    Report.Verdict expected =
        switch (one.integrity()) {
          case INTACT -> Report.Verdict.VALID;
          case BROKEN -> Report.Verdict.INVALID;
          case UNKNOWN -> Report.Verdict.INDETERMINATE;
        };
    assertEquals(expected, report.verdict(), report::toString);
    return one;
  }

  private void assertValid(ForeignGm form) throws Exception {
    Report.Signed one = signed(form);
    assertEquals(List.of(), one.integrityReasons(), form.toString());
    assertEquals("gm-cms", one.profile());
    assertEquals("SM2", one.algorithm());
    assertEquals("SM3", one.digest());
  }

  private void assertBroken(String reason, ForeignGm form) throws Exception {
    assertTrue(signed(form).integrityReasons().contains(reason), form + " " + signed(form));
  }

  @Test
  void contentWithOrWithoutSignedAttributesIsRead() throws Exception {
    assertValid(ForeignGm.seen());
    assertValid(ForeignGm.seen().with(Content.DIGEST, Attributes.OVER_CONTENT));
    assertValid(ForeignGm.seen().with(Content.DIGEST, Attributes.OVER_RANGES));
    assertValid(ForeignGm.seen().with(Content.NONE, Attributes.OVER_RANGES));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.156.10197.1.401,1.2.156.10197.1.501",
    "1.2.156.10197.1.401,1.2.156.10197.1.301.1",
    "1.2.156.10197.1.401,1.2.156.10197.1.301",
    "1.2.156.10197.1.401,1.2.156.10197.501",
    "1.2.156.10197.1.401.1,1.2.156.10197.1.501"
  })
  void oidsThatProducersWriteAreRead(String digest, String signature) throws Exception {
    assertValid(ForeignGm.seen().named(digest, signature));
    assertValid(
        ForeignGm.seen().with(Content.DIGEST, Attributes.OVER_CONTENT).named(digest, signature));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.156.10197.1.301.3", "1.2.156.10197.1.504", "1.2.840.10045.4.3.2"})
  void oidsOfOtherAlgorithmsProveNothing(String signature) throws Exception {
    Report.Signed one = signed(ForeignGm.seen().named("1.2.156.10197.1.401", signature));
    assertEquals(Report.Integrity.UNKNOWN, one.integrity());
    assertBroken("unsupported-algorithm", ForeignGm.seen().named("1.2.156.10197.1.401", signature));
  }

  @Test
  void contentTypesOfPkcs7AreReadToo() throws Exception {
    assertValid(ForeignGm.seen().typed(ForeignGm.PKCS7 + 2, ForeignGm.PKCS7 + 1));
    assertValid(
        ForeignGm.seen()
            .with(Content.NONE, Attributes.OVER_RANGES)
            .typed(ForeignGm.PKCS7 + 2, ForeignGm.PKCS7 + 1));
  }

  @Test
  void messageOverOtherBytesIsBroken() throws Exception {
    assertBroken("digest-mismatch", ForeignGm.seen().with(Content.OTHER_DIGEST, Attributes.NONE));
    for (Attributes over : new Attributes[] {Attributes.OVER_CONTENT, Attributes.OVER_RANGES}) {
      assertBroken("digest-mismatch", ForeignGm.seen().with(Content.OTHER_DIGEST, over));
    }
    for (Content content : Content.values()) {
      assertBroken("digest-mismatch", ForeignGm.seen().with(content, Attributes.OVER_OTHER));
    }
    assertBroken("no-signed-attributes", ForeignGm.seen().with(Content.NONE, Attributes.NONE));
  }

  @Test
  void gmMessageUnderAnotherSubFilterIsBroken() throws Exception {
    for (String subFilter : new String[] {"ETSI.CAdES.detached", "adbe.pkcs7.detached"}) {
      for (Attributes attributes : new Attributes[] {Attributes.NONE, Attributes.OVER_CONTENT}) {
        Report.Signed one =
            signed(ForeignGm.seen().with(Content.DIGEST, attributes).filtered(subFilter));
        assertFalse(one.intact(), subFilter + attributes);
      }
    }
  }

  @Test
  void changedDocumentIsBroken() throws Exception {
    Path file = ForeignGm.seen().sign(input, key.read(), folder.resolve("signed.pdf"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[11] ^= 1; // the binary comment behind the header
    Report report = verify(key, Files.write(file, bytes));
    assertEquals(List.of("digest-mismatch"), report.signatures().getFirst().integrityReasons());
  }

  @Test
  void certificateOfSuchAProducerMaySign() throws Exception {
    // Seen: a critical extended key usage of client authentication and mail protection.
    OpensslKey other =
        OpensslKey.make(
            folder,
            OpensslKey.SM2,
            List.of(
                "-addext",
                "keyUsage=critical,digitalSignature,nonRepudiation",
                "-addext",
                "extendedKeyUsage=critical,clientAuth,emailProtection"));
    Path file = ForeignGm.seen().sign(input, other.read(), folder.resolve("signed.pdf"));
    assertEquals(Report.Verdict.VALID, verify(other, file).verdict());
  }

  private Path ours() throws Exception {
    Path file = folder.resolve("ours.pdf");
    try (SigningKey opened = key.read().open()) {
      KeySigning.sign(input, opened, Profile.GM_CMS, folder, file);
    }
    return file;
  }

  @Test
  void ownMessageHasTheTypesAndTheContentOfTheStandard() throws Exception {
    Path file = ours();
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("/Filter /DJ.GMPkiLite"));
    assertTrue(text.contains("/SubFilter /GM.sm2cms.detached"));
    SignedHole hole = SignedHole.of(file);
    Tool printed = Tool.run("openssl", "asn1parse", "-inform", "DER", "-in", hole.cms().toString());
    assertEquals(0, printed.exit(), printed.output());
    String digest = Tool.run("openssl", "dgst", "-sm3", "-r", hole.covered().toString()).output();
    List<String> lines = printed.output().lines().toList();
    int outer = line(lines, ":1.2.156.10197.6.1.4.2.2");
    int inner = line(lines, ":1.2.156.10197.6.1.4.2.1");
    assertTrue(outer < inner);
    assertTrue(
        lines.get(inner + 2).endsWith("[HEX DUMP]:" + digest.substring(0, 64).toUpperCase()),
        lines.get(inner + 2));
  }

  private static int line(List<String> lines, String end) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith(end)) {
        return i;
      }
    }
    throw new AssertionError(end + " is not in " + lines);
  }

  @Test
  void opensslConfirmsOwnDigestAndSignatureValue() throws Exception {
    SignedHole hole = SignedHole.of(ours());
    CmsSignature cms = CmsSignature.parse(Files.readAllBytes(hole.cms()));
    Path content = Files.write(folder.resolve("content"), cms.content().orElseThrow().bytes());
    String digest = Tool.run("openssl", "dgst", "-sm3", "-r", content.toString()).output();
    assertEquals(cms.messageDigest().orElseThrow().hex(), digest.substring(0, 64));
    byte[] attributes = cms.signedAttributes().orElseThrow().bytes();
    assertTrue(key.verifiesSm2(cms.signatureValue().bytes(), attributes, Suite.DEFAULT_SM2_ID));
  }

  @Test
  void ownFileIsReadWithItsEvidence() throws Exception {
    Report report = verify(key, ours());
    assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
    Report.Signed one = report.signatures().getFirst();
    assertEquals("gm-cms", one.profile());
    assertEquals(SigningBench.EVIDENCE, one.evidence());
  }

  @Test
  void onlySm2KeysMakeSuchSignatures() throws Exception {
    OpensslKey other = OpensslKey.make(folder, OpensslKey.curve("P-256"));
    try (SigningKey opened = other.read().open()) {
      var refused =
          assertThrows(
              CredentialException.UnfitKey.class,
              () ->
                  KeySigning.sign(
                      input, opened, Profile.GM_CMS, folder, folder.resolve("none.pdf")));
      assertEquals(CredentialException.UnfitKey.Why.PROFILE, refused.why);
    }
    try (var left = Files.list(folder)) {
      assertEquals(0, left.filter(f -> f.toString().contains("prepared-")).count());
    }
  }
}
