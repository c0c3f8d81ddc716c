// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;

/** The documents of the benchmarks of signing and verifying, the same at every run. */
public final class BenchDocument {
  private static final String FIELD = "remark";
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

  /** A page of text with an empty text field below it. */
  public static Path form(Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDFont font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
      textPage(document, font, 1);
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDResources resources = new PDResources();
      resources.put(COSName.getPDFName("Helv"), font);
      form.setDefaultResources(resources);
      form.setDefaultAppearance("/Helv 10 Tf 0 g");
      PDTextField field = new PDTextField(form);
      field.setPartialName(FIELD);
      PDAnnotationWidget widget = field.getWidgets().getFirst();
      widget.setRectangle(new PDRectangle(60, 40, 200, 20));
      widget.setPage(document.getPage(0));
      document.getPage(0).getAnnotations().add(widget);
      form.getFields().add(field);
      document.save(file.toFile());
    }
    return file;
  }

  /** Fills the field of {@link #form} in an incremental update. */
  public static void fill(Path input, Path output, String value) throws IOException {
    try (PDDocument document = Loader.loadPDF(input.toFile());
        OutputStream out = Files.newOutputStream(output)) {
      fill(document, value);
      document.saveIncremental(out);
    }
  }

  /** Fills the field in a document that is open. */
  public static void fill(PDDocument document, String value) throws IOException {
    PDField field = document.getDocumentCatalog().getAcroForm(null).getField(FIELD);
    field.setValue(value);
    field.getCOSObject().setNeedToBeUpdated(true);
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
