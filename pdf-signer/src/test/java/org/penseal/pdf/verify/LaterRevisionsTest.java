// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.penseal.cms.ContainerSize;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.Report.Verdict;
import org.penseal.pdf.SigningBench;

/** What is added behind a signature, or in the update that holds it. */
@Tag("slow")
class LaterRevisionsTest extends SignedFiles {
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
  void eachStepSaysWhichObjectOnWhichPageWasChanged() throws Exception {
    Path first = signed();
    long end = Files.size(first);
    Path filled =
        edited(
            first,
            document -> {
              PDAcroForm form = document.getDocumentCatalog().getAcroForm();
              form.getField("remark").setValue("seen");
              form.getField("remark").getCOSObject().setNeedToBeUpdated(true);
            });
    long middle = Files.size(filled);
    Path twice = bench.sign(filled, new Placement.At(1, 300, 120, 180, 60)).file();
    var steps = verify(twice).signatures().getFirst().changes().steps();
    assertEquals(2, steps.size(), steps::toString);
    Changes.Step fill = steps.getFirst();
    assertEquals(end, fill.fromByte());
    assertEquals(middle, fill.toByte());
    assertTrue(fill.allowed());
    Changes.Change change = fill.changes().getFirst();
    assertEquals("field-filled: remark", change.text());
    assertEquals(java.util.List.of(1), change.pages());
    assertTrue(change.objects().getFirst().matches("\\d+ 0"), change::toString);
    assertEquals(Files.size(twice), steps.getLast().toByte());
    assertEquals("signature-added", steps.getLast().changes().getFirst().code());
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

  @Test
  void aPageChangedInTheUpdateThatSignsIsFound() throws Exception {
    Path input = Documents.form(folder.resolve("in.pdf"));
    Path changed =
        edited(
            input,
            document -> {
              PDPage page = document.getPage(0);
              try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.addRect(0, 0, 200, 200);
                content.fill();
              }
              page.getCOSObject().setNeedToBeUpdated(true);
            });
    Path output = folder.resolve("out.pdf");
    // The certificate binds the document that came in; what is signed is another one.
    try (SoftwareOneTimeKey key = bench.key(input)) {
      int size = ContainerSize.of(key.chain(), 0, SigningBench.HASHING);
      var prepared =
          bench.signer.prepare(
              changed, null, folder, SigningBench.spec(new Placement.Invisible()), size);
      bench.signer.complete(prepared.signed(key), output);
    }
    Report.Signed one = verify(output).signatures().getFirst();
    assertTrue(
        one.reasons().contains(Report.Signed.CHANGED_WHILE_SIGNING), one.reasons()::toString);
    for (String code : new String[] {"page-content-changed", "drawing-inputs-differ"}) {
      assertTrue(
          one.whileSigning().stream().anyMatch(each -> each.code().equals(code)),
          one.whileSigning()::toString);
    }
    assertFalse(
        verify(signed())
            .signatures()
            .getFirst()
            .reasons()
            .contains(Report.Signed.CHANGED_WHILE_SIGNING));
  }

  @Test
  void aCertificationIsPartOfSigning() throws Exception {
    Path input = Documents.form(folder.resolve("in.pdf"));
    Path output = folder.resolve("out.pdf");
    try (SoftwareOneTimeKey key = bench.key(input)) {
      int size = ContainerSize.of(key.chain(), 0, SigningBench.HASHING);
      var terms = new org.penseal.pdf.SignatureSpec.Terms("", "", 2, java.util.List.of());
      var spec = SigningBench.spec(new Placement.Invisible()).with(terms);
      var prepared = bench.signer.prepare(input, null, folder, spec, size);
      bench.signer.complete(prepared.signed(key), output);
    }
    Report.Signed one = verify(output).signatures().getFirst();
    assertFalse(
        one.reasons().contains(Report.Signed.CHANGED_WHILE_SIGNING), one.reasons()::toString);
  }

  @Test
  void aTimestampLaterThanTheTimeOfVerificationDoesNotCount() throws Exception {
    Report.Signed one =
        new PdfVerifier(bench.store(), SigningBench.HASHING)
            .verify(signed(), null, java.time.Instant.now().minusSeconds(3600))
            .signatures()
            .getFirst();
    assertFalse(one.time().ok());
    assertTrue(one.reasons().contains("timestamp-in-the-future"), one.reasons()::toString);
  }
}
