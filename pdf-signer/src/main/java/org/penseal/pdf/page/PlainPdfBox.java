// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Calendar;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;

/**
 * The peer of the signing benchmark: a signature as PDFBox itself makes it, with its external
 * signing and nothing of ours. Lies here because this is where PDFBox may be imported; nothing but
 * the benchmark uses it.
 */
public final class PlainPdfBox {
  private PlainPdfBox() {}

  /** Makes the CMS over a stream of the covered bytes. */
  @FunctionalInterface
  public interface CmsMaker {
    /** DER of the CMS. */
    byte[] over(InputStream content) throws IOException;
  }

  /**
   * Signs invisibly, as an incremental update.
   *
   * @param input a PDF
   * @param out takes the signed PDF
   * @param name goes to /Name
   * @param containerBytes size of the hole
   * @param cms makes the signature
   */
  public static void sign(
      Path input, OutputStream out, String name, int containerBytes, CmsMaker cms)
      throws IOException {
    try (PDDocument document = Loader.loadPDF(input.toFile());
        SignatureOptions options = new SignatureOptions()) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
      signature.setName(name);
      signature.setSignDate(Calendar.getInstance());
      options.setPreferredSignatureSize(containerBytes);
      document.addSignature(signature, options);
      ExternalSigningSupport external = document.saveIncrementalForExternalSigning(out);
      external.setSignature(cms.over(external.getContent()));
    }
  }
}
