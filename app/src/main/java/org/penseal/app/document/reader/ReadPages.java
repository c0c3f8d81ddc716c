// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.reader;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which pages were on the screen in all their parts, at once or one part after the other. A page is
 * divided into 16 × 16 parts; a part was on the screen when its middle was.
 */
final class ReadPages {
  private static final int PARTS = 16;

  private final Map<Integer, BitSet> parts = new HashMap<>();
  private final SortedSet<Integer> read = new TreeSet<>();

  /**
   * A part of a page is on the screen.
   *
   * @param page from 1
   * @param left in parts of the page's width, from its left edge; so the others
   * @return whether the page is read with that and was not before
   */
  boolean shown(int page, double left, double top, double right, double bottom) {
    if (read.contains(page)) {
      return false;
    }
    BitSet seen = parts.computeIfAbsent(page, p -> new BitSet(PARTS * PARTS));
    for (int row = 0; row < PARTS; row++) {
      double y = (row + 0.5) / PARTS;
      for (int column = 0; y >= top && y <= bottom && column < PARTS; column++) {
        double x = (column + 0.5) / PARTS;
        if (x >= left && x <= right) {
          seen.set(row * PARTS + column);
        }
      }
    }
    if (seen.cardinality() < PARTS * PARTS) {
      return false;
    }
    parts.remove(page);
    return read.add(page);
  }

  /** In order. */
  List<Integer> pages() {
    return List.copyOf(read);
  }

  boolean contains(int page) {
    return read.contains(page);
  }

  /**
   * The first page that was not read.
   *
   * @param count how many pages there are
   */
  OptionalInt firstMissing(int count) {
    return IntStream.rangeClosed(1, count).filter(page -> !read.contains(page)).findFirst();
  }

  void clear() {
    parts.clear();
    read.clear();
  }
}
