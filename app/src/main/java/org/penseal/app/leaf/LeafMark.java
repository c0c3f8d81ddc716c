// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.screen.Pixels;
import org.penseal.app.screen.WordParts;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.KeywordSearch;
import org.penseal.pdf.page.PdfPages;
import org.penseal.refusal.SigningException;

/**
 * Marks on a page where the signature is to stand: a dashed frame, with words where there is room.
 * What goes beside a keyword is not marked if it takes long to be found in a large document.
 */
final class LeafMark {
  /** All but grey: a page in black and white stays so, and is sent to the pad as fast. */
  static final int COLOUR = 0x0A1F33;

  private static final BasicStroke DASHES =
      new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {10, 5}, 0);
  private static final double OF_HEIGHT = 1 / 4.0;
  private static final double LARGEST = 28;
  private static final int INK = 0x80;
  // The first page waits for it.
  private static final Duration LONGEST_SEARCH = Duration.ofSeconds(3);

  private final Placement placement;
  private final String words;
  private final Locale locale;
  private @Nullable Optional<Placement.At> found;

  LeafMark(Placement placement, String words, Locale locale) {
    this.placement = placement;
    this.words = words;
    this.locale = locale;
  }

  /**
   * Draws it if it is on this page.
   *
   * @param page from 1
   * @param picture of the page
   * @param scale its pixels for each point
   */
  void draw(PdfPages pages, int page, BufferedImage picture, double scale) throws SigningException {
    Placement.At at = place(pages).filter(each -> each.page() == page).orElse(null);
    if (at == null) {
      return;
    }
    int left = (int) Math.round(at.x() * scale);
    int width = (int) Math.round(at.width() * scale);
    int height = (int) Math.round(at.height() * scale);
    int top = picture.getHeight() - (int) Math.round(at.y() * scale) - height;
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(COLOUR));
    graphics.setStroke(DASHES);
    graphics.drawRect(left + 1, top + 1, width - 2, height - 2);
    graphics.dispose();
    double size = Math.min(LARGEST, height * OF_HEIGHT);
    List<Pixels> said = new WordParts(locale, size).parts(words, width, height);
    if (said.size() == 1) {
      say(said.getFirst(), picture, left, top);
    }
  }

  private Optional<Placement.At> place(PdfPages pages) throws SigningException {
    Optional<Placement.At> known = found;
    if (known == null) {
      known =
          switch (placement) {
            case Placement.At at -> Optional.of(at);
            case Placement.Field(String name) ->
                pages.signatureMarks().stream()
                    .filter(each -> each.field().equals(name))
                    .findFirst()
                    .flatMap(each -> Optional.ofNullable(each.at()));
            case Placement.Keyword beside -> beside(pages, beside);
            case Placement.Invisible() -> Optional.empty();
          };
      found = known;
    }
    return known;
  }

  // From the end of the document that the number of the hit is counted from.
  private static Optional<Placement.At> beside(PdfPages pages, Placement.Keyword keyword)
      throws SigningException {
    long end = System.nanoTime() + LONGEST_SEARCH.toNanos();
    boolean back = keyword.hit() < 0;
    int left = Math.abs(keyword.hit());
    for (int i = 1; i <= pages.count() && System.nanoTime() < end; i++) {
      int page = back ? pages.count() + 1 - i : i;
      List<KeywordSearch.Hit> hits = pages.findKeyword(keyword.text(), page);
      if (left > 0 && left <= hits.size()) {
        PdfPages.Size size = pages.size(page);
        KeywordSearch.Hit hit = hits.get(back ? hits.size() - left : left - 1);
        boolean fits = keyword.width() <= size.width() && keyword.height() <= size.height();
        return fits
            ? Optional.of(KeywordSearch.beside(hit, keyword, size.width(), size.height()))
            : Optional.empty();
      }
      left -= hits.size();
    }
    return Optional.empty();
  }

  private static void say(Pixels said, BufferedImage picture, int left, int top) {
    for (int y = 0; y < said.height(); y++) {
      for (int x = 0; x < said.width(); x++) {
        boolean inside =
            left + x >= 0
                && top + y >= 0
                && left + x < picture.getWidth()
                && top + y < picture.getHeight();
        if (inside && (said.rgb(x, y) & 0xFF) < INK) {
          picture.setRGB(left + x, top + y, COLOUR);
        }
      }
    }
  }
}
