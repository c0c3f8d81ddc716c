// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.revision.Revision;
import org.penseal.signature.Octets;

/**
 * Where a signature stands in the revision that it signed.
 *
 * @param pages how many pages the revision has
 * @param page from 1; 0 for a signature that no page shows
 * @param place on that page, or null
 * @param range the four numbers of /ByteRange; empty if it has none
 * @param picture PNG or JPEG of the page with the signature framed, or null
 */
public record SignatureLook(
    int pages, int page, @Nullable Region place, List<Integer> range, @Nullable Octets picture) {
  private static final double DPI = 76;
  private static final double MOST_PIXELS = 0.8e6;
  private static final Duration MOST_TIME = Duration.ofSeconds(20);

  /** Copies the list. */
  public SignatureLook {
    range = List.copyOf(range);
  }

  /**
   * Looks for a signature.
   *
   * @param end offset just behind the signed revision
   * @param field fully qualified field name
   * @param deadline without a picture when it has passed
   * @return empty if the revision cannot be opened or has no such field
   */
  public static Optional<SignatureLook> of(
      Path file, long end, @Nullable String password, String field, Deadline deadline) {
    Optional<Revision> opened = Revision.open(file, end, password);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (Revision revision = opened.get()) {
      for (PDSignatureField each : revision.document().getSignatureFields()) {
        if (each.getFullyQualifiedName().equals(field) && each.getSignature() != null) {
          return Optional.of(look(revision, each, deadline));
        }
      }
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A picture is a help for the reader; the checks do without.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static SignatureLook look(Revision revision, PDSignatureField field, Deadline deadline)
      throws IOException {
    PDDocument document = revision.document();
    List<Integer> range = range(field.getSignature());
    int number = 0;
    for (PDPage page : document.getPages()) {
      number++;
      COSDictionary widget = widget(page, field);
      Region place = widget == null ? null : new DisplayedPage(page).place(widget);
      if (place != null && place.width() > 1 && place.height() > 1) {
        Drawing drawing = new Drawing(DPI, MOST_PIXELS, MOST_TIME, deadline);
        double scale = drawing.scale(page);
        Optional<BufferedImage> picture = drawing.picture(document, number - 1, scale);
        if (picture.isEmpty()) {
          return new SignatureLook(document.getNumberOfPages(), number, place, range, null);
        }
        Drawing.frame(picture.get(), List.of(place), scale, Drawing.SIGNATURE);
        Octets png = Drawing.encoded(picture.get());
        return new SignatureLook(document.getNumberOfPages(), number, place, range, png);
      }
    }
    return new SignatureLook(document.getNumberOfPages(), 0, null, range, null);
  }

  private static List<Integer> range(PDSignature signature) {
    int[] range = signature.getByteRange();
    return range == null ? List.of() : Arrays.stream(range).boxed().toList();
  }

  private static @Nullable COSDictionary widget(PDPage page, PDSignatureField field) {
    COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
    for (int i = 0; annotations != null && i < annotations.size(); i++) {
      if (annotations.getObject(i) instanceof COSDictionary annotation
          && field.getWidgets().stream().anyMatch(w -> w.getCOSObject() == annotation)) {
        return annotation;
      }
    }
    return null;
  }
}
