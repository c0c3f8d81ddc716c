// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.extend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.cms.CmsSignature;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Report;
import org.penseal.pdf.Tool;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.ServiceException;
import org.penseal.signature.Level;
import org.penseal.trust.embedded.RevocationFault;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.embedded.TestAuthority.Kind;

/** Files that are given what proves them later, and what is refused. */
@Tag("slow")
class LongTermTest {
  @TempDir Path folder;
  private LongTermBench bench;

  @BeforeEach
  void bench() {
    bench = new LongTermBench(folder);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void fileWithItsDataVerifiesOfflineAndSaysSo(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      Path signed = bench.signed(authority);
      assertEquals(
          "pades-t",
          LongTermBench.verify(authority, signed, Instant.now()).signatures().getFirst().profile());
      Path lt = bench.extended(authority, signed, Level.LT, "lt.pdf");
      authority.close();
      Report report = LongTermBench.verify(authority, lt, Instant.now());
      assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
      Report.Signed one = report.signatures().getFirst();
      assertEquals("pades-lt", one.profile());
      assertEquals(List.of(), one.reasons());
      assertEquals(ChangeClass.LTA, one.changes().changeClass());
      assertTrue(one.changes().allowed());
      assertEquals(Report.TimeKind.SIGNATURE_TIMESTAMP, one.time().kind());
      assertEquals(0, Tool.run("qpdf", "--check", lt.toString()).exit());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void archiveTimestampIsAddedAndRenewedAndNothingIsEmbeddedTwice(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      Path lta = bench.extended(authority, bench.signed(authority), Level.LTA, "lta.pdf");
      Report report = LongTermBench.verify(authority, lta, Instant.now());
      assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
      assertEquals("pades-lta", report.signatures().getFirst().profile());
      assertEquals(2, report.signatures().size());
      Report.Signed stamp = report.signatures().getLast();
      assertEquals(Report.TimeKind.DOCUMENT_TIMESTAMP, stamp.time().kind());
      assertTrue(stamp.time().ok());
      assertEquals(Report.Coverage.WHOLE_FILE, stamp.coverage());
      assertEquals("TSA " + kind, stamp.time().tsa());
      Path renewed = bench.extended(authority, lta, Level.LTA, "renewed.pdf");
      Report again = LongTermBench.verify(authority, renewed, Instant.now());
      assertEquals(Report.Verdict.VALID, again.verdict(), again::toString);
      assertEquals(3, again.signatures().size());
      assertEquals("pades-lta", again.signatures().getFirst().profile());
      assertEquals(ChangeClass.LTA, again.signatures().getFirst().changes().changeClass());
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
      Path bare = bench.signed(authority, Documents.plain(folder.resolve("in.pdf")), null);
      Path lt = bench.extended(authority, bare, Level.LT, "lt.pdf");
      Report report = LongTermBench.verify(authority, lt, Instant.now());
      Report.Signed one = report.signatures().getFirst();
      assertEquals(Report.TimeKind.DOCUMENT_TIMESTAMP, one.time().kind());
      assertTrue(one.time().ok());
      assertEquals("pades-lta", one.profile(), "data under a document time-stamp");
      assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
    }
  }

  @Test
  void signedFormIsExtendedToo() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path form = bench.signed(authority, Documents.form(folder.resolve("form.pdf")), authority);
      Path lta = bench.extended(authority, form, Level.LTA, "form-lta.pdf");
      assertEquals(
          Report.Verdict.VALID, LongTermBench.verify(authority, lta, Instant.now()).verdict());
    }
  }

  @Test
  void lockedFileIsExtendedToo() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path input = Documents.encrypted(folder.resolve("locked.pdf"));
      Path signed = bench.signed(authority, new LongTermBench.Input(input, "open"), authority);
      Path lta =
          bench.extended(
              authority, new LongTermBench.Input(signed, "open"), Level.LTA, "locked-lta.pdf");
      Report report =
          LongTermBench.verify(authority, new LongTermBench.Input(lta, "open"), Instant.now());
      assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
      assertEquals("pades-lta", report.signatures().getFirst().profile());
      Path out = folder.resolve("without.pdf");
      LongTerm longTerm = LongTermBench.longTerm(authority);
      assertThrows(
          DocumentException.Encrypted.class, () -> longTerm.extend(signed, null, Level.LTA, out));
      assertFalse(Files.exists(out));
    }
  }

  @Test
  void refusesWhatIsBrokenUnsignedOrCannotBeProven() throws Exception {
    try (TestAuthority authority = TestAuthority.start(Kind.ECDSA)) {
      Path plain = Documents.plain(folder.resolve("plain.pdf"));
      Path out = folder.resolve("out.pdf");
      LongTerm longTerm = LongTermBench.longTerm(authority);
      assertThrows(
          DocumentException.NotSigned.class, () -> longTerm.extend(plain, null, Level.LT, out));
      Path signed = bench.signed(authority);
      byte[] bytes = Files.readAllBytes(signed);
      int page =
          new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("MediaBox");
      bytes[page + 12] ^= 1;
      Path broken = Files.write(folder.resolve("broken.pdf"), bytes);
      DocumentException.SignatureBroken refused =
          assertThrows(
              DocumentException.SignatureBroken.class,
              () -> longTerm.extend(broken, null, Level.LTA, out));
      assertTrue(refused.reasons.contains("digest-mismatch"), refused.reasons::toString);
      assertThrows(
          FileException.OutputIsInput.class,
          () -> longTerm.extend(signed, null, Level.LTA, signed));
      authority.ocspFault = RevocationFault.DOWN;
      authority.crlFault = RevocationFault.DOWN;
      assertThrows(
          ServiceException.RevocationUnavailable.class,
          () -> LongTermBench.longTerm(authority).extend(signed, null, Level.LT, out));
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
      Path lt = bench.extended(authority, bench.signed(authority), Level.LT, "lt.pdf");
      Path lta = bench.extended(authority, lt, Level.LTA, "lta.pdf");
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
      Report report = LongTermBench.verify(authority, edited, Instant.now());
      assertEquals(Report.Verdict.INVALID, report.verdict());
      Report.Signed one = report.signatures().getFirst();
      assertEquals(ChangeClass.OTHER, one.changes().changeClass());
      assertTrue(one.reasons().contains("long-term-data-removed"), one.reasons()::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RSA", "ECDSA"})
  void popplerAndOpensslSayTheSame(Kind kind) throws Exception {
    try (TestAuthority authority = TestAuthority.start(kind)) {
      Path lta = bench.extended(authority, bench.signed(authority), Level.LTA, "lta.pdf");
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
}
