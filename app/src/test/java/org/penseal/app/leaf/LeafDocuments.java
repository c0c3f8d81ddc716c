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
