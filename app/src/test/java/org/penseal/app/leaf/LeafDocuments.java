// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;
import org.penseal.refusal.SigningException;

/** Documents to leaf through. */
public final class LeafDocuments {
  private LeafDocuments() {}

  /**
   * A4 pages of ten-point text. The first line has the word "Loan" and the number of the page, the
   * last one "Signature".
   *
   * @param coloured whether the second page has a red bar
   */
  public static Path text(Path file, int pages, boolean coloured) throws IOException {
    PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    try (PDDocument document = new PDDocument()) {
      for (int number = 1; number <= pages; number++) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream out = new PDPageContentStream(document, page)) {
          if (coloured && number == 2) {
            out.setNonStrokingColor(Color.RED);
            out.addRect(72, 790, 300, 20);
            out.fill();
            out.setNonStrokingColor(Color.BLACK);
          }
          out.beginText();
          out.setFont(font, 10);
          out.setLeading(16);
          out.newLineAtOffset(72, 770);
          out.showText("Loan " + number);
          for (int line = 1; line < 42; line++) {
            out.newLine();
            out.showText("Clause " + line + " of what the two parties agree on, in ten points.");
          }
          out.newLine();
          out.showText("Signature");
          out.endText();
        }
      }
      document.save(file.toFile());
    }
    return file;
  }

  /** Opens one in which nothing is marked. */
  public static PdfLeaves open(Path file, LeafLayout layout, Texts texts) throws SigningException {
    return PdfLeaves.open(file, null, layout, texts, new Placement.Invisible());
  }

  /** One page with an empty signature field. */
  static Path field(Path file, String name) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDSignatureField field = new PDSignatureField(form);
      field.setPartialName(name);
      PDAnnotationWidget widget = field.getWidgets().getFirst();
      widget.setRectangle(new PDRectangle(100, 100, 150, 60));
      widget.setPage(page);
      page.getAnnotations().add(widget);
      form.getFields().add(field);
      document.save(file.toFile());
    }
    return file;
  }

  /** Two pages, of which the first one is a million million square points large. */
  static Path huge(Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int number = 1; number <= 2; number++) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream out = new PDPageContentStream(document, page)) {
          out.addRect(100, 700, 200, 40);
          out.fill();
        }
      }
      document.getPage(0).setMediaBox(new PDRectangle(0, 0, 1e6f, 1e6f));
      document.save(file.toFile());
    }
    return file;
  }

  /** One page that says nothing. */
  static Path blank(Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      page.setContents(new PDStream(document));
      document.addPage(page);
      document.getDocumentInformation().setTitle("blank");
      document.save(file.toFile());
    }
    return file;
  }
}
