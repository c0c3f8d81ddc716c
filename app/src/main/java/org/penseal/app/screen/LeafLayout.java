// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import java.util.Optional;
import java.util.Set;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PenSample;

/**
 * Where things lie on a pad's screen while pages are leafed through: the part of a page above,
 * below it a strip with the buttons and, in its middle, where one is, which is a button too.
 * Computed from the sizes alone.
 *
 * @param pad the pad's standard layout
 * @param page what is read
 * @param strip all below it
 * @param where the page's number
 * @param refuse the button at the left
 * @param back the next one
 * @param forward behind the number
 * @param accept the button at the right
 */
public record LeafLayout(
    PadLayout pad,
    PadLayout.Area page,
    PadLayout.Area strip,
    PadLayout.Area where,
    PadLayout.Area refuse,
    PadLayout.Area back,
    PadLayout.Area forward,
    PadLayout.Area accept) {
  /** The least screen on which a page can be read, pixels: that of the smallest graphic pads. */
  public static final int LEAST_WIDTH = 320;

  /** Its height. */
  public static final int LEAST_HEIGHT = 200;

  // Of the width, in sixteenths: refuse, back, where, forward, accept.
  private static final int[] SHARES = {3, 3, 4, 3, 3};
  private static final int PARTS = 16;
  private static final int STRIP = 6;

  /**
   * Whether pages can be leafed through on a pad: it takes pictures and buttons of the host, and
   * its screen is large enough.
   */
  public static boolean fits(PadLayout pad) {
    return pad.buttons()
        && pad.screen().width() >= LEAST_WIDTH
        && pad.screen().height() >= LEAST_HEIGHT;
  }

  /** The layout for a pad. */
  public static LeafLayout of(PadLayout pad) {
    int width = pad.screen().width();
    int height = pad.screen().height();
    int gap = Math.max(2, width / 160);
    int top = height - height / STRIP;
    PadLayout.Area[] areas = new PadLayout.Area[SHARES.length];
    int share = 0;
    for (int i = 0; i < SHARES.length; i++) {
      int left = width * share / PARTS;
      share += SHARES[i];
      int right = width * share / PARTS - 1;
      areas[i] =
          new PadLayout.Area(left + gap / 2, top + gap, right - gap / 2, height - 1 - gap / 2);
    }
    return new LeafLayout(
        pad,
        new PadLayout.Area(0, 0, width - 1, top - 1),
        new PadLayout.Area(0, top, width - 1, height - 1),
        areas[2],
        areas[0],
        areas[1],
        areas[3],
        areas[4]);
  }

  /** The area of a button. */
  public PadLayout.Area area(LeafButton button) {
    return switch (button) {
      case REFUSE, FIRST -> refuse;
      case BACK, BACK_TEN -> back;
      case PAGE_NUMBER -> where;
      case FORWARD, FORWARD_TEN -> forward;
      case ACCEPT, LAST -> accept;
    };
  }

  /**
   * The button under the sample, if any.
   *
   * @param strip the buttons of the strip, whether they are offered or not
   */
  public Optional<LeafButton> buttonAt(Set<LeafButton> strip, PenSample sample) {
    for (LeafButton button : strip) {
      if (pad.inside(area(button), sample)) {
        return Optional.of(button);
      }
    }
    return Optional.empty();
  }
}
