// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.util.Arrays;

/**
 * The background of a picture, for each place: the most frequent of 16 grey levels in a cell and
 * its eight neighbours.
 */
final class Paper {
  private static final int LEVELS = 16;
  private static final int UNKNOWN = -1;
  // A smaller contrast (of 255) is not a mark.
  private static final int LEAST_CONTRAST = 48;

  private final int[] pixels;
  private final int width;
  private final int cell;
  private final int cellsWide;
  private final int cellsHigh;
  private final int[] colours;
  private final long[][] sums;

  /**
   * Examines a picture.
   *
   * @param pixels red, green and blue, row by row
   * @param side of a cell, pixels
   */
  Paper(int[] pixels, int width, double side) {
    this.pixels = pixels;
    this.width = width;
    this.cell = Math.max(4, (int) Math.round(side));
    this.cellsWide = (width + cell - 1) / cell;
    this.cellsHigh = (pixels.length / width + cell - 1) / cell;
    this.colours = new int[cellsWide * cellsHigh];
    Arrays.fill(colours, UNKNOWN);
    this.sums = new long[cellsWide * cellsHigh][0];
  }

  // For each level: count, red, green, blue.
  private long[] sums(int cellX, int cellY) {
    int at = cellY * cellsWide + cellX;
    if (sums[at].length > 0) {
      return sums[at];
    }
    long[] sum = new long[LEVELS * 4];
    int right = Math.min(width, (cellX + 1) * cell);
    int low = Math.min(pixels.length / width, (cellY + 1) * cell);
    for (int y = cellY * cell; y < low; y++) {
      for (int x = cellX * cell; x < right; x++) {
        int rgb = pixels[y * width + x];
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        int level = (red * 299 + green * 587 + blue * 114) / 1000 * LEVELS / 256 * 4;
        sum[level]++;
        sum[level + 1] += red;
        sum[level + 2] += green;
        sum[level + 3] += blue;
      }
    }
    sums[at] = sum;
    return sum;
  }

  private int most(int cellX, int cellY) {
    long[] all = new long[LEVELS * 4];
    for (int v = Math.max(0, cellY - 1); v <= Math.min(cellsHigh - 1, cellY + 1); v++) {
      for (int u = Math.max(0, cellX - 1); u <= Math.min(cellsWide - 1, cellX + 1); u++) {
        long[] sum = sums(u, v);
        for (int i = 0; i < all.length; i++) {
          all[i] += sum[i];
        }
      }
    }
    int best = 0;
    for (int at = 0; at < all.length; at += 4) {
      best = all[at] > all[best] ? at : best;
    }
    long count = Math.max(1, all[best]);
    return (int) (all[best + 1] / count << 16 | all[best + 2] / count << 8 | all[best + 3] / count);
  }

  private int cellOf(int pixel) {
    return pixel / width / cell * cellsWide + pixel % width / cell;
  }

  /** The background colour at a pixel. */
  int colour(int pixel) {
    int at = cellOf(pixel);
    if (colours[at] == UNKNOWN) {
      colours[at] = most(at % cellsWide, at / cellsWide);
    }
    return colours[at];
  }

  /** Whether a pixel differs from the background. */
  boolean isMark(int pixel) {
    return contrast(pixels[pixel], colour(pixel)) >= LEAST_CONTRAST;
  }

  /** The largest difference of a channel. */
  static int contrast(int one, int other) {
    int red = Math.abs((one >> 16 & 0xFF) - (other >> 16 & 0xFF));
    int green = Math.abs((one >> 8 & 0xFF) - (other >> 8 & 0xFF));
    int blue = Math.abs((one & 0xFF) - (other & 0xFF));
    return Math.max(red, Math.max(green, blue));
  }
}
