// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.jspecify.annotations.Nullable;
import org.penseal.file.InputFile;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.page.Footprint;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.trust.revocation.ValidationData;

/**
 * Appends one revision with validation data and, if wanted, a document time-stamp whose hole is
 * empty (ISO 32000-2, 12.8.5). DocMDP allows both always, also with P 1.
 */
public record LongTermUpdate(Octets increment, Optional<ByteRange> range) {
  private static final COSName DOCUMENT_TIMESTAMP = COSName.getPDFName("DocTimeStamp");
  private static final COSName SUB_FILTER = COSName.getPDFName("ETSI.RFC3161");

  /**
   * Writes the input, byte for byte, and the new revision.
   *
   * @param input a PDF
   * @param password or null
   * @param data only what is not in the file yet is added
   * @param containerBytes size of the time-stamp's hole, 0 for none
   * @throws SigningException if the input cannot be opened
   * @throws IOException if PDFBox cannot write the revision
   */
  public static LongTermUpdate of(
      InputFile input, @Nullable String password, ValidationData data, int containerBytes)
      throws SigningException, IOException {
    try (OpenPdf.Update update = OpenPdf.update(input, password);
        SignatureOptions options = new SignatureOptions()) {
      SecurityStore.add(update.document(), data);
      if (containerBytes == 0) {
        new Footprint(update.document(), List.of()).keep();
        return new LongTermUpdate(Increment.written(update), Optional.empty());
      }
      PDSignature timestamp = new PDSignature();
      timestamp.setType(DOCUMENT_TIMESTAMP);
      timestamp.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      timestamp.setSubFilter(SUB_FILTER);
      options.setPreferredSignatureSize(containerBytes);
      update.document().addSignature(timestamp, options);
      new Footprint(update.document(), List.of(update.document().getPage(0))).keep();
      Octets increment = Placeholder.increment(update);
      return new LongTermUpdate(increment, Optional.of(Placeholder.range(timestamp)));
    }
  }
}
