// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

/**
 * Light points between dark ones: in a bar as narrow as its letters, {@link Paper} takes what lies
 * beside the bar for the paper, so that a light letter is no mark.
 */
record LightPoints(Raster.Pictures pictures) {
  // Of 255; and pixels.
  private static final int DARKER = 96;
  private static final int NARROW = 3;

  /** Whether one became dark. */
  boolean any() {
    int[] signed = pictures.signed();
    int[] now = pictures.now();
    int[] whole = pictures.whole();
    for (int i = 0; i < signed.length; i++) {
      if (signed[i] != now[i]) {
        int dark = light(signed[i]) - DARKER;
        boolean shown = whole == null || light(whole[i]) > dark;
        boolean gap =
            isDark(i, -1, 0, dark) && isDark(i, 1, 0, dark)
                || isDark(i, 0, -1, dark) && isDark(i, 0, 1, dark);
        if (light(now[i]) <= dark && shown && gap) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isDark(int i, int right, int down, int most) {
    for (int k = 1; k <= NARROW; k++) {
      int x = i % pictures.width() + k * right;
      int y = i / pictures.width() + k * down;
      boolean inside = x >= 0 && x < pictures.width() && y >= 0 && y < pictures.height();
      if (inside && light(pictures.signed()[y * pictures.width() + x]) <= most) {
        return true;
      }
    }
    return false;
  }

  private static int light(int colour) {
    return ((colour >> 16 & 0xFF) * 299 + (colour >> 8 & 0xFF) * 587 + (colour & 0xFF) * 114)
        / 1000;
  }
}
