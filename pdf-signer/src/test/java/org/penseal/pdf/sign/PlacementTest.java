// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.refusal.PlacementException;

/** Where a signature comes to stand. */
final class PlacementTest {
  private static final String KEYWORD = "signature:";

  @TempDir Path folder;
  private PlainSigner signer;
  private Path output;

  @BeforeEach
  void open() throws Exception {
    signer = new PlainSigner();
    output = folder.resolve("signed.pdf");
  }

  private PDRectangle rectangle(int page) throws Exception {
    try (PDDocument document = Loader.loadPDF(output.toFile())) {
      return document.getPage(page - 1).getAnnotations().getLast().getRectangle();
    }
  }

  @Test
  void keywordIsCountedFromBothEnds() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    signer.sign(input, output, new Placement.Keyword(KEYWORD, 1, 0, 0, 100, 40));
    PDRectangle first = rectangle(1);
    signer.sign(input, output, new Placement.Keyword(KEYWORD, -2, 0, 0, 100, 40));
    assertEquals(first.toString(), rectangle(1).toString());
    signer.sign(input, output, new Placement.Keyword(KEYWORD, -1, 0, 0, 100, 40));
    assertEquals(first.toString(), rectangle(2).toString());
  }

  @Test
  void offsetMovesRightAndUpAndStaysOnThePage() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    signer.sign(input, output, new Placement.Keyword(KEYWORD, 1, 0, 0, 100, 40));
    PDRectangle plain = rectangle(1);
    signer.sign(input, output, new Placement.Keyword(KEYWORD, 1, 30, -20, 100, 40));
    PDRectangle moved = rectangle(1);
    assertEquals(plain.getLowerLeftX() + 30, moved.getLowerLeftX(), 0.01);
    assertEquals(plain.getLowerLeftY() - 20, moved.getLowerLeftY(), 0.01);
    signer.sign(input, output, new Placement.Keyword(KEYWORD, 1, 5000, 5000, 100, 40));
    assertEquals(595 - 100, rectangle(1).getLowerLeftX(), 0.01);
    assertEquals(842 - 40, rectangle(1).getLowerLeftY(), 0.01);
  }

  @Test
  void hitThatIsNotThereIsRefusedWithTheCount() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    for (int hit : new int[] {3, -3, 0}) {
      PlacementException.NoSuchHit refused =
          assertThrows(
              PlacementException.NoSuchHit.class,
              () -> signer.sign(input, output, new Placement.Keyword(KEYWORD, hit, 0, 0, 100, 40)));
      assertEquals(2, refused.hits);
      assertFalse(Files.exists(output));
    }
  }

  @Test
  void fieldWhoseWidgetIsAnObjectOfItsOwnIsSignedAndShown() throws Exception {
    Path input = split(folder.resolve("split.pdf"));
    signer.sign(input, output, new Placement.Field("expert"));
    try (PDDocument document = Loader.loadPDF(output.toFile())) {
      PDSignatureField field =
          (PDSignatureField) document.getDocumentCatalog().getAcroForm().getField("expert");
      assertNotNull(field.getSignature());
      PDAnnotationWidget widget = field.getWidgets().getFirst();
      assertNotNull(widget.getAppearance().getNormalAppearance());
      assertFalse(widget.getCOSObject().containsKey(COSName.V));
      assertEquals(1, document.getPage(0).getAnnotations().size());
    }
    Report.Signed signed = signer.signatures(output).getFirst();
    assertTrue(signed.intact());
    assertEquals("expert", signed.field());
  }

  @Test
  void fieldOfAnotherKindAndTakenFieldAreToldApart() throws Exception {
    Path input = Documents.form(folder.resolve("form.pdf"));
    PlacementException.OtherField other =
        assertThrows(
            PlacementException.OtherField.class,
            () -> signer.sign(input, output, new Placement.Field("remark")));
    assertEquals("Tx", other.type);
    assertThrows(
        PlacementException.NoSuchField.class,
        () -> signer.sign(input, output, new Placement.Field("nobody")));
    signer.sign(input, output, new Placement.Field("expert"));
    Path again = folder.resolve("again.pdf");
    assertThrows(
        PlacementException.FieldTaken.class,
        () -> signer.sign(output, again, new Placement.Field("expert")));
    assertFalse(Files.exists(again));
  }

  private static Path split(Path file) throws Exception {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(595, 842));
      document.addPage(page);
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDSignatureField field = new PDSignatureField(form);
      field.setPartialName("expert");
      PDAnnotationWidget widget = new PDAnnotationWidget();
      widget.setRectangle(new PDRectangle(100, 120, 180, 60));
      widget.setPage(page);
      widget.getCOSObject().setItem(COSName.PARENT, field.getCOSObject());
      COSArray kids = new COSArray();
      kids.add(widget.getCOSObject());
      field.getCOSObject().setItem(COSName.KIDS, kids);
      for (COSName merged : new COSName[] {COSName.SUBTYPE, COSName.TYPE, COSName.RECT}) {
        field.getCOSObject().removeItem(merged);
      }
      page.getAnnotations().add(widget);
      form.getFields().add(field);
      document.save(file.toFile());
      return file;
    }
  }
}
