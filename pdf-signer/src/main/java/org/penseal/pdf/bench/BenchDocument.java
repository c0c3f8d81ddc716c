// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** The documents of the signing benchmark, the same at every run. */
public final class BenchDocument {
  private static final int LINES = 45;
  private static final int SCAN_SIDE_PX = 1050;
  private static final int SCAN_DEPTH_BITS = 8;

  private BenchDocument() {}

  /** Pages of 45 lines of text. */
  public static Path text(Path file, int pages) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
      for (int page = 1; page <= pages; page++) {
        textPage(document, font, page);
      }
      document.save(file.toFile());
    }
    return file;
  }

  private static void textPage(PDDocument document, PDFont font, int number) throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (PDPageContentStream out = new PDPageContentStream(document, page)) {
      out.beginText();
      out.setFont(font, 11);
      out.setLeading(15);
      out.newLineAtOffset(60, 770);
      for (int line = 1; line <= LINES; line++) {
        out.showText("Page " + number + ", line " + line + " of a document that is to be signed.");
        out.newLine();
      }
      out.endText();
    }
  }

  /** Pages, each one grey picture that does not compress, 1.1 MB each. */
  public static Path scan(Path file, int pages) throws IOException {
    Random noise = new Random(11);
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < pages; i++) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        byte[] pixels = new byte[SCAN_SIDE_PX * SCAN_SIDE_PX];
        noise.nextBytes(pixels);
        PDImageXObject picture =
            new PDImageXObject(
                document,
                new ByteArrayInputStream(pixels),
                (COSName) null,
                SCAN_SIDE_PX,
                SCAN_SIDE_PX,
                SCAN_DEPTH_BITS,
                PDDeviceGray.INSTANCE);
        try (PDPageContentStream out = new PDPageContentStream(document, page)) {
          out.drawImage(
              picture, 0, 0, page.getMediaBox().getWidth(), page.getMediaBox().getHeight());
        }
      }
      document.save(file.toFile());
    }
    return file;
  }
}
