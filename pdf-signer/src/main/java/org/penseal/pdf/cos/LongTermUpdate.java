// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.refusal.SigningException;
import org.penseal.trust.revocation.ValidationData;

/**
 * Appends one revision with validation data and, if wanted, a document time-stamp whose hole is
 * empty (ISO 32000-2, 12.8.5). DocMDP allows both always, also with P 1.
 */
public final class LongTermUpdate {
  private static final COSName DOCUMENT_TIMESTAMP = COSName.getPDFName("DocTimeStamp");
  private static final COSName SUB_FILTER = COSName.getPDFName("ETSI.RFC3161");

  private LongTermUpdate() {}

  /**
   * Writes the input, byte for byte, and the new revision.
   *
   * @param input a PDF
   * @param password or null
   * @param data only what is not in the file yet is added
   * @param containerBytes size of the time-stamp's hole, 0 for none
   * @param out receives the whole file; not closed
   * @return what the time-stamp covers; empty without one
   * @throws SigningException if the input cannot be opened
   * @throws IOException only if {@code out} fails
   */
  public static Optional<ByteRange> write(
      Path input,
      @Nullable String password,
      ValidationData data,
      int containerBytes,
      OutputStream out)
      throws SigningException, IOException {
    try (PDDocument document = OpenPdf.strict(input, password);
        SignatureOptions options = new SignatureOptions()) {
      SecurityStore.add(document, data);
      if (containerBytes == 0) {
        document.saveIncremental(out);
        return Optional.empty();
      }
      PDSignature timestamp = new PDSignature();
      timestamp.setType(DOCUMENT_TIMESTAMP);
      timestamp.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      timestamp.setSubFilter(SUB_FILTER);
      options.setPreferredSignatureSize(containerBytes);
      document.addSignature(timestamp, options);
      document.saveIncrementalForExternalSigning(out).setSignature(new byte[0]);
      return Optional.of(Placeholder.range(timestamp));
    }
  }
}
