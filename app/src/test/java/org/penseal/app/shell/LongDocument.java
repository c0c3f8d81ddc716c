// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** A PDF of many pages of text; every tenth page says "needle", the last one "Signature". */
final class LongDocument {
  private LongDocument() {}

  static Path write(Path file, int pages) throws IOException {
    PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    try (PDDocument document = new PDDocument()) {
      for (int number = 1; number <= pages; number++) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream out = new PDPageContentStream(document, page)) {
          out.beginText();
          out.setFont(font, 12);
          out.setLeading(17);
          out.newLineAtOffset(72, 770);
          out.showText("Contract, page " + number + " of " + pages);
          for (int line = 0; line < 36; line++) {
            out.newLine();
            out.showText(line == 5 && number % 10 == 0 ? "Here is the Needle." : line(line));
          }
          out.newLine();
          out.showText(number == pages ? "Signature:" : "");
          out.endText();
        }
      }
      document.save(file.toFile());
    }
    return file;
  }

  private static String line(int line) {
    return "Clause " + line + ": the parties agree on what is written on this line of the page.";
  }
}
