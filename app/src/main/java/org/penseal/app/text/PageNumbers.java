// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import java.util.ArrayList;
import java.util.List;

/** Numbers of pages as a reader writes them: 3, 13–30. */
public final class PageNumbers {
  private static final int MOST_RANGES = 20;

  private PageNumbers() {}

  /**
   * Runs joined; more than 20 runs end with an ellipsis.
   *
   * @param pages ascending
   */
  public static String of(List<Integer> pages) {
    List<String> ranges = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= pages.size(); i++) {
      if (i == pages.size() || pages.get(i) != pages.get(i - 1) + 1) {
        int last = pages.get(i - 1);
        int first = pages.get(from);
        ranges.add(first == last ? String.valueOf(first) : first + "–" + last);
        from = i;
      }
    }
    return ranges.size() <= MOST_RANGES
        ? String.join(", ", ranges)
        : String.join(", ", ranges.subList(0, MOST_RANGES)) + ", …";
  }
}
