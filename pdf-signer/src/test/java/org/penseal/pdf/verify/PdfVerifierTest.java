// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SignedAttributes;
import org.penseal.key.OneTimeKey;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.Report;
import org.penseal.pdf.Report.ChangeClass;
import org.penseal.pdf.Report.Verdict;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.SigningException;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

class PdfVerifierTest {
  @TempDir Path folder;
  private SigningBench bench;

  @BeforeEach
  void open() throws SigningException, IOException {
    bench = SigningBench.open(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Report verify(Path file) throws SigningException {
    return new PdfVerifier(bench.store(), SigningBench.HASHING).verify(file, null, Instant.now());
  }

  private Path signed() throws Exception {
    return bench
        .sign(Documents.form(folder.resolve("in.pdf")), new Placement.Field("expert"))
        .file();
  }

  /** An attacker's or editor's further revision, made with PDFBox. */
  private interface Edit {
    void apply(PDDocument document) throws IOException;
  }

  private Path edited(Path file, Edit edit) throws IOException {
    Path result = folder.resolve("edited-" + System.nanoTime() + ".pdf");
    try (PDDocument document = Loader.loadPDF(file.toFile());
        OutputStream out = Files.newOutputStream(result)) {
      edit.apply(document);
      document.saveIncremental(out);
    }
    return result;
  }

  @Test
  void freshSignatureIsValidAndSaysEverythingAboutItself() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    Path file = bench.sign(input, new Placement.At(1, 100, 100, 180, 70)).file();
    Report report = verify(file);
    assertEquals(Verdict.VALID, report.verdict(), () -> report.toString());
    Report.Signed one = report.signatures().getFirst();
    assertTrue(one.intact());
    assertEquals("pades-t", one.profile());
    assertEquals("王晓明", one.signer());
    assertEquals("SM3", one.digest());
    assertEquals("SM2", one.algorithm());
    assertEquals(SigningBench.SIGNED_AT.toInstant(), one.signedAt());
    assertEquals(Report.Coverage.WHOLE_FILE, one.coverage());
    assertEquals(Report.Chain.TRUSTED, one.chain());
    assertTrue(one.time().ok());
    assertEquals("PenSeal DEMO TSA 演示", one.time().tsa());
    assertEquals(new Report.Changes(ChangeClass.NONE, true, java.util.List.of()), one.changes());
    assertEquals(Report.Assurance.DEMO, one.assurance());
    assertEquals(SigningBench.EVIDENCE, one.evidence());
    assertNotNull(one.binding());
    assertEquals(SigningBench.binding(input), one.binding());
    assertEquals(one.binding().documentDigest(), one.documentDigest());
  }

  @Test
  void unsignedFileIsIndeterminateWithoutSignatures() throws Exception {
    Report report = verify(Documents.plain(folder.resolve("in.pdf")));
    assertEquals(new Report(Verdict.INDETERMINATE, java.util.List.of()), report);
  }

  @Test
  void withoutTrustItIsIndeterminate() throws Exception {
    Report report =
        new PdfVerifier(TrustStore.empty(), SigningBench.HASHING)
            .verify(signed(), null, Instant.now());
    assertEquals(Verdict.INDETERMINATE, report.verdict());
    assertNotEquals(Report.Chain.TRUSTED, report.signatures().getFirst().chain());
  }

  @Test
  void rootsServeTheirOwnPurposeOnly() throws Exception {
    TrustStore swapped =
        TrustStore.empty()
            .with(Purpose.TSA, bench.trust.signerRoot())
            .with(Purpose.SIGNER, bench.trust.tsaRoot());
    Report report =
        new PdfVerifier(swapped, SigningBench.HASHING).verify(signed(), null, Instant.now());
    assertEquals(Verdict.INDETERMINATE, report.verdict());
  }

  @Test
  void staysValidLongAfterTheEventCertificateHasExpired() throws Exception {
    Report report =
        new PdfVerifier(bench.store(), SigningBench.HASHING)
            .verify(signed(), null, Instant.now().plus(Duration.ofDays(400)));
    assertEquals(Verdict.VALID, report.verdict());
  }

  @Test
  void eventCertificateWithoutTimestampIsRefused() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    Path output = folder.resolve("b.pdf");
    try (OneTimeKey key = bench.key(input)) {
      int size = ContainerSize.of(key.chain(), 0, SigningBench.HASHING);
      PreparedPdf prepared =
          bench.signer.prepare(
              input, null, folder, SigningBench.spec(new Placement.Invisible()), size);
      SignedAttributes attributes =
          SignedAttributes.forPdf(prepared.digest(), key.chain().getFirst(), SigningBench.HASHING);
      bench.signer.complete(
          prepared,
          CmsSignature.assemble(attributes, key.sign(attributes.der().bytes()), key.chain()),
          output);
    }
    Report report = verify(output);
    assertEquals(Verdict.INDETERMINATE, report.verdict());
    assertTrue(
        report
            .signatures()
            .getFirst()
            .reasons()
            .contains("one-time-certificate-without-timestamp"));
  }

  @Test
  void everyFlippedByteOutsideTheHoleBreaksIt() throws Exception {
    Path file = signed();
    byte[] original = Files.readAllBytes(file);
    int hole = new String(original, StandardCharsets.ISO_8859_1).indexOf("/Contents <");
    for (int offset : new int[] {20, 300, hole - 60, original.length - 30}) {
      byte[] bytes = original.clone();
      bytes[offset] ^= 1;
      Path altered = Files.write(folder.resolve("flip.pdf"), bytes);
      Verdict verdict;
      try {
        verdict = verify(altered).verdict();
      } catch (SigningException.Damaged e) {
        continue; // not a PDF any more: there is nothing that could be taken for valid
      }
      assertNotEquals(Verdict.VALID, verdict, "offset " + offset);
    }
    byte[] text = original.clone();
    text[11] ^= 1; // the binary comment behind the header
    Report report = verify(Files.write(folder.resolve("flip2.pdf"), text));
    assertEquals(Verdict.INVALID, report.verdict());
    assertTrue(report.signatures().getFirst().integrityReasons().contains("digest-mismatch"));
  }

  @Test
  void appendedBytesAreNotOverlooked() throws Exception {
    for (String junk : new String[] {"junk", "%comment\n", "\n5 0 obj\n<<>>\nendobj\n%%EOF\n"}) {
      Path file = signed();
      Files.write(file, junk.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
      Report report = verify(file);
      assertEquals(Verdict.INVALID, report.verdict(), junk);
      assertTrue(
          report.signatures().getFirst().reasons().contains("bytes-after-signed-revision"),
          () -> junk + report);
    }
  }

  @Test
  void aReplacedPageIsFound() throws Exception {
    Path attacked =
        edited(
            signed(),
            document -> {
              PDPage page = document.getPage(0);
              try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                out.beginText();
                out.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 30);
                out.newLineAtOffset(100, 500);
                out.showText("another bid wins");
                out.endText();
              }
              page.getCOSObject().setNeedToBeUpdated(true);
            });
    expectOther(attacked, "page-content-changed");
  }

  @Test
  void anOverwrittenContentStreamIsFound() throws Exception {
    Path input = Documents.plain(folder.resolve("plain.pdf"));
    Path file = bench.sign(input, new Placement.Invisible()).file();
    Path attacked =
        edited(
            file,
            document -> {
              COSStream stream =
                  (COSStream)
                      document.getPage(0).getCOSObject().getDictionaryObject(COSName.CONTENTS);
              try (OutputStream out = stream.createOutputStream()) {
                out.write("0 0 100 100 re f".getBytes(StandardCharsets.US_ASCII));
              }
              stream.setNeedToBeUpdated(true);
            });
    expectOther(attacked, "page-content-changed");
  }

  @Test
  void anAddedAndARemovedPageAreFound() throws Exception {
    Path input = Documents.plain(folder.resolve("plain.pdf"));
    Path file = bench.sign(input, new Placement.Invisible()).file();
    expectOther(
        edited(
            file,
            document -> {
              document.addPage(new PDPage());
              document.getPages().getCOSObject().setNeedToBeUpdated(true);
            }),
        "page-count-changed");
    expectOther(
        edited(
            file,
            document -> {
              document.removePage(1);
              document.getPages().getCOSObject().setNeedToBeUpdated(true);
            }),
        "page-count-changed");
  }

  @Test
  void anotherEvidenceInPlaceOfTheSignedOneIsFound() throws Exception {
    Path attacked =
        edited(
            signed(),
            document -> {
              COSDictionary signature =
                  document.getSignatureFields().getFirst().getSignature().getCOSObject();
              COSStream manifest =
                  (COSStream)
                      signature
                          .getCOSDictionary(COSName.getPDFName("PSEL_Evidence"))
                          .getDictionaryObject(COSName.getPDFName("Manifest"));
              try (OutputStream out = manifest.createOutputStream()) {
                out.write('x');
              }
              manifest.setNeedToBeUpdated(true);
            });
    expectOther(attacked, "signed-field-changed");
  }

  @Test
  void anAnnotationIsAClassOfItsOwnAndNotAllowed() throws Exception {
    Path attacked =
        edited(
            signed(),
            document -> {
              PDAnnotationText note = new PDAnnotationText();
              note.setContents("note");
              note.setRectangle(new PDRectangle(10, 10, 20, 20));
              document.getPage(0).getAnnotations().add(note);
              document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
            });
    Report.Signed one = verify(attacked).signatures().getFirst();
    assertEquals(ChangeClass.ANNOTATION, one.changes().changeClass(), () -> one.toString());
    assertFalse(one.changes().allowed());
    assertEquals(Verdict.INVALID, verify(attacked).verdict());
  }

  @Test
  void fillingAFormIsAllowed() throws Exception {
    Path filled =
        edited(
            signed(),
            document -> {
              PDAcroForm form = document.getDocumentCatalog().getAcroForm();
              form.getField("remark").setValue("seen");
              form.getField("remark").getCOSObject().setNeedToBeUpdated(true);
            });
    Report.Signed one = verify(filled).signatures().getFirst();
    assertEquals(ChangeClass.FORM, one.changes().changeClass(), () -> one.toString());
    assertTrue(one.changes().allowed());
    assertEquals(Report.Coverage.WHOLE_REVISION, one.coverage());
    assertEquals(Verdict.VALID, verify(filled).verdict());
  }

  @Test
  void aMovedSignatureIsFound() throws Exception {
    Path attacked =
        edited(
            signed(),
            document -> {
              PDSignatureField field = document.getSignatureFields().getFirst();
              field.getWidgets().getFirst().setRectangle(new PDRectangle(300, 500, 180, 60));
              field.getWidgets().getFirst().getCOSObject().setNeedToBeUpdated(true);
            });
    expectOther(attacked, "signed-field-changed");
  }

  @Test
  void secondSignerLeavesTheFirstValid() throws Exception {
    Path first = signed();
    Path second = bench.sign(first, new Placement.At(1, 300, 120, 180, 60)).file();
    Report report = verify(second);
    assertEquals(Verdict.VALID, report.verdict(), () -> report.toString());
    assertEquals(2, report.signatures().size());
    Report.Signed one = report.signatures().getFirst();
    assertEquals("expert", one.field());
    assertEquals(Report.Coverage.WHOLE_REVISION, one.coverage());
    assertEquals(ChangeClass.FORM, one.changes().changeClass());
    assertEquals(Report.Coverage.WHOLE_FILE, report.signatures().getLast().coverage());
  }

  @Test
  void theCertifierDecidesWhatMayFollow() throws Exception {
    Path input = Documents.certified(folder.resolve("certified.pdf"), 2);
    Path file = bench.sign(input, new Placement.Invisible()).file();
    assertEquals(Verdict.VALID, verify(file).verdict());
    Path three = Documents.certified(folder.resolve("certified3.pdf"), 3);
    Path signed = bench.sign(three, new Placement.Invisible()).file();
    Path noted =
        edited(
            signed,
            document -> {
              PDAnnotationText note = new PDAnnotationText();
              note.setRectangle(new PDRectangle(10, 10, 20, 20));
              document.getPage(0).getAnnotations().add(note);
              document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
            });
    Report.Signed one = verify(noted).signatures().getFirst();
    assertEquals(ChangeClass.ANNOTATION, one.changes().changeClass());
    assertTrue(one.changes().allowed());
  }

  @Test
  void oddByteRangesAreNotBelieved() throws Exception {
    Path file = signed();
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    int at = text.indexOf("/ByteRange [0 ");
    assertTrue(at > 0);
    // Same length: the numbers are replaced by others and blanks.
    int close = text.indexOf(']', at);
    for (String range : new String[] {"[0 0 0 0", "[0 -1 9 9", "[1 50 90 9", "[0 999999999 1 1"}) {
      String padded = range + " ".repeat(close - at - 11 - range.length());
      String altered = text.substring(0, at + 11) + padded + text.substring(close);
      Path attacked =
          Files.write(folder.resolve("range.pdf"), altered.getBytes(StandardCharsets.ISO_8859_1));
      Report report = verify(attacked);
      assertEquals(Verdict.INVALID, report.verdict(), range);
      assertEquals(Report.Coverage.UNCLEAR, report.signatures().getFirst().coverage(), range);
    }
  }

  @Test
  void aSignatureMovedToAnotherDocumentIsBroken() throws Exception {
    Path file = signed();
    Path other =
        bench.sign(Documents.form(folder.resolve("o.pdf")), new Placement.Field("expert")).file();
    String mine = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    String theirs = new String(Files.readAllBytes(other), StandardCharsets.ISO_8859_1);
    int a = mine.indexOf("/Contents <") + 11;
    int b = theirs.indexOf("/Contents <") + 11;
    int length = Math.min(mine.indexOf('>', a) - a, theirs.indexOf('>', b) - b);
    String moved =
        mine.substring(0, a) + theirs.substring(b, b + length) + mine.substring(a + length);
    Report report =
        verify(
            Files.write(folder.resolve("moved.pdf"), moved.getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals(Verdict.INVALID, report.verdict());
    assertTrue(report.signatures().getFirst().integrityReasons().contains("digest-mismatch"));
  }

  @Test
  void encryptedSignedFileIsVerifiedWithItsPassword() throws Exception {
    Path input = Documents.encrypted(folder.resolve("enc.pdf"));
    Path file = bench.sign(input, "open", new Placement.At(1, 10, 10, 150, 60)).file();
    Report report =
        new PdfVerifier(bench.store(), SigningBench.HASHING).verify(file, "open", Instant.now());
    assertEquals(Verdict.VALID, report.verdict(), () -> report.toString());
    assertEquals(SigningBench.EVIDENCE, report.signatures().getFirst().evidence());
  }

  @Test
  void unreachableNewObjectsAreNotIgnored() throws Exception {
    Path attacked =
        edited(
            signed(),
            document -> {
              COSArray hidden = new COSArray();
              COSDictionary object = new COSDictionary();
              object.setItem(COSName.A, new COSDictionary());
              hidden.add(object);
              document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("X"), object);
              document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            });
    expectOther(attacked, "catalog-changed");
  }

  private void expectOther(Path attacked, String code) throws SigningException {
    Report report = verify(attacked);
    assertEquals(Verdict.INVALID, report.verdict(), () -> report.toString());
    Report.Signed one = report.signatures().getFirst();
    assertTrue(one.intact(), () -> one.toString());
    assertEquals(ChangeClass.OTHER, one.changes().changeClass(), () -> one.toString());
    assertTrue(one.reasons().contains(code), () -> one.toString());
  }

  /** A new signature field, empty, that stands in the form beside those that were there. */
  private static COSDictionary newSignatureField(PDDocument document) {
    COSDictionary form =
        document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
    COSDictionary field = new COSDictionary();
    field.setItem(COSName.FT, COSName.SIG);
    field.setString(COSName.T, "forged");
    form.getCOSArray(COSName.FIELDS).add(indirect(field));
    form.getCOSArray(COSName.FIELDS).setNeedToBeUpdated(true);
    form.setNeedToBeUpdated(true);
    document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
    return field;
  }

  private static COSObject indirect(COSDictionary dictionary) {
    dictionary.setDirect(false);
    return new COSObject(dictionary);
  }

  private static COSDictionary annotation(String subtype) {
    COSDictionary annotation = new COSDictionary();
    annotation.setItem(COSName.TYPE, COSName.ANNOT);
    annotation.setName(COSName.SUBTYPE, subtype);
    annotation.setItem(COSName.RECT, new PDRectangle(0, 0, 600, 800).getCOSArray());
    return annotation;
  }

  private void assertForged(Path file) throws SigningException {
    Report report = verify(file);
    assertEquals(Verdict.INVALID, report.verdict(), () -> report.toString());
    Report.Changes changes = report.signatures().getFirst().changes();
    assertTrue(
        changes.items().contains("signature-field-malformed: forged"), () -> changes.toString());
  }

  @Test
  void aPageContentDressedUpAsPartOfANewSignatureFieldIsFound() throws Exception {
    assertForged(
        edited(
            bench
                .sign(
                    Documents.plain(folder.resolve("in.pdf")),
                    new Placement.At(1, 100, 100, 180, 70))
                .file(),
            document -> {
              COSDictionary page = document.getPage(0).getCOSObject();
              COSBase reference = page.getItem(COSName.CONTENTS);
              if (reference instanceof COSArray parts) {
                reference = parts.get(0);
              }
              COSStream content = (COSStream) ((COSObject) reference).getObject();
              try (OutputStream out = content.createOutputStream()) {
                out.write("1 0 0 rg 0 0 600 800 re f".getBytes(StandardCharsets.US_ASCII));
              }
              content.setNeedToBeUpdated(true);
              COSArray kids = new COSArray();
              kids.add(reference);
              newSignatureField(document).setItem(COSName.KIDS, kids);
            }));
  }

  @Test
  void anotherAnnotationDressedUpAsANewSignatureFieldIsFound() throws Exception {
    assertForged(
        edited(signed(), document -> newSignatureField(document).addAll(annotation("Square"))));
  }

  @Test
  void aNewSignatureFieldThatActsIsFound() throws Exception {
    assertForged(
        edited(
            signed(),
            document -> {
              COSDictionary field = newSignatureField(document);
              field.addAll(annotation("Widget"));
              field.setItem(COSName.A, new COSDictionary());
            }));
  }

  @Test
  void aSignatureThatNobodyJudgesIsFound() throws Exception {
    assertForged(
        edited(
            signed(),
            document -> {
              COSDictionary kid = annotation("Widget");
              kid.setString(COSName.T, "named");
              COSArray kids = new COSArray();
              kids.add(indirect(kid));
              COSDictionary field = newSignatureField(document);
              field.setItem(COSName.KIDS, kids);
              COSDictionary value = new COSDictionary();
              value.setItem(COSName.TYPE, COSName.SIG);
              field.setItem(COSName.V, value);
            }));
  }
}
