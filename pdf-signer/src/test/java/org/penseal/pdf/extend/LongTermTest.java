// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.extend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Level;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.SigningKey;
import org.penseal.pdf.Tool;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.PdfExtender;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.pdf.sign.Prepared;
import org.penseal.pdf.sign.Signed;
import org.penseal.pdf.sign.ToSign;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.RevocationFault;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.embedded.TestAuthority.Delegate;
import org.penseal.trust.embedded.TestAuthority.Kind;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;
import org.penseal.trust.revocation.ValidationData;

class LongTermTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private @Nullable String password;
  private @Nullable TestAuthority stamper;

  private static TimestampClient tsa(TestAuthority authority) {
    return new TimestampClient(
        List.of(authority.tsaUri()), TIMEOUT, SigningBench.HASHING, new SecureRandom());
  }

  private static RevocationClient client(Clock clock) {
    return new RevocationClient(
        new HttpExchange(TIMEOUT),
        RevocationCache.inMemory(),
        List.of(),
        clock,
        new SecureRandom());
  }

  private static LongTerm longTerm(TestAuthority authority) {
    return longTerm(authority, Clock.systemUTC());
  }

  private static LongTerm longTerm(TestAuthority authority, Clock clock) {
    return new LongTerm(
        authority.store(), client(clock), tsa(authority), SigningBench.HASHING, clock);
  }

  private Path signed(TestAuthority authority, Path input, boolean stamped) throws Exception {
    TimestampClient tsa = tsa(stamper == null ? authority : stamper);
    Path output = folder.resolve("signed.pdf");
    try (SigningKey key = authority.signingKey()) {
      if (stamped) {
        String digest = key.suite().digest();
        int token = tsa.probe(digest).largestTokenBytes();
        sign(key, Profile.PADES_T, input, token, prepared -> stamped(key, prepared, tsa), output);
      } else {
        sign(
            key,
            Profile.PADES_B,
            input,
            0,
            prepared -> Completable.of(value(key, prepared)),
            output);
      }
    }
    return output;
  }

  private <P extends Profile> void sign(
      SigningKey key, P profile, Path input, int token, PdfSigner.Steps<P> steps, Path output)
      throws Exception {
    SignatureSpec<P> spec =
        new SignatureSpec<>(
            profile,
            key.suite(),
            "Signer",
            SigningBench.SIGNED_AT,
            new Placement.Invisible(),
            null,
            null);
    int container =
        ContainerSize.of(profile, key.suite(), key.chain(), token, SigningBench.HASHING);
    new PdfSigner(SigningBench.HASHING).sign(input, password, spec, container, output, steps);
  }

  private static <P extends Profile> Signed<P> value(SigningKey key, Prepared<P> prepared)
      throws SigningException {
    ToSign<P> toSign = prepared.toSign(key.chain());
    return toSign.signed(key.sign(toSign.attributes().der().bytes()));
  }

  private static Completable stamped(
      SigningKey key, Prepared<Profile.Stamped> prepared, TimestampClient tsa)
      throws SigningException {
    Signed<Profile.Stamped> signed = value(key, prepared);
    return signed.stamped(tsa.stamp(signed.cms().signatureValue(), key.suite().digest()).der());
  }

  private Path signed(TestAuthority authority) throws Exception {
    return signed(authority, Documents.plain(folder.resolve("in.pdf")), true);
  }

  private static Report verify(TestAuthority authority, Path file, Instant now) throws Exception {
    return new PdfVerifier(authority.store(), SigningBench.HASHING).verify(file, null, now);
  }

  private Path extended(TestAuthority authority, Path input, Level level, String name)
      throws Exception {
    Path output = folder.resolve(name);
    longTerm(authority).extend(input, null, level, output);
    byte[] before = Files.readAllBytes(input);
    byte[] after = Files.readAllBytes(output);
    assertArrayEquals(before, Arrays.copyOf(after, before.length), "earlier bytes stay");
    return output;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void fileWithItsDataVerifiesOfflineAndSaysSo(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      Path signed = signed(authority);
      assertEquals(
          "pades-t", verify(authority, signed, Instant.now()).signatures().getFirst().profile());
      Path lt = extended(authority, signed, Level.LT, "lt.pdf");
      authority.close();
      Report report = verify(authority, lt, Instant.now());
      assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
      Report.Signed one = report.signatures().getFirst();
      assertEquals("pades-lt", one.profile());
      assertEquals(List.of(), one.reasons());
      assertEquals(Report.ChangeClass.LTA, one.changes().changeClass());
      assertTrue(one.changes().allowed());
      assertEquals(Report.TimeKind.SIGNATURE_TIMESTAMP, one.time().kind());
      assertEquals(0, Tool.run("qpdf", "--check", lt.toString()).exit());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void archiveTimestampIsAddedAndRenewedAndNothingIsEmbeddedTwice(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      Path lta = extended(authority, signed(authority), Level.LTA, "lta.pdf");
      Report report = verify(authority, lta, Instant.now());
      assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
      assertEquals("pades-lta", report.signatures().getFirst().profile());
      assertEquals(2, report.signatures().size());
      Report.Signed stamp = report.signatures().getLast();
      assertEquals(Report.TimeKind.DOCUMENT_TIMESTAMP, stamp.time().kind());
      assertTrue(stamp.time().ok());
      assertEquals(Report.Coverage.WHOLE_FILE, stamp.coverage());
      assertEquals("TSA " + kind, stamp.time().tsa());
      Path renewed = extended(authority, lta, Level.LTA, "renewed.pdf");
      Report again = verify(authority, renewed, Instant.now());
      assertEquals(Report.Verdict.VALID, again.verdict(), again::toString);
      assertEquals(3, again.signatures().size());
      assertEquals("pades-lta", again.signatures().getFirst().profile());
      assertEquals(Report.ChangeClass.LTA, again.signatures().getFirst().changes().changeClass());
      // Three certificates of the signer's chain and the TSA's; the signer's OCSP answer; the
      // root's list, which speaks of subordinate CA and TSA.
      assertEquals(List.of(4, 1, 1), sizes(lta));
      assertEquals(List.of(4, 1, 1), sizes(renewed));
      assertEquals(0, Tool.run("qpdf", "--check", renewed.toString()).exit());
    }
  }

  private static List<Integer> sizes(Path file) throws IOException {
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      COSDictionary dss =
          document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.getPDFName("DSS"));
      return List.of("Certs", "OCSPs", "CRLs").stream()
          .map(name -> dss.getCOSArray(COSName.getPDFName(name)))
          .map(COSArray::size)
          .toList();
    }
  }

  @Test
  void signatureWithoutTimeGetsADocumentTimestampAlsoForLt() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path bare = signed(authority, Documents.plain(folder.resolve("in.pdf")), false);
      Path lt = extended(authority, bare, Level.LT, "lt.pdf");
      Report report = verify(authority, lt, Instant.now());
      Report.Signed one = report.signatures().getFirst();
      assertEquals(Report.TimeKind.DOCUMENT_TIMESTAMP, one.time().kind());
      assertTrue(one.time().ok());
      assertEquals("pades-lta", one.profile(), "data under a document time-stamp");
      assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
    }
  }

  @Test
  void archiveTimestampKeepsASignatureWhoseChainEndedSince() throws Exception {
    // Signer and TSA live for ten days; the second TSA for a year.
    try (TestAuthority authority =
            TestAuthority.start(
                Kind.ECDSA, Delegate.WITH_NOCHECK, Clock.systemUTC(), Duration.ofDays(10));
        TestAuthority other = TestAuthority.start(Kind.ECDSA)) {
      Path signed = signed(authority);
      Path lt = extended(authority, signed, Level.LT, "lt.pdf");
      TrustStore both =
          authority.store().with(org.penseal.trust.Purpose.TSA, other.rootCertificate());
      Path lta = folder.resolve("lta.pdf");
      new LongTerm(
              both, client(Clock.systemUTC()), tsa(other), SigningBench.HASHING, Clock.systemUTC())
          .extend(lt, null, Level.LTA, lta);
      PdfVerifier verifier = new PdfVerifier(both, SigningBench.HASHING);
      Instant later = Instant.now().plus(Duration.ofDays(100));
      Report of = verifier.verify(lta, null, later);
      assertEquals(Report.Verdict.VALID, of.verdict(), of::toString);
      assertEquals("pades-lta", of.signatures().getFirst().profile());
      Report unprotected = verifier.verify(lt, null, later);
      assertEquals(Report.Verdict.INDETERMINATE, unprotected.verdict(), unprotected::toString);
      Report.Signed one = unprotected.signatures().getFirst();
      assertFalse(one.time().ok());
      assertTrue(
          one.reasons().contains("timestamp-certificate-ended-unprotected"),
          one.reasons()::toString);
    }
  }

  @Test
  void signerRevokedBeforeTheTimeIsRefusedAndRevokedLaterStaysGood() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path signed = signed(authority);
      Path lt = extended(authority, signed, Level.LT, "lt.pdf");
      authority.revoke(authority.signerCertificate(), Instant.now().minusSeconds(3600), 1);
      Path out = folder.resolve("revoked.pdf");
      assertThrows(
          CredentialException.Revoked.class,
          () -> longTerm(authority).extend(signed, null, Level.LT, out));
      assertFalse(Files.exists(out), "not a byte of output");
      // The answer in the file is from before the revocation was known.
      assertEquals(
          Report.Chain.TRUSTED,
          verify(authority, lt, Instant.now()).signatures().getFirst().chain());
    }
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path signed = signed(authority);
      authority.revoke(authority.signerCertificate(), Instant.now().plusSeconds(2), 1);
      Path lt = extended(authority, signed, Level.LT, "later.pdf");
      Report.Signed one = verify(authority, lt, Instant.now()).signatures().getFirst();
      assertEquals(Report.Chain.TRUSTED, one.chain());
      assertEquals(List.of("revoked-after-signing"), one.reasons());
      assertEquals("pades-lt", one.profile());
    }
  }

  @Test
  void fileWithARevocationInItIsRevoked() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path signed = signed(authority);
      Path lt = extended(authority, signed, Level.LT, "lt.pdf");
      authority.revoke(authority.signerCertificate(), Instant.now().minusSeconds(3600), 1);
      // Someone else adds the list that says so.
      Path told = withList(lt, authority.list(), "told.pdf");
      Report report = verify(authority, told, Instant.now());
      assertEquals(Report.Verdict.INVALID, report.verdict());
      assertEquals(Report.Chain.REVOKED, report.signatures().getFirst().chain());
    }
  }

  private Path withList(Path file, byte[] list, String name) throws Exception {
    Path told = folder.resolve(name);
    ValidationData data = new ValidationData(List.of(), List.of(), List.of(Octets.of(list)));
    new PdfExtender(SigningBench.HASHING).extend(file, null, data, null, told);
    return told;
  }

  @Test
  void tokensOfACompromisedTsaCountOnlyUnderAnotherTimestamp() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA);
        TestAuthority other = TestAuthority.start(Kind.ECDSA)) {
      Path lt = extended(authority, signed(authority), Level.LT, "lt.pdf");
      TrustStore both =
          authority.store().with(org.penseal.trust.Purpose.TSA, other.rootCertificate());
      Clock clock = Clock.systemUTC();
      Path lta = folder.resolve("lta.pdf");
      new LongTerm(both, client(clock), tsa(other), SigningBench.HASHING, clock)
          .extend(lt, null, Level.LTA, lta);
      PdfVerifier verifier = new PdfVerifier(both, SigningBench.HASHING);
      Instant now = Instant.now().plusSeconds(3600);
      authority.revoke(authority.tsaCertificate(), now.minusSeconds(60), 1);
      byte[] compromised = authority.rootList();
      Report alone = verifier.verify(withList(lt, compromised, "lt-1.pdf"), null, now);
      Report.Signed one = alone.signatures().getFirst();
      assertFalse(one.time().ok(), one::toString);
      assertTrue(one.reasons().contains("timestamp-certificate-revoked"), one::toString);
      Report under = verifier.verify(withList(lta, compromised, "lta-1.pdf"), null, now);
      assertEquals(Report.Verdict.VALID, under.verdict(), under::toString);
      // Superseded: the key was not compromised, its earlier tokens stay good by themselves.
      authority.revoke(authority.tsaCertificate(), now.minusSeconds(60), 4);
      Report superseded =
          verifier.verify(withList(lt, authority.rootList(), "lt-4.pdf"), null, now);
      assertEquals(Report.Verdict.VALID, superseded.verdict(), superseded::toString);
    }
  }

  @Test
  void documentTimestampSaysNothingOfALaterSignature() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path lta = extended(authority, signed(authority), Level.LTA, "lta.pdf");
      Path copy = Files.copy(lta, folder.resolve("first.pdf"));
      Path twice = signed(authority, copy, false);
      Report report = verify(authority, twice, Instant.now());
      assertEquals(3, report.signatures().size());
      Report.Signed later = report.signatures().getLast();
      assertEquals(Report.TimeKind.NONE, later.time().kind());
      assertEquals("pades-b", later.profile());
      assertEquals("pades-lta", report.signatures().getFirst().profile());
    }
  }

  @Test
  void fileWithHalfOfTheDataIsNotCalledLongTerm() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA);
        TestAuthority other = TestAuthority.start(Kind.ECDSA)) {
      // The subordinate CA's list covers the signer; nothing covers that CA and the TSA.
      Path half = withList(signed(authority), authority.list(), "half.pdf");
      Report.Signed one = verify(authority, half, Instant.now()).signatures().getFirst();
      assertEquals("pades-t", one.profile());
      assertEquals(Report.Chain.TRUSTED, one.chain());
      assertEquals(
          List.of("timestamp-revocation-not-checked", "revocation-not-checked"), one.reasons());
      // Everything of the signer, nothing of the TSA.
      stamper = other;
      Path signers =
          withList(
              withList(signed(authority), authority.list(), "one.pdf"),
              authority.rootList(),
              "two.pdf");
      TrustStore both =
          authority.store().with(org.penseal.trust.Purpose.TSA, other.rootCertificate());
      Report.Signed more =
          new PdfVerifier(both, SigningBench.HASHING)
              .verify(signers, null, Instant.now())
              .signatures()
              .getFirst();
      assertEquals("pades-t", more.profile());
      // Both roots have the same name: the list is looked at, and found to be another's.
      assertEquals(
          List.of("timestamp-crl-signature-mismatch", "timestamp-revocation-not-checked"),
          more.reasons());
    }
  }

  @Test
  void refusesWhatIsBrokenUnsignedOrCannotBeProven() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path plain = Documents.plain(folder.resolve("plain.pdf"));
      Path out = folder.resolve("out.pdf");
      LongTerm longTerm = longTerm(authority);
      assertThrows(
          DocumentException.NotSigned.class, () -> longTerm.extend(plain, null, Level.LT, out));
      Path signed = signed(authority);
      byte[] bytes = Files.readAllBytes(signed);
      int page =
          new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("MediaBox");
      bytes[page + 12] ^= 1;
      Path broken = Files.write(folder.resolve("broken.pdf"), bytes);
      DocumentException.SignatureBroken refused =
          assertThrows(
              DocumentException.SignatureBroken.class,
              () -> longTerm.extend(broken, null, Level.LTA, out));
      assertTrue(refused.reason.contains("digest-mismatch"), refused.reason);
      assertThrows(
          FileException.OutputNotWritable.class,
          () -> longTerm.extend(signed, null, Level.LTA, signed));
      authority.ocspFault = RevocationFault.DOWN;
      authority.crlFault = RevocationFault.DOWN;
      assertThrows(
          ServiceException.RevocationUnavailable.class,
          () -> longTerm(authority).extend(signed, null, Level.LT, out));
      assertFalse(Files.exists(out));
      try (var left = Files.list(folder)) {
        assertEquals(
            List.of(),
            left.map(f -> f.getFileName().toString())
                .filter(n -> n.startsWith("extended-") || n.endsWith(".part"))
                .toList());
      }
    }
  }

  @Test
  void removingLongTermDataIsAnotherChange() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path lt = extended(authority, signed(authority), Level.LT, "lt.pdf");
      Path lta = extended(authority, lt, Level.LTA, "lta.pdf");
      Path edited = folder.resolve("edited.pdf");
      try (PDDocument document = Loader.loadPDF(lta.toFile());
          OutputStream out = Files.newOutputStream(edited)) {
        COSDictionary dss =
            document
                .getDocumentCatalog()
                .getCOSObject()
                .getCOSDictionary(COSName.getPDFName("DSS"));
        dss.getCOSArray(COSName.getPDFName("OCSPs")).remove(0);
        dss.setNeedToBeUpdated(true);
        dss.getCOSArray(COSName.getPDFName("OCSPs")).setNeedToBeUpdated(true);
        document.saveIncremental(out);
      }
      Report report = verify(authority, edited, Instant.now());
      assertEquals(Report.Verdict.INVALID, report.verdict());
      Report.Signed one = report.signatures().getFirst();
      assertEquals(Report.ChangeClass.OTHER, one.changes().changeClass());
      assertTrue(one.reasons().contains("long-term-data-removed"), one.reasons()::toString);
    }
  }

  @Test
  void signedFormAndEncryptedFileAreExtendedToo() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path form = signed(authority, Documents.form(folder.resolve("form.pdf")), true);
      Path lta = extended(authority, form, Level.LTA, "form-lta.pdf");
      assertEquals(Report.Verdict.VALID, verify(authority, lta, Instant.now()).verdict());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RSA", "ECDSA"})
  void popplerAndOpensslSayTheSame(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      Path lta = extended(authority, signed(authority), Level.LTA, "lta.pdf");
      // poppler 25.03 verifies the signature, and of the document time-stamp its range only.
      String output = Tool.run("pdfsig", "-nocert", lta.toString()).output();
      assertTrue(output.contains("Signature #2"), output);
      assertEquals(1, output.split("Signature is Valid", -1).length - 1, output);
      assertTrue(output.contains("Total document signed"), output);
      assertFalse(output.contains("Mismatch"), output);
      opensslVerifies(authority, lta);
    }
  }

  // What stands between the document time-stamp's two runs, and the runs themselves.
  private void opensslVerifies(TestAuthority authority, Path lta) throws Exception {
    byte[] all = Files.readAllBytes(lta);
    try (PDDocument document = Loader.loadPDF(lta.toFile())) {
      var stamp = document.getLastSignatureDictionary();
      assertEquals("ETSI.RFC3161", stamp.getSubFilter());
      assertEquals("DocTimeStamp", stamp.getCOSObject().getNameAsString(COSName.TYPE));
      Path data = Files.write(folder.resolve("covered"), stamp.getSignedContent(all));
      byte[] token = CmsSignature.parse(stamp.getContents(all)).der().bytes();
      Path der = Files.write(folder.resolve("token.der"), token);
      Path roots =
          TestAuthority.pem(folder.resolve("roots.pem"), List.of(authority.rootCertificate()));
      Tool tool =
          Tool.run(
              "openssl",
              "ts",
              "-verify",
              "-data",
              data.toString(),
              "-in",
              der.toString(),
              "-token_in",
              "-CAfile",
              roots.toString());
      assertTrue(tool.output().contains("Verification: OK"), tool.output());
    }
  }

  @Test
  void dataOfAFutureTimestampIsNotKnownBeforeIt() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path lta = extended(authority, signed(authority), Level.LTA, "lta.pdf");
      Instant before = Instant.now().minus(Duration.ofHours(2));
      Report report = verify(authority, lta, before);
      assertFalse(report.signatures().getFirst().profile().equals("pades-lta"), report::toString);
    }
  }
}
