// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Placement;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.PlacementException;

/** Two pages of 600 × 800 points, the second one turned by 90°, with a field on each. */
class ReadPagesOfPdfTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("form.pdf");
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < 2; i++) {
        PDPage page = new PDPage(new PDRectangle(600, 800));
        page.setRotation(i * 90);
        document.addPage(page);
        try (PDPageContentStream out = new PDPageContentStream(document, page)) {
          out.beginText();
          out.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
          out.newLineAtOffset(72, 700);
          out.showText(i == 0 ? "Order form 17" : "Signature of the Buyer");
          out.endText();
          out.moveTo(100, 300);
          out.lineTo(400, 300);
          out.stroke();
        }
      }
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      form.getFields().add(field(form, document.getPage(0), "Seller", true));
      form.getFields().add(field(form, document.getPage(1), "Buyer", false));
      document.save(file.toFile());
    }
  }

  private static PDSignatureField field(PDAcroForm form, PDPage page, String name, boolean signed)
      throws Exception {
    PDSignatureField field = new PDSignatureField(form);
    field.setPartialName(name);
    if (signed) {
      field.setValue(new PDSignature());
    }
    PDAnnotationWidget widget = field.getWidgets().getFirst();
    widget.setRectangle(new PDRectangle(100, 200, 180, 60));
    if (signed) {
      widget.setPage(page); // the other one is found by the page's list
    }
    page.getAnnotations().add(widget);
    return field;
  }

  @Test
  void fieldsStandWhereTheyAreDisplayed() throws Exception {
    try (PdfPages pages = PdfPages.open(file, null)) {
      assertEquals(
          List.of(
              new SignatureMark("Seller", true, new Placement.At(1, 100, 200, 180, 60)),
              new SignatureMark("Buyer", false, new Placement.At(2, 200, 320, 60, 180))),
          pages.signatureMarks());
      assertEquals(List.of("Seller", "Buyer"), pages.fieldNames());
      assertEquals("Order form 17", pages.firstLine());
    }
  }

  @Test
  void pagesAreMeasuredAndDrawnAsDisplayed() throws Exception {
    try (PdfPages pages = PdfPages.open(file, null)) {
      assertEquals(
          List.of(new PdfPages.Size(600, 800), new PdfPages.Size(800, 600)), pages.sizes());
      assertEquals(1600, pages.scaled(2, 2).getWidth());
      assertEquals(1200, pages.scaled(2, 2).getHeight());
      assertThrows(PlacementException.NoSuchPage.class, () -> pages.scaled(3, 1));
      assertThrows(DocumentException.Damaged.class, () -> pages.scaled(1, 100));
    }
  }

  @Test
  void textIsFoundOnOnePageInSmallLettersAndCapitals() throws Exception {
    try (PdfPages pages = PdfPages.open(file, null)) {
      List<KeywordSearch.Hit> hits = pages.find("the buyer", 2);
      assertEquals(1, hits.size());
      assertEquals(2, hits.getFirst().page());
      assertEquals(0, pages.find("the buyer", 1).size());
      assertEquals(0, pages.find(" ", 1).size());
      assertEquals(0, pages.find("the buyer").size(), "a keyword is taken as it is written");
    }
  }

  @Test
  void rulesAndTextCanBeLinedUpWith() throws Exception {
    try (PdfPages pages = PdfPages.open(file, null)) {
      PageGuides upright = pages.guides(1);
      assertTrue(upright.levels().contains(300.0), upright.levels().toString());
      assertTrue(upright.levels().stream().anyMatch(each -> Math.abs(each - 700) < 0.1));
      assertTrue(upright.uprights().stream().anyMatch(each -> Math.abs(each - 72) < 0.1));
      PageGuides turned = pages.guides(2);
      assertNotNull(turned);
      assertTrue(turned.uprights().contains(300.0), turned.uprights().toString());
    }
  }
}
