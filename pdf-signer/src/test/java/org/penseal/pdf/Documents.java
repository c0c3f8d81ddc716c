// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;

/** PDF files for tests, made with PDFBox. */
public final class Documents {
  private Documents() {}

  /** Two pages with a line of text each. */
  public static Path plain(Path file) throws IOException {
    return page(file, 0, new PDRectangle(595, 842), new PDRectangle(595, 842));
  }

  /** A rotated page whose crop box may have an offset, and a second one. */
  public static Path page(Path file, int rotation, PDRectangle media, PDRectangle crop)
      throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 1; i <= 2; i++) {
        PDPage page = new PDPage(media);
        page.setCropBox(crop);
        page.setRotation(rotation);
        document.addPage(page);
        try (PDPageContentStream out = new PDPageContentStream(document, page)) {
          out.beginText();
          out.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 14);
          out.newLineAtOffset(crop.getLowerLeftX() + 60, crop.getLowerLeftY() + 200);
          out.showText("Page " + i + " Expert signature:");
          out.endText();
        }
      }
      document.save(file.toFile());
      return file;
    }
  }

  /** A page with an empty signature field of 180 by 60 points and a text field. */
  public static Path form(Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(595, 842));
      document.addPage(page);
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDResources resources = new PDResources();
      resources.put(
          COSName.getPDFName("Helv"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
      form.setDefaultResources(resources);
      form.setDefaultAppearance("/Helv 10 Tf 0 g");
      PDSignatureField field = new PDSignatureField(form);
      field.setPartialName("expert");
      field.getWidgets().getFirst().setRectangle(new PDRectangle(100, 120, 180, 60));
      field.getWidgets().getFirst().setPage(page);
      page.getAnnotations().add(field.getWidgets().getFirst());
      form.getFields().add(field);
      PDTextField text = new PDTextField(form);
      text.setPartialName("remark");
      text.getWidgets().getFirst().setRectangle(new PDRectangle(100, 320, 180, 20));
      text.getWidgets().getFirst().setPage(page);
      page.getAnnotations().add(text.getWidgets().getFirst());
      form.getFields().add(text);
      document.save(file.toFile());
      return file;
    }
  }

  /** Encrypted with AES-256; user password "open", owner password "own". */
  public static Path encrypted(Path file) throws IOException {
    Path clear = plain(file.resolveSibling("clear-" + file.getFileName()));
    try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(clear.toFile())) {
      StandardProtectionPolicy policy =
          new StandardProtectionPolicy("own", "open", new AccessPermission());
      policy.setEncryptionKeyLength(256);
      policy.setPreferAES(true);
      document.protect(policy);
      document.save(file.toFile());
      return file;
    }
  }

  /** Carries a certification signature's dictionary (without a value) with this permission. */
  public static Path certified(Path file, int permission) throws IOException {
    Path clear = plain(file.resolveSibling("clear-" + file.getFileName()));
    try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(clear.toFile())) {
      COSDictionary parameters = new COSDictionary();
      parameters.setInt(COSName.P, permission);
      COSDictionary reference = new COSDictionary();
      reference.setName("TransformMethod", "DocMDP");
      reference.setItem("TransformParams", parameters);
      COSArray references = new COSArray();
      references.add(reference);
      COSDictionary signature = new COSDictionary();
      signature.setItem(COSName.REFERENCE, references);
      COSDictionary perms = new COSDictionary();
      perms.setItem(COSName.DOCMDP, signature);
      document.getDocumentCatalog().getCOSObject().setItem(COSName.PERMS, perms);
      document.save(file.toFile());
      return file;
    }
  }
}
