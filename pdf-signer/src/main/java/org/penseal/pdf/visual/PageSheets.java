// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * The pages of a file as it is, for a reader who has only the report.
 *
 * @param pages how many the file has; 0 if it cannot be opened without a password
 * @param pictures of the first ones, PNG or JPEG; ends where a page cannot be drawn, at the
 *     twentieth, when time is over, or when the pictures are large together
 */
public record PageSheets(int pages, List<Octets> pictures) {
  private static final double DPI = 60;
  private static final double MOST_PIXELS = 0.5e6;
  private static final Duration MOST_TIME = Duration.ofSeconds(10);
  private static final Duration MOST_TIME_IN_ALL = Duration.ofSeconds(30);
  private static final int MOST_PAGES = 20;
  private static final int MOST_BYTES = 3 << 20;

  /** Copies the list. */
  public PageSheets {
    pictures = List.copyOf(pictures);
  }

  /**
   * Draws; never fails, since a picture is a help for the reader only.
   *
   * @param deadline of the file; half a minute is used at most
   */
  public static PageSheets of(Path file, Deadline deadline) {
    try (PDDocument document = OpenPdf.lenient(file, null)) {
      return new PageSheets(document.getNumberOfPages(), drawn(document, deadline));
    } catch (SigningException | IOException | RuntimeException | StackOverflowError e) {
      return new PageSheets(0, List.of());
    }
  }

  private static List<Octets> drawn(PDDocument document, Deadline deadline) throws IOException {
    Deadline end = deadline.within(MOST_TIME_IN_ALL);
    Drawing drawing = new Drawing(DPI, MOST_PIXELS, MOST_TIME, end);
    List<Octets> pictures = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < Math.min(MOST_PAGES, document.getNumberOfPages()); i++) {
      var picture = drawing.picture(document, i, drawing.scale(document.getPage(i)));
      if (picture.isEmpty()) {
        break;
      }
      Octets encoded = Drawing.encoded(picture.get());
      bytes += encoded.size();
      if (bytes > MOST_BYTES) {
        break;
      }
      pictures.add(encoded);
    }
    return pictures;
  }
}
