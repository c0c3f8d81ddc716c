// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import org.penseal.app.text.Texts;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture.Depth;

/**
 * What the signer sees on the pad: title, page count and the first digits of the document's digest
 * above, the line to write on, the buttons below. The same page on a screen of the same size and
 * depth, in the same language, has the same bytes on every machine.
 *
 * @param title title of the document; of a long one the beginning
 * @param pages how many pages it has; 0 for data
 * @param documentSm3 SM3 of the document, lower-case hex
 */
public record PadPage(String title, int pages, String documentSm3) {
  private static final int DIGITS_SHOWN = 16;
  private static final int LONGEST_TITLE = 200;
  private static final double TEXT_SIZE = 1 / 2.6;
  private static final double SMALL = 0.8;
  private static final double LABEL_SIZE = 0.5;
  private static final int DASH = 4;

  /** Cuts the title. */
  public PadPage {
    if (title.codePointCount(0, title.length()) > LONGEST_TITLE) {
      title = title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE));
    }
  }

  /**
   * The page of a document. Characters of its title that the font lacks stand there by their
   * numbers; a page that is drawn again, as of an older version, has the title that it was told.
   */
  public static PadPage of(String title, int pages, String documentSm3) {
    return new PadPage(Lettering.legible(title), pages, documentSm3);
  }

  /** Draws the page in black and white for a pad's screen. */
  public ShownPage draw(PadLayout layout, Texts texts) {
    return draw(layout, texts, Depth.ONE_BIT);
  }

  /**
   * Draws the page as a screen of this depth shows it, so that the digest of its bytes is that of
   * what was shown: in colour with smooth letters and buttons that differ.
   */
  public ShownPage draw(PadLayout layout, Texts texts, Depth depth) {
    boolean colour = depth != Depth.ONE_BIT;
    Canvas canvas = new Canvas(layout.screen().width(), layout.screen().height(), colour);
    words(canvas, layout.text(), texts.get(pages == 0 ? "pad.data" : "pad.pages", pages));
    writingLine(canvas, layout.ink());
    for (PadButton button : layout.buttons() ? PadButton.values() : new PadButton[0]) {
      PadLayout.Area area = layout.area(button);
      if (colour) {
        canvas.fill(area, colour(button));
      }
      canvas.frame(area, Canvas.BLACK);
      label(canvas, area, texts.get("pad.button." + button.name()));
    }
    return new ShownPage(this, texts.locale().getLanguage(), depth, canvas.picture(depth));
  }

  /** Light enough for black letters. */
  private static int colour(PadButton button) {
    return switch (button) {
      case CLEAR -> 0xE6E6E6;
      case CANCEL -> 0xFFD9D0;
      case OK -> 0xCDEFD0;
    };
  }

  private void words(Canvas canvas, PadLayout.Area area, String count) {
    Lettering large = new Lettering(area.height() * TEXT_SIZE);
    Lettering small = new Lettering(area.height() * TEXT_SIZE * SMALL);
    double baseline = Math.rint(area.top() + large.ascent());
    large.draw(canvas, large.shortened(title, area.width()), area.left(), baseline);
    double below = Math.rint(baseline + small.lineHeight());
    small.draw(canvas, count, area.left(), below);
    String digits = "SM3 " + documentSm3.substring(0, Math.min(DIGITS_SHOWN, documentSm3.length()));
    small.draw(canvas, digits, Math.rint(area.right() - small.width(digits)), below);
  }

  private static void writingLine(Canvas canvas, PadLayout.Area area) {
    int y = area.top() + area.height() * 4 / 5;
    for (int x = area.left(); x <= area.right(); x++) {
      if ((x - area.left()) / DASH % 2 == 0) {
        canvas.set(x, y, Canvas.BLACK);
      }
    }
  }

  private static void label(Canvas canvas, PadLayout.Area area, String label) {
    Lettering letters = new Lettering(area.height() * LABEL_SIZE);
    double left = Math.rint(area.left() + (area.width() - letters.width(label)) / 2);
    double top = area.top() + (area.height() - letters.lineHeight()) / 2;
    letters.draw(canvas, label, left, Math.rint(top + letters.ascent()));
  }
}
