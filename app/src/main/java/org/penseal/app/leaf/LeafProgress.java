// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far somebody has leafed: where he is, and which pages were on the pad in all their parts. It
 * outlives a pad that is unplugged. For one thread.
 */
public final class LeafProgress {
  private final Map<Integer, BitSet> parts = new HashMap<>();
  private final SortedSet<Integer> whole = new TreeSet<>();
  private int page = 1;
  private int part;

  /** The page, from 1. */
  public int page() {
    return page;
  }

  /** The part of the page, from 0. */
  public int part() {
    return part;
  }

  /** The page is this one; a part that it has not is its last. */
  void on(LeafSheet sheet) {
    part = Math.min(part, sheet.parts().size() - 1);
  }

  /** The part where one is was shown; a page that cannot be drawn was not. */
  public void shown(LeafSheet sheet) {
    if (!sheet.drawn() || whole.contains(page)) {
      return;
    }
    BitSet seen = parts.computeIfAbsent(page, p -> new BitSet());
    seen.set(part);
    if (seen.cardinality() == sheet.parts().size()) {
      parts.remove(page);
      whole.add(page);
    }
  }

  /** Whether there is something before. */
  public boolean hasBack() {
    return page > 1 || part > 0;
  }

  /** Whether there is something behind. */
  public boolean hasForward(LeafSheet sheet, int count) {
    return page < count || part < sheet.parts().size() - 1;
  }

  /** One part back, if there is one. */
  public void back() {
    if (part > 0) {
      part--;
    } else if (page > 1) {
      page--;
      part = Integer.MAX_VALUE; // its last, once it is known how many it has
    }
  }

  /** One part on, if there is one. */
  public void forward(LeafSheet sheet, int count) {
    if (part < sheet.parts().size() - 1) {
      part++;
    } else if (page < count) {
      page++;
      part = 0;
    }
  }

  /**
   * To the beginning of a page.
   *
   * @param wanted from 1; the nearest one if there is no such page
   */
  public void to(int wanted, int count) {
    page = Math.clamp(wanted, 1, count);
    part = 0;
  }

  /** The sheet where one is. */
  public LeafSheet sheet(Leaves leaves) throws InterruptedException {
    LeafSheet sheet = leaves.sheet(page);
    on(sheet);
    if (page < leaves.count()) {
      leaves.ahead(page + 1);
    }
    return sheet;
  }

  /** The pages that were shown in all their parts, in order. */
  public List<Integer> pages() {
    return List.copyOf(whole);
  }
}
