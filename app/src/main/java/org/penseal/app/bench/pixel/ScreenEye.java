// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.pixel;

import java.awt.AWTException;
import java.awt.Robot;

/** Looks at the screen as another X client does, and so sees what has really been drawn. */
final class ScreenEye {
  // The ink of the mirror is #0b2a6f, the paper white.
  private static final int DARK_RED = 0x60;
  private static final long TIMEOUT_NANOS = 2_000_000_000L;

  private final Robot robot;

  /**
   * Opens a connection of its own to the display.
   *
   * @throws IllegalStateException if there is none
   */
  ScreenEye() {
    try {
      robot = new Robot();
    } catch (AWTException e) {
      throw new IllegalStateException("no second connection to the display", e);
    }
  }

  /** Whether there is ink at this pixel of the screen. */
  boolean isInk(int x, int y) {
    return robot.getPixelColor(x, y).getRed() < DARK_RED;
  }

  /**
   * Looks again and again until there is ink.
   *
   * @return when it was seen, {@code nanoTime}
   * @throws IllegalStateException if it does not come within two seconds
   */
  long seen(int x, int y) {
    long begin = System.nanoTime();
    while (!isInk(x, y)) {
      if (System.nanoTime() - begin > TIMEOUT_NANOS) {
        throw new IllegalStateException("no ink at " + x + "," + y);
      }
    }
    return System.nanoTime();
  }
}
