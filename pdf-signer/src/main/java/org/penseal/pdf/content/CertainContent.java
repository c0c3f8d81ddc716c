// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.content.DrawnPath.Box;

/**
 * Whether all readers read the content of a page or a form alike: operators, operands, streams, and
 * the resources that they name.
 *
 * <p>Readers repair content that does not conform, each in its own way, so one may show words that
 * another does not. Only what plainly conforms to ISO 32000-2, 7.8, 8 and 9 is certain. Not
 * examined: font programs and the data inside JPEG, JPEG 2000, JBIG2 and CCITT. PDFBox completes
 * values while it draws, so nothing must have been drawn before.
 */
public final class CertainContent {
  private static final double NEAR_POINTS = 24;

  private CertainContent() {}

  /**
   * Reads a page without its annotations.
   *
   * @param place around which it matters how fine the page is; null for all of it
   * @param catalog of its document, for the layers
   * @return why it is not certain, for a log; empty if it is
   */
  public static Optional<String> ofPage(
      COSDictionary page, @Nullable Rectangle2D place, COSDictionary catalog) {
    Box near =
        place == null
            ? Box.EVERYWHERE
            : new Box(
                place.getMinX() - NEAR_POINTS,
                place.getMinY() - NEAR_POINTS,
                place.getMaxX() + NEAR_POINTS,
                place.getMaxY() + NEAR_POINTS);
    return tried(catalog, near, false, reading -> reading.page(page));
  }

  /**
   * Reads an appearance with its own resources, and as it is blended with a page; as {@link
   * #ofPage}.
   *
   * @param place to which its box is stretched, as that of an appearance is (12.5.5); null for none
   */
  public static Optional<String> ofForm(
      COSStream form, @Nullable Rectangle2D place, COSDictionary catalog) {
    return tried(
        catalog,
        reading -> {
          Box box = ContentReading.placed(form, Transform.IDENTITY);
          Transform stretch =
              place == null || place.isEmpty() ? Transform.IDENTITY : box.stretch(place);
          reading.form(form, ContentReading.Spot.at(stretch));
        });
  }

  /** Looks at a layer; as {@link #ofPage}. */
  public static Optional<String> ofLayer(@Nullable COSBase layer, COSDictionary catalog) {
    return tried(catalog, reading -> reading.layers().requirePlain(layer));
  }

  /** Reads an image; as {@link #ofPage}. */
  public static Optional<String> ofImage(COSStream image) {
    return tried(null, reading -> DrawnImage.require(image));
  }

  /**
   * Decodes content of which every reader takes the data and each token alike, whatever they say.
   *
   * @param most bytes, encoded and decoded
   * @throws IOException if it is no such content, or more
   */
  public static byte[] data(COSStream stream, int most) throws IOException {
    try {
      byte[] data = StrictData.of(stream, most);
      ContentScanner scanner = new ContentScanner(ContentScanner.JoinedContent.of(data));
      while (scanner.next() != null) {}
      return data;
    } catch (Ambiguous e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private interface Work {
    void on(ContentReading reading) throws Ambiguous, IOException;
  }

  private static Optional<String> tried(@Nullable COSDictionary catalog, Work work) {
    return tried(catalog, Box.EVERYWHERE, true, work);
  }

  private static Optional<String> tried(
      @Nullable COSDictionary catalog, Box place, boolean appearance, Work work) {
    try {
      work.on(new ContentReading(new DrawnLayers(catalog), place, appearance));
      return Optional.empty();
    } catch (Ambiguous | IOException | RuntimeException | StackOverflowError e) {
      // On a hostile structure PDFBox may throw any exception.
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
