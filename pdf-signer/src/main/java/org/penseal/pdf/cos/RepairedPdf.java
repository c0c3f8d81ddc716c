// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;

/** A document as far as it could be read, to be written anew; the opener closes it. */
public final class RepairedPdf implements AutoCloseable {
  private final PDDocument document;

  private RepairedPdf(PDDocument document) {
    this.document = document;
  }

  /**
   * Reads what can be read.
   *
   * @throws DocumentException.NotPermitted if the file holds a signature
   * @throws DocumentException.Damaged if no page can be read
   * @throws SigningException as {@link OpenPdf#repaired}
   */
  public static RepairedPdf open(Path file, @Nullable String password) throws SigningException {
    RepairedPdf opened = new RepairedPdf(OpenPdf.repaired(file, password));
    try {
      new Restrictions(opened.document).requireUnsigned();
      if (opened.document.getNumberOfPages() == 0) {
        throw new DocumentException.Damaged(file, "no page can be read", null);
      }
      return opened;
    } catch (SigningException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Writes it as a new file. */
  public void write(OutputStream out) throws IOException {
    document.save(out);
  }

  @Override
  public void close() throws SigningException {
    try {
      document.close();
    } catch (IOException e) {
      throw new DocumentException.Damaged(Path.of(""), "cannot be closed", e);
    }
  }
}
