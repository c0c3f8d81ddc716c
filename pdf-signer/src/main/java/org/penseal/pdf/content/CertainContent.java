// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSStream;

/**
 * Whether all readers read what a page or a form is drawn from alike: operators, operands, streams,
 * and the resources that they name.
 *
 * <p>Readers repair in their own ways what does not conform, so one may show words that another
 * does not. What conforms plainly to ISO 32000-2, 7.8, 8 and 9 is certain, and nothing else. Not
 * looked at: programs of fonts, what JPEG, JPEG 2000, JBIG2 and CCITT encode, profiles and
 * functions of colours.
 */
public final class CertainContent {
  private CertainContent() {}

  /**
   * Reads a page without its annotations.
   *
   * @return why it is not certain, for a log; empty if it is
   */
  public static Optional<String> ofPage(COSDictionary page) {
    return tried(reading -> reading.page(page));
  }

  /** Reads a form with its own resources; as {@link #ofPage}. */
  public static Optional<String> ofForm(COSStream form) {
    return tried(reading -> reading.form(form, Transform.IDENTITY));
  }

  /** Reads an image; as {@link #ofPage}. */
  public static Optional<String> ofImage(COSStream image) {
    return tried(reading -> DrawnImage.require(image));
  }

  private interface Work {
    void on(ContentReading reading) throws Ambiguous, IOException;
  }

  private static Optional<String> tried(Work work) {
    try {
      work.on(new ContentReading());
      return Optional.empty();
    } catch (Ambiguous | IOException | RuntimeException | StackOverflowError e) {
      // PDFBox meets a hostile structure with whatever exception comes first.
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
