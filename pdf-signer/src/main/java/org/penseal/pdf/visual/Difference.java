// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Where two pictures of a page differ, in rectangles of neighbouring pixels. */
final class Difference {
  private static final int CELL_PIXELS = 8;
  // One renderer draws both: rounding in a transparency group is the only noise.
  private static final int NOISE = 4;

  private final int cellsWide;
  private final int cellsHigh;
  private final boolean[] cells;
  private final int[][] boxes;

  private Difference(int width, int height) {
    this.cellsWide = (width + CELL_PIXELS - 1) / CELL_PIXELS;
    this.cellsHigh = (height + CELL_PIXELS - 1) / CELL_PIXELS;
    this.cells = new boolean[cellsWide * cellsHigh];
    this.boxes = new int[cells.length][];
  }

  /**
   * What was found, in rectangles in points, from top to bottom.
   *
   * @param explained inside of the known places
   * @param unexplained outside of all of them
   */
  record Found(List<Region> explained, List<Region> unexplained) {}

  /**
   * Compares pictures of the same size. A difference that is partly inside of the known places is
   * told as two: a note that was moved must not seem larger than where it was and is.
   *
   * @param scale pixels for each point
   */
  static Found between(BufferedImage one, BufferedImage other, double scale, List<Region> known) {
    int width = one.getWidth();
    Difference inside = new Difference(width, one.getHeight());
    Difference outside = new Difference(width, one.getHeight());
    BitSet places = places(known, width, one.getHeight(), scale);
    int[] first = new int[width];
    int[] second = new int[width];
    for (int y = 0; y < one.getHeight(); y++) {
      one.getRGB(0, y, width, 1, first, 0, width);
      other.getRGB(0, y, width, 1, second, 0, width);
      for (int x = 0; x < width; x++) {
        if (first[x] != second[x] && differs(first[x], second[x])) {
          (places.get(y * width + x) ? inside : outside).mark(x, y);
        }
      }
    }
    return new Found(inside.regions(scale), outside.regions(scale));
  }

  private static BitSet places(List<Region> known, int width, int height, double scale) {
    BitSet places = new BitSet(width * height);
    for (Region each : known) {
      int left = (int) Math.max(0, Math.floor(each.left() * scale));
      int right = (int) Math.min(width, Math.ceil((each.left() + each.width()) * scale));
      int top = (int) Math.max(0, Math.floor(each.top() * scale));
      int bottom = (int) Math.min(height, Math.ceil((each.top() + each.height()) * scale));
      for (int y = top; y < bottom && left < right; y++) {
        places.set(y * width + left, y * width + right);
      }
    }
    return places;
  }

  private static boolean differs(int one, int other) {
    return Math.abs((one >> 16 & 0xFF) - (other >> 16 & 0xFF)) > NOISE
        || Math.abs((one >> 8 & 0xFF) - (other >> 8 & 0xFF)) > NOISE
        || Math.abs((one & 0xFF) - (other & 0xFF)) > NOISE;
  }

  private void mark(int x, int y) {
    int cell = y / CELL_PIXELS * cellsWide + x / CELL_PIXELS;
    cells[cell] = true;
    int[] box = boxes[cell];
    if (box == null) {
      boxes[cell] = new int[] {x, y, x, y};
    } else {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }

  private List<Region> regions(double scale) {
    List<Region> regions = new ArrayList<>();
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell]) {
        int[] box = flood(cell);
        regions.add(
            new Region(
                box[0] / scale,
                box[1] / scale,
                (box[2] - box[0] + 1) / scale,
                (box[3] - box[1] + 1) / scale));
      }
    }
    return regions;
  }

  // Cells that touch, also by a corner or across one empty cell, are one change to the eye.
  private int[] flood(int start) {
    int[] all = boxes[start].clone();
    Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
    cells[start] = false;
    while (!waiting.isEmpty()) {
      int cell = waiting.pop();
      int[] box = boxes[cell];
      all[0] = Math.min(all[0], box[0]);
      all[1] = Math.min(all[1], box[1]);
      all[2] = Math.max(all[2], box[2]);
      all[3] = Math.max(all[3], box[3]);
      for (int dy = -2; dy <= 2; dy++) {
        for (int dx = -2; dx <= 2; dx++) {
          int x = cell % cellsWide + dx;
          int y = cell / cellsWide + dy;
          if (x >= 0 && x < cellsWide && y >= 0 && y < cellsHigh && cells[y * cellsWide + x]) {
            cells[y * cellsWide + x] = false;
            waiting.push(y * cellsWide + x);
          }
        }
      }
    }
    return all;
  }
}
