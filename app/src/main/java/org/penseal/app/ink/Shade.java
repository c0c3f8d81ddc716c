// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

import java.awt.Color;

/** Colours of the picture; the scale stays dark enough for white paper from end to end. */
final class Shade {
  static final Color WORDS = new Color(0x1F2933);
  static final Color QUIET = new Color(0x66727F);
  static final Color LINE = new Color(0xD5DBE1);
  static final Color PANEL = new Color(0xFAFBFC);
  static final Color STROKE_BAND = new Color(0xEDF1F5);
  static final Color HOVER = new Color(0x74859A);
  static final Color SPEED = new Color(0x8A2BA8);
  static final Color PRESSURE = new Color(0x1B7F79);

  private static final int[][] SCALE = {
    {20, 30, 140}, {106, 0, 168}, {190, 48, 122}, {232, 92, 58}, {246, 154, 24}
  };

  private Shade() {}

  /** The colour of a part from 0 to 1. */
  static Color of(double part) {
    double at = Math.clamp(part, 0, 1) * (SCALE.length - 1);
    int low = Math.min((int) at, SCALE.length - 2);
    double rest = at - low;
    int[] rgb = new int[3];
    for (int i = 0; i < 3; i++) {
      rgb[i] = (int) Math.round(SCALE[low][i] + rest * (SCALE[low + 1][i] - SCALE[low][i]));
    }
    return new Color(rgb[0], rgb[1], rgb[2]);
  }
}
