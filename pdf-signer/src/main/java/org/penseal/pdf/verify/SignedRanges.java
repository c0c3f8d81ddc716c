// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** The byte ranges of a PDF's signatures, for whoever shows a report beside the bytes. */
public final class SignedRanges {
  private SignedRanges() {}

  /**
   * Reads them.
   *
   * @param password or null
   * @return in the order of {@link PdfVerifier}'s report; empty for a range of another form
   * @throws SigningException as {@link PdfVerifier#verify}
   */
  public static List<Optional<ByteRange>> of(Path file, @Nullable String password)
      throws SigningException {
    try {
      return OpenPdf.guarded(file, () -> read(file, password));
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "cannot be read", e);
    }
  }

  private static List<Optional<ByteRange>> read(Path file, @Nullable String password)
      throws SigningException, IOException {
    try (PDDocument document = PdfVerifier.open(file, password)) {
      List<FoundSignature> found = new ArrayList<>(FoundSignature.in(document));
      found.sort(ORDER);
      return found.stream().map(each -> Optional.ofNullable(each.range())).toList();
    }
  }

  /** By the ends of the ranges, those without one last. */
  static final Comparator<FoundSignature> ORDER =
      Comparator.comparingLong(s -> s.range() == null ? Long.MAX_VALUE : s.range().end());
}
