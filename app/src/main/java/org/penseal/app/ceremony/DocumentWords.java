// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ceremony;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.app.signing.CaseDocument;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;

/**
 * What the signer is told of a document.
 *
 * @param title its file name, and its title where it has one
 * @param pages how many pages it has, 0 for data
 * @param lastWidth width of its last page in points, 0 for data
 */
public record DocumentWords(String title, int pages, double lastWidth) {
  private static final double WIDTH = 180;
  private static final double HEIGHT = 72;
  private static final double MARGIN = 36;

  /**
   * Opens a PDF for its title and pages; data has its name only.
   *
   * @param password of the PDF, or null
   * @throws DocumentException.NotPdf if it is none; see also Damaged, Encrypted
   */
  public static DocumentWords of(CaseDocument document, @Nullable String password)
      throws SigningException {
    Path name = document.file().getFileName();
    String fileName = name == null ? "" : name.toString();
    if (!document.isPdf()) {
      return new DocumentWords(fileName, 0, 0);
    }
    try (PdfPages pages = PdfPages.open(document.file(), password)) {
      boolean other = !pages.title().isBlank() && !pages.title().equals(fileName);
      String title = other ? fileName + " · " + pages.title() : fileName;
      return new DocumentWords(title, pages.count(), pages.size(pages.count()).width());
    }
  }

  /** Where the signature goes when nobody said: the lower right corner of the last page. */
  public Placement lowerRight() {
    double width = Math.min(WIDTH, lastWidth - 2 * MARGIN);
    return new Placement.At(pages, lastWidth - MARGIN - width, MARGIN, width, HEIGHT);
  }
}
