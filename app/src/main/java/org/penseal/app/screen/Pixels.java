// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import java.util.Arrays;

/**
 * A part of a page in colours, as it was drawn. Never changes.
 *
 * <p>In black and white, letters stay solid and what is even and grey becomes a pattern of dots.
 */
public final class Pixels {
  // Letters are shaded at their edges, and thin ones all over: lighter than the middle is ink
  // still.
  private static final int INK = 176;
  private static final int EVEN = 28;
  private static final int DARKEST = 90;
  private static final int LIGHTEST = 215;
  private static final int CHROMA = 48;
  private static final int COLOURED_IN = 400;

  // Bayer's matrix of 4 x 4, 0..15.
  private static final int[] DOTS = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};

  private final int width;
  private final int height;
  private final int[] rgb;

  /**
   * Pixels in rows from the top, 0xRRGGBB.
   *
   * @param rgb {@code width * height} of them, copied
   */
  public Pixels(int width, int height, int[] rgb) {
    if (rgb.length != width * height) {
      throw new IllegalArgumentException("pixels do not match their size");
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb.clone();
  }

  /** White. */
  public static Pixels blank(int width, int height) {
    int[] white = new int[width * height];
    Arrays.fill(white, Canvas.WHITE);
    return new Pixels(width, height, white);
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** The colour of a pixel, 0xRRGGBB. */
  public int rgb(int x, int y) {
    return rgb[y * width + x] & Canvas.WHITE;
  }

  /** Whether more than a trace of it is of a colour that is no grey. */
  public boolean colour() {
    int coloured = 0;
    for (int pixel : rgb) {
      int red = pixel >> 16 & 0xFF;
      int green = pixel >> 8 & 0xFF;
      int blue = pixel & 0xFF;
      int most = Math.max(red, Math.max(green, blue));
      if (most - Math.min(red, Math.min(green, blue)) > CHROMA) {
        coloured++;
      }
    }
    return coloured > rgb.length / COLOURED_IN;
  }

  private int grey(int x, int y) {
    int pixel = rgb(Math.clamp(x, 0, width - 1), Math.clamp(y, 0, height - 1));
    return (299 * (pixel >> 16 & 0xFF) + 587 * (pixel >> 8 & 0xFF) + 114 * (pixel & 0xFF)) / 1000;
  }

  /** The same in black and white. */
  public Pixels oneBit() {
    int[] out = new int[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[y * width + x] = isInk(x, y) ? Canvas.BLACK : Canvas.WHITE;
      }
    }
    return new Pixels(width, height, out);
  }

  private boolean isInk(int x, int y) {
    int grey = grey(x, y);
    if (grey > DARKEST && grey < LIGHTEST && isEven(x, y)) {
      return grey < 255 * (2 * DOTS[y % 4 * 4 + x % 4] + 1) / 32;
    }
    return grey < INK;
  }

  private boolean isEven(int x, int y) {
    int darkest = 255;
    int lightest = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int near = grey(x + dx, y + dy);
        darkest = Math.min(darkest, near);
        lightest = Math.max(lightest, near);
      }
    }
    return lightest - darkest <= EVEN;
  }
}
