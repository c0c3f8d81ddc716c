// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.util.stream.IntStream;

/**
 * Light points among dark ones: in a bar as narrow as its letters, {@link Paper} takes what lies
 * beside the bar for the paper, so that a light letter is no mark.
 */
record LightPoints(Raster.Pictures pictures) {
  // Of 255, of the pixels around, and pixels.
  private static final int LIGHTER = 48;
  private static final double LEAST_DARK = 0.5;
  private static final int NARROW = 3;

  /** Whether one in a place became dark, or came to light. */
  boolean change(IntStream place) {
    int[] whole = pictures.whole() == null ? pictures.signed() : pictures.whole();
    return place.anyMatch(
        i -> {
          int light = light(pictures.signed()[i]);
          boolean was = light(whole[i]) > light - LIGHTER;
          boolean is = light(pictures.now()[i]) > light - LIGHTER;
          return was != is && isAmongDark(i, light - LIGHTER);
        });
  }

  private boolean isAmongDark(int i, int most) {
    int dark = 0;
    int all = 0;
    boolean[] beside = new boolean[4];
    for (int down = -NARROW; down <= NARROW; down++) {
      for (int right = -NARROW; right <= NARROW; right++) {
        int x = i % pictures.width() + right;
        int y = i / pictures.width() + down;
        if (x >= 0 && x < pictures.width() && y >= 0 && y < pictures.height()) {
          boolean is = light(pictures.signed()[y * pictures.width() + x]) <= most;
          all++;
          dark += is ? 1 : 0;
          beside[0] |= is && down == 0 && right < 0;
          beside[1] |= is && down == 0 && right > 0;
          beside[2] |= is && right == 0 && down < 0;
          beside[3] |= is && right == 0 && down > 0;
        }
      }
    }
    boolean between = beside[0] && beside[1] || beside[2] && beside[3];
    return between && dark >= LEAST_DARK * all;
  }

  private static int light(int colour) {
    return ((colour >> 16 & 0xFF) * 299 + (colour >> 8 & 0xFF) * 587 + (colour & 0xFF) * 114)
        / 1000;
  }
}
