// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.screen.Pixels;

/**
 * Cuts the picture of a page into parts of one size: without its margins, from the top to the
 * bottom between lines where it can, from the left to the right where it is too wide, and without
 * parts in which there is nothing.
 */
final class SheetCutter {
  private static final int WHITE = 0xFFFFFF;
  // What is lighter in each colour is paper.
  private static final int PAPER = 0xF4;
  private static final int MARGIN = 5;
  private static final int OVERLAP = 8;
  // Of the page's width, so many pixels may be rules where it is cut.
  private static final int RULES = 30;
  private static final double LEAST_FILLED = 0.55;

  private final int[] page;
  private final int pageWidth;
  private final int pageHeight;
  private final int width;
  private final int height;

  /** What is on the page; empty on one that is white. */
  record Box(int left, int top, int right, int bottom) {
    int width() {
      return right - left + 1;
    }
  }

  /**
   * A cutter.
   *
   * @param width of a part, pixels
   * @param height of a part
   */
  SheetCutter(BufferedImage page, int width, int height) {
    this.page = pixels(page);
    this.pageWidth = page.getWidth();
    this.pageHeight = page.getHeight();
    this.width = width;
    this.height = height;
  }

  // Of what is drawn as numbers already, these: each of six million goes through a colour model
  // otherwise.
  private static int[] pixels(BufferedImage page) {
    return page.getType() == BufferedImage.TYPE_INT_RGB
            && page.getRaster().getParent() == null
            && page.getRaster().getDataBuffer() instanceof DataBufferInt numbers
        ? numbers.getData()
        : page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
  }

  /** Around all that is on the page, with a little of its margins; null for a white page. */
  @Nullable Box box() {
    int left = Integer.MAX_VALUE;
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < pageHeight; y++) {
      for (int x = 0; x < pageWidth; x++) {
        if (isInk(page[y * pageWidth + x])) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = top < 0 ? y : top;
          bottom = y;
        }
      }
    }
    return right < 0
        ? null
        : new Box(left - MARGIN, Math.max(0, top - MARGIN), right + MARGIN, bottom + MARGIN);
  }

  private static boolean isInk(int pixel) {
    return (pixel & 0xFF) < PAPER || (pixel >> 8 & 0xFF) < PAPER || (pixel >> 16 & 0xFF) < PAPER;
  }

  /** The parts, at least one. */
  List<Pixels> parts() {
    Box box = box();
    if (box == null) {
      return List.of(Pixels.blank(width, height));
    }
    int[] ink = ink(box);
    List<Pixels> parts = new ArrayList<>();
    int y = box.top();
    while (y < ink.length) {
      int end = end(ink, y);
      for (int x : columns(box)) {
        cut(x, y, end, parts);
      }
      y = next(ink, end);
    }
    return parts.isEmpty() ? List.of(Pixels.blank(width, height)) : parts;
  }

  // How many pixels of each row are ink.
  private int[] ink(Box box) {
    int[] ink = new int[Math.min(pageHeight, box.bottom() + 1)];
    for (int y = box.top(); y < ink.length; y++) {
      for (int x = 0; x < pageWidth; x++) {
        ink[y] += isInk(page[y * pageWidth + x]) ? 1 : 0;
      }
    }
    return ink;
  }

  // Where there is least: between two lines, also of a table, whose rules go through.
  private int end(int[] ink, int from) {
    int most = from + height;
    if (most >= ink.length) {
      return ink.length;
    }
    int best = most;
    for (int y = most - 1; y > from + height * LEAST_FILLED; y--) {
      best = ink[y] < ink[best] ? y : best;
    }
    return isGap(ink[best]) ? best : most;
  }

  private boolean isGap(int ink) {
    return ink <= pageWidth / RULES;
  }

  // Behind what is white; what had to be cut is shown twice.
  private int next(int[] ink, int end) {
    if (end < ink.length && !isGap(ink[end])) {
      return end - height / OVERLAP;
    }
    int y = end;
    while (y < ink.length && ink[y] == 0) {
      y++;
    }
    return y == ink.length ? y : Math.max(end, y - MARGIN);
  }

  private List<Integer> columns(Box box) {
    if (box.width() <= width) {
      return List.of(box.left() - (width - box.width()) / 2);
    }
    int step = width - width / OVERLAP;
    int count = 1 + Math.ceilDiv(box.width() - width, step);
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(box.left() + (box.width() - width) * i / (count - 1));
    }
    return columns;
  }

  private void cut(int left, int top, int end, List<Pixels> into) {
    int[] rgb = new int[width * height];
    boolean ink = false;
    for (int y = 0; y < height; y++) {
      boolean paper = top + y < end && top + y < pageHeight;
      for (int x = 0; x < width; x++) {
        int at = left + x;
        boolean there = paper && at >= 0 && at < pageWidth;
        int pixel = there ? page[(top + y) * pageWidth + at] : WHITE;
        rgb[y * width + x] = pixel & WHITE;
        ink |= isInk(pixel);
      }
    }
    if (ink) {
      into.add(new Pixels(width, height, rgb));
    }
  }
}
