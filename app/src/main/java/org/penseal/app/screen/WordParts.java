// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;

/**
 * Words in lines, cut into parts of one size.
 *
 * @param locale by whose rules lines are broken
 * @param size of an em, pixels
 */
public record WordParts(Locale locale, double size) {
  private static final double OF_HEIGHT = 1 / 14.0;
  private static final double MARGIN = 0.6;
  private static final double LEADING = 1.25;

  /** In letters that are read well on a pad's screen. */
  public static WordParts on(PadLayout pad, Locale locale) {
    return new WordParts(locale, pad.screen().height() * OF_HEIGHT);
  }

  /** The words, as many parts as they need, at least one. */
  public List<Pixels> parts(String words, int width, int height) {
    List<String> lines = lines(words, width - 2 * MARGIN * size);
    int most = Math.max(1, (int) ((height - 2 * MARGIN * size) / (size * LEADING)));
    List<Pixels> parts = new ArrayList<>();
    for (int first = 0; first == 0 || first < lines.size(); first += most) {
      List<String> some = lines.subList(first, Math.min(lines.size(), first + most));
      parts.add(drawn(some, width, height));
    }
    return parts;
  }

  /** A whole screen with these words in its middle, in black and white. */
  public PadPicture centred(String words, PadLayout pad) {
    int width = pad.screen().width();
    int height = pad.screen().height();
    List<String> lines = lines(words, width - 2 * MARGIN * size);
    Canvas canvas = new Canvas(width, height, false);
    Lettering letters = new Lettering(size);
    double top = (height - lines.size() * size * LEADING) / 2;
    for (String line : lines) {
      double left = Math.rint((width - letters.width(line)) / 2);
      letters.draw(canvas, line, left, Math.rint(top + letters.ascent()));
      top += size * LEADING;
    }
    return canvas.picture(PadPicture.Depth.ONE_BIT);
  }

  private Pixels drawn(List<String> lines, int width, int height) {
    Canvas canvas = new Canvas(width, height, false);
    Lettering letters = new Lettering(size);
    double top = MARGIN * size;
    for (String line : lines) {
      letters.draw(canvas, line, Math.rint(MARGIN * size), Math.rint(top + letters.ascent()));
      top += size * LEADING;
    }
    return canvas.pixels();
  }

  private List<String> lines(String words, double room) {
    Lettering letters = new Lettering(size);
    List<String> lines = new ArrayList<>();
    for (String paragraph : Lettering.legible(words).split("\n", -1)) {
      BreakIterator breaks = BreakIterator.getLineInstance(locale);
      breaks.setText(paragraph);
      int begin = 0;
      int end = 0;
      for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
        if (end > begin && letters.width(paragraph.substring(begin, next).stripTrailing()) > room) {
          lines.add(paragraph.substring(begin, end).stripTrailing());
          begin = end;
        }
        end = next;
      }
      lines.add(paragraph.substring(begin).stripTrailing());
    }
    return lines;
  }
}
