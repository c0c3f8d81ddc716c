// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseException;
import org.penseal.pdf.page.PdfPages;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;

/**
 * A PDF that was opened to be signed.
 *
 * @param pages to be closed by whoever takes them
 * @param document what the model is told of it
 */
record OpenedPages(PdfPages pages, DocumentModel.Opened document) {

  /**
   * Digests a file and opens it; a large one takes long.
   *
   * @param password or null
   * @throws DocumentException.Encrypted without a password or with a wrong one
   */
  static OpenedPages of(Path file, @Nullable String password)
      throws CaseException, SigningException {
    CaseDocument read = CaseDocument.read(file);
    if (!read.isPdf()) {
      throw new DocumentException.NotPdf(file, null);
    }
    PdfPages pages = PdfPages.open(file, password);
    try {
      String name = String.valueOf(file.getFileName());
      String title = pages.title().isBlank() ? name : pages.title();
      return new OpenedPages(
          pages, new DocumentModel.Opened(file, title, read.sm3(), pages.sizes(), password));
    } catch (SigningException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      pages.close();
      throw e;
    }
  }
}
