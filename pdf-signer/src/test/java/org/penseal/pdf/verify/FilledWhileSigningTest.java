// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Documents;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.PartOfSigning;
import org.penseal.pdf.RawPdf;
import org.penseal.pdf.Report;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.SigningOrder;
import org.penseal.signature.Suite;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;

/** A form that is filled and signed in one and the same update. */
class FilledWhileSigningTest {
  private static final String FILLED = "field-filled: remark";
  private static final String NOT_ANALYSED = "signing-revision-not-analysed";

  @TempDir static Path shared;
  private static SigningBench bench;
  private static Map<String, KeyPair> pairs = Map.of();
  @TempDir Path folder;
  private Path input = Path.of("");

  @BeforeAll
  static void open() throws Exception {
    bench = SigningBench.open(shared);
    pairs = Map.of("SM2", BoundKey.sm2(), "RSA", BoundKey.rsa());
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @BeforeEach
  void form() throws Exception {
    input = Documents.form(folder.resolve("in.pdf"));
  }

  private static void fill(PDDocument document) {
    COSDictionary field =
        document.getDocumentCatalog().getAcroForm(null).getField("remark").getCOSObject();
    field.setItem(COSName.V, new COSString("9000"));
    field.setNeedToBeUpdated(true);
  }

  private static void paint(PDDocument document) throws IOException {
    PDPage page = document.getPage(0);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      content.addRect(0, 0, 200, 200);
      content.fill();
    }
    page.getCOSObject().setNeedToBeUpdated(true);
  }

  /** One signature: with which key, under which certification, and what says what it is over. */
  private record Signing(
      String kind,
      int permission,
      @Nullable EvidenceBinding binding,
      @Nullable EvidenceStreams evidence) {
    static Signing plain(String kind, int permission) {
      return new Signing(kind, permission, null, null);
    }
  }

  private Signing bound(String kind, int permission) throws Exception {
    return new Signing(kind, permission, SigningBench.binding(input), null);
  }

  private static Signing claimed(String kind, int permission) {
    return new Signing(kind, permission, null, SigningBench.EVIDENCE);
  }

  private static BoundKey key(String kind, @Nullable EvidenceBinding binding) throws Exception {
    return BoundKey.of(Objects.requireNonNull(pairs.get(kind)), binding);
  }

  private Report report(Signing signing, OneUpdate.Edit edit, long claimed) throws Exception {
    BoundKey key = key(signing.kind, signing.binding);
    OneUpdate update =
        new OneUpdate(
            key,
            signing.permission,
            signing.evidence,
            signing.binding == null ? null : bench.tsa());
    Path output = update.write(input, folder.resolve("out.pdf"), edit);
    return verified(output, key, claimed);
  }

  private static Report verified(Path file, BoundKey key, long claimed) throws Exception {
    TrustStore store = bench.store().with(Purpose.SIGNER, key.chain().getFirst());
    SigningOrder order = new SigningOrder(claimed, List.of());
    return new PdfVerifier(
            store,
            SigningBench.HASHING,
            Suite.DEFAULT_SM2_ID,
            PathJudge.Sources.NONE,
            evidence -> order)
        .thorough()
        .verify(file, null, Instant.now());
  }

  private static List<String> told(Report report) {
    return report.signatures().getLast().whileSigning().stream().map(Changes.Change::text).toList();
  }

  private static List<String> others(Report report) {
    return PartOfSigning.others(report.signatures().getLast()).stream()
        .map(Changes.Change::text)
        .toList();
  }

  private static void assertValid(Report report) {
    assertEquals(Report.Verdict.VALID, report.verdict(), report::toString);
  }

  private static void assertChanged(Report report) {
    List<String> reasons = report.signatures().getLast().reasons();
    assertEquals(Report.Verdict.INVALID, report.verdict(), report::toString);
    assertTrue(reasons.contains(Report.Signed.CHANGED_WHILE_SIGNING), reasons::toString);
    assertTrue(report.signatures().getLast().intact(), report::toString);
  }

  @ParameterizedTest
  @CsvSource({"SM2, 0", "SM2, 1", "SM2, 2", "SM2, 3", "RSA, 0", "RSA, 1", "RSA, 2", "RSA, 3"})
  void isToldAndNoFaultWhereNothingStatesTheDocument(String kind, int permission) throws Exception {
    Report report = report(Signing.plain(kind, permission), FilledWhileSigningTest::fill, 0);
    assertValid(report);
    assertTrue(told(report).contains(FILLED), told(report)::toString);
    assertTrue(told(report).contains("signature-added: Signature1"), told(report)::toString);
    assertTrue(others(report).contains(FILLED), others(report)::toString);
  }

  @ParameterizedTest
  @CsvSource({"SM2, 0", "SM2, 1", "SM2, 2", "SM2, 3", "RSA, 0", "RSA, 1", "RSA, 2", "RSA, 3"})
  void isAChangeOfTheDocumentThatTheCertificateBinds(String kind, int permission) throws Exception {
    Report report = report(bound(kind, permission), FilledWhileSigningTest::fill, 0);
    assertChanged(report);
    assertTrue(told(report).contains(FILLED), told(report)::toString);
  }

  @ParameterizedTest
  @CsvSource({"SM2, 0", "SM2, 1", "SM2, 2", "SM2, 3", "RSA, 0", "RSA, 1", "RSA, 2", "RSA, 3"})
  void isAChangeOfTheDocumentThatTheEvidenceStates(String kind, int permission) throws Exception {
    Report report =
        report(claimed(kind, permission), FilledWhileSigningTest::fill, Files.size(input));
    assertChanged(report);
    assertTrue(told(report).contains(FILLED), told(report)::toString);
  }

  @ParameterizedTest
  @CsvSource({"SM2, 0", "SM2, 1", "SM2, 2", "SM2, 3", "RSA, 0", "RSA, 1", "RSA, 2", "RSA, 3"})
  void signingAloneIsNoChange(String kind, int permission) throws Exception {
    List<Signing> all =
        List.of(
            Signing.plain(kind, permission), bound(kind, permission), claimed(kind, permission));
    for (Signing each : all) {
      Report report = report(each, OneUpdate.Edit.NONE, Files.size(input));
      assertValid(report);
      assertTrue(told(report).contains("signature-added: Signature1"), told(report)::toString);
      assertEquals(List.of(), others(report));
    }
  }

  @Test
  void aPageThatIsPaintedOverIsSeenByBothOpinions() throws Exception {
    Report report = report(bound("SM2", 0), FilledWhileSigningTest::paint, 0);
    assertChanged(report);
    assertTrue(
        told(report).stream().anyMatch(each -> each.startsWith("page-content-changed")),
        told(report)::toString);
    assertTrue(told(report).contains("drawing-inputs-differ: page 1"), told(report)::toString);
  }

  @Test
  void aPageThatIsPaintedOverIsToldWhereNothingStatesTheDocument() throws Exception {
    Report report = report(Signing.plain("RSA", 0), FilledWhileSigningTest::paint, 0);
    assertValid(report);
    assertTrue(
        others(report).stream().anyMatch(each -> each.startsWith("page-content-changed")),
        others(report)::toString);
  }

  @Test
  void evidenceOfADocumentThatIsNoneLeavesTheVerdictOpen() throws Exception {
    Report report = report(claimed("SM2", 0), OneUpdate.Edit.NONE, 100);
    assertEquals(Report.Verdict.INDETERMINATE, report.verdict(), report::toString);
    List<String> reasons = report.signatures().getLast().reasons();
    assertTrue(reasons.contains(NOT_ANALYSED), reasons::toString);
  }

  @Test
  void aSecondSignersUpdateIsHeldAgainstTheFirstSignature() throws Exception {
    BoundKey key = key("SM2", null);
    OneUpdate update = new OneUpdate(key, 0, null, null);
    Path once = update.write(input, folder.resolve("once.pdf"), OneUpdate.Edit.NONE);
    Path twice = update.write(once, folder.resolve("twice.pdf"), FilledWhileSigningTest::fill);
    Report report = verified(twice, key, 0);
    Report.Signed first = report.signatures().getFirst();
    assertEquals(List.of(), PartOfSigning.others(first));
    assertTrue(first.changes().items().contains(FILLED), first.changes()::toString);
    assertTrue(others(report).contains(FILLED), others(report)::toString);
    assertTrue(told(report).contains("signature-added: Signature2"), told(report)::toString);
  }

  @Test
  void nothingIsToldOfTheFirstRevision() throws Exception {
    BoundKey key = key("RSA", null);
    String empty = "<" + "0".repeat(6000) + ">";
    String range = "0 0000000000 0000000000 0000000000";
    Path file =
        RawPdf.of(
            folder.resolve("first.pdf"),
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/SigFlags 3>>>>",
            RawPdf.PAGES,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]>>",
            "<</Type/Annot/Subtype/Widget/FT/Sig/T(a)/Rect[0 0 0 0]/P 3 0 R/F 132/V 5 0 R>>",
            "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange["
                + range
                + "]/Contents"
                + empty
                + ">>");
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int start = text.indexOf(empty);
    int end = start + empty.length();
    text = text.replace(range, "0 %010d %010d %010d".formatted(start, end, text.length() - end));
    byte[] covered =
        (text.substring(0, start) + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
    String message = HexFormat.of().formatHex(new OneUpdate(key, 0, null, null).message(covered));
    text = text.substring(0, start + 1) + message + text.substring(start + 1 + message.length());
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    Report report = verified(file, key, 0);
    assertValid(report);
    assertEquals(List.of(), told(report));
  }
}
