// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;

/** A form that another program fills and signs in one and the same update, with an OpenSSL key. */
final class FilledAndSigned {
  private static final int HOLE_BYTES = 8000;

  private FilledAndSigned() {}

  /** Writes {@code filled.pdf} into the folder; its field remark is filled. */
  static Path of(KeyFile key, Path folder) throws Exception {
    Path form = form(folder.resolve("form.pdf"));
    Path result = folder.resolve("filled.pdf");
    try (PDDocument document = Loader.loadPDF(form.toFile());
        SignatureOptions options = new SignatureOptions();
        OutputStream out = Files.newOutputStream(result)) {
      COSDictionary field =
          document.getDocumentCatalog().getAcroForm(null).getField("remark").getCOSObject();
      field.setItem(COSName.V, new COSString("9000"));
      field.setNeedToBeUpdated(true);
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
      signature.setSignDate(Calendar.getInstance());
      options.setPreferredSignatureSize(HOLE_BYTES);
      document.addSignature(signature, options);
      ExternalSigningSupport support = document.saveIncrementalForExternalSigning(out);
      support.setSignature(message(key, support.getContent().readAllBytes(), folder));
    }
    return result;
  }

  private static Path form(Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDResources resources = new PDResources();
      resources.put(
          COSName.getPDFName("Helv"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
      form.setDefaultResources(resources);
      form.setDefaultAppearance("/Helv 10 Tf 0 g");
      PDTextField text = new PDTextField(form);
      text.setPartialName("remark");
      text.getWidgets().getFirst().setRectangle(new PDRectangle(100, 320, 180, 20));
      text.getWidgets().getFirst().setPage(page);
      page.getAnnotations().add(text.getWidgets().getFirst());
      form.setFields(List.of(text));
      document.save(file.toFile());
    }
    return file;
  }

  private static byte[] message(KeyFile key, byte[] covered, Path folder) throws Exception {
    Path content = Files.write(folder.resolve("covered"), covered);
    Path message = folder.resolve("message.der");
    Path secret = key.certificate().resolveSibling("key.pem");
    String[] words = {"cms", "-sign", "-binary", "-cades", "-nosmimecap", "-md", "sha256"};
    List<Object> all = new ArrayList<>(List.of((Object[]) words));
    all.addAll(List.of("-in", content, "-outform", "DER", "-out", message));
    all.addAll(List.of("-signer", key.certificate(), "-inkey", secret));
    KeyFile.openssl(0, all.toArray());
    return Files.readAllBytes(message);
  }
}
