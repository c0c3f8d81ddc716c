// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.pdf.page.PdfPages;

/** What a form is known by. */
class FormPlacesTest {
  @TempDir Path folder;
  private int count;

  /** A form is known by a digest with SM3, which Java has not by itself. */
  @BeforeAll
  static void register() {
    CryptoProvider.register();
  }

  private String form(String title, PDRectangle size, String... fields) throws Exception {
    Path file = folder.resolve(count++ + ".pdf");
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(size);
      document.addPage(page);
      try (PDPageContentStream out = new PDPageContentStream(document, page)) {
        out.beginText();
        out.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        out.newLineAtOffset(60, 300);
        out.showText(title);
        out.newLineAtOffset(0, -40);
        out.showText("Line " + count + " differs in every document");
        out.endText();
      }
      PDAcroForm all = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(all);
      for (String name : fields) {
        PDSignatureField field = new PDSignatureField(all);
        field.setPartialName(name);
        all.getFields().add(field);
      }
      document.save(file.toFile());
    }
    try (PdfPages pages = PdfPages.open(file, null)) {
      return FormPlaces.form(pages);
    }
  }

  @Test
  void formWithOtherFiguresIsTheSame() throws Exception {
    assertEquals(
        form("Receipt no. 4711 of 2026-01-05", PDRectangle.A4, "Customer", "Clerk"),
        form("Receipt no. 815 of 2026-12-31", PDRectangle.A4, "Clerk", "Customer"));
  }

  @Test
  void formWithAnotherTitleSizeOrFieldIsAnother() throws Exception {
    String known = form("Receipt no. 1", PDRectangle.A4, "Customer");
    assertNotEquals(known, form("Contract no. 1", PDRectangle.A4, "Customer"));
    assertNotEquals(known, form("Receipt no. 1", PDRectangle.A5, "Customer"));
    assertNotEquals(known, form("Receipt no. 1", PDRectangle.A4, "Clerk"));
    assertNotEquals(known, form("Receipt no. 1", PDRectangle.A4));
  }
}
