// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import javafx.scene.paint.Color;

/** How much one colour stands out from another (WCAG 2.2, "contrast ratio"). */
final class Contrast {
  private Contrast() {}

  /** From 1 to 21, whichever is the ground. */
  static double of(Color a, Color b) {
    double first = luminance(a) + 0.05;
    double second = luminance(b) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  /** What is seen of a colour that lets its ground through. */
  static Color over(Color top, Color ground) {
    double a = top.getOpacity();
    return Color.color(
        top.getRed() * a + ground.getRed() * (1 - a),
        top.getGreen() * a + ground.getGreen() * (1 - a),
        top.getBlue() * a + ground.getBlue() * (1 - a));
  }

  private static double luminance(Color color) {
    return 0.2126 * light(color.getRed())
        + 0.7152 * light(color.getGreen())
        + 0.0722 * light(color.getBlue());
  }

  private static double light(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
