// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.List;

/**
 * What a foreign program shows of a file.
 *
 * @param pages pictures at 72 dpi
 * @param texts letters or words with their boxes
 * @param opening outlines and scripts, as the program lists them
 */
record Seen(List<Picture> pages, List<Text> texts, String opening) {
  /**
   * A letter or word.
   *
   * @param page from 1
   * @param box in pixels from the upper left
   */
  record Text(int page, String text, Box box) {}

  /** Left, top, right, bottom in pixels. */
  record Box(double left, double top, double right, double bottom) {
    boolean holds(double x, double y) {
      return x >= left && x <= right && y >= top && y <= bottom;
    }

    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean holds(Box other) {
      return left <= other.left
          && top <= other.top
          && right >= other.right
          && bottom >= other.bottom;
    }

    Box grown(double by) {
      return new Box(left - by, top - by, right + by, bottom + by);
    }
  }

  /** A picture of three octets a pixel. */
  record Picture(int width, int height, byte[] rgb) {
    /** Reads a binary PPM or PGM (netpbm's ppm(5), pgm(5)). */
    static Picture of(byte[] file) {
      int[] numbers = new int[3];
      int at = 2;
      for (int i = 0; i < 3; i++) {
        while (file[at] <= ' ' || file[at] == '#') {
          if (file[at] == '#') {
            while (file[at] != '\n') {
              at++;
            }
          }
          at++;
        }
        while (file[at] > ' ') {
          numbers[i] = numbers[i] * 10 + file[at++] - '0';
        }
      }
      at++;
      int pixels = numbers[0] * numbers[1];
      byte[] rgb = new byte[3 * pixels];
      if (file[1] == '6') {
        System.arraycopy(file, at, rgb, 0, rgb.length);
      } else {
        for (int i = 0; i < rgb.length; i++) {
          rgb[i] = file[at + i / 3];
        }
      }
      return new Picture(numbers[0], numbers[1], rgb);
    }

    /** The largest difference between two pixels of a box in any colour. */
    int contrast(Box box) {
      int[] least = {255, 255, 255};
      int[] most = new int[3];
      for (int y = Math.max(0, (int) box.top); y < Math.min(height, box.bottom); y++) {
        for (int x = Math.max(0, (int) box.left); x < Math.min(width, box.right); x++) {
          for (int c = 0; c < 3; c++) {
            int value = rgb[3 * (y * width + x) + c] & 0xff;
            least[c] = Math.min(least[c], value);
            most[c] = Math.max(most[c], value);
          }
        }
      }
      int contrast = 0;
      for (int c = 0; c < 3; c++) {
        contrast = Math.max(contrast, most[c] - least[c]);
      }
      return contrast;
    }
  }
}
