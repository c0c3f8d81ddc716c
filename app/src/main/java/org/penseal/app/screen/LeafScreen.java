// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PadPicture.Depth;

/**
 * One screen of what is leafed through on a pad: a part of a page, the buttons, where one is.
 *
 * @param labels of the buttons
 * @param where up to three lines
 * @param offered the buttons that do something; the others are left out
 */
public record LeafScreen(
    Map<LeafButton, String> labels, List<String> where, Set<LeafButton> offered) {
  private static final double LABEL_SIZE = 0.42;
  private static final double WHERE_SIZE = 0.36;
  private static final double THREE_LINES = 0.25;
  private static final double INSET = 0.94;

  /** Copies the collections. */
  public LeafScreen {
    labels = Map.copyOf(labels);
    where = where.stream().map(Lettering::legible).toList();
    offered = Set.copyOf(offered);
  }

  /**
   * Draws it.
   *
   * @param part of the page, of the size of the layout's page
   * @param depth what the pad takes; a part without colours is drawn in black and white, which is
   *     sent in a twentieth of the time
   */
  public PadPicture draw(LeafLayout layout, Pixels part, Depth depth) {
    Depth used = part.colour() ? depth : Depth.ONE_BIT;
    boolean colour = used != Depth.ONE_BIT;
    PadLayout.Pixels screen = layout.pad().screen();
    Canvas canvas = new Canvas(screen.width(), screen.height(), colour);
    Pixels drawn = colour ? part : part.oneBit();
    for (int y = 0; y < part.height(); y++) {
      for (int x = 0; x < part.width(); x++) {
        canvas.set(layout.page().left() + x, layout.page().top() + y, drawn.rgb(x, y));
      }
    }
    for (int x = layout.strip().left(); x <= layout.strip().right(); x++) {
      canvas.set(x, layout.strip().top(), Canvas.BLACK);
    }
    for (LeafButton button : LeafButton.values()) {
      if (offered.contains(button)) {
        PadLayout.Area area = layout.area(button);
        if (colour) {
          canvas.fill(area, colour(button));
        }
        canvas.frame(area, Canvas.BLACK);
        if (button != LeafButton.PAGE_NUMBER) {
          lines(canvas, area, List.of(labels.getOrDefault(button, "")), LABEL_SIZE);
        }
      }
    }
    lines(canvas, layout.where(), where, where.size() > 2 ? THREE_LINES : WHERE_SIZE);
    return canvas.picture(used);
  }

  /** Light enough for black letters. */
  private static int colour(LeafButton button) {
    return switch (button) {
      case REFUSE -> 0xFFD9D0;
      case BACK, FORWARD, PAGE_NUMBER, FIRST, BACK_TEN, FORWARD_TEN, LAST -> 0xE6E6E6;
      case ACCEPT -> 0xCDEFD0;
    };
  }

  // In the middle, and smaller where they would not fit.
  private static void lines(Canvas canvas, PadLayout.Area area, List<String> lines, double part) {
    double size = area.height() * part;
    double room = area.width() * INSET;
    for (String line : lines) {
      size = Math.min(size, size * room / Math.max(room, new Lettering(size).width(line)));
    }
    Lettering letters = new Lettering(size);
    double step = Math.min(letters.lineHeight(), (double) area.height() / lines.size());
    double top = area.top() + (area.height() - step * lines.size()) / 2;
    for (String line : lines) {
      double left = Math.rint(area.left() + (area.width() - letters.width(line)) / 2);
      double base = top + (step - letters.lineHeight()) / 2 + letters.ascent();
      letters.draw(canvas, line, left, Math.rint(base));
      top += step;
    }
  }
}
