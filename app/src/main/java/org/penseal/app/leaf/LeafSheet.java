// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.leaf;

import java.util.List;
import org.penseal.app.screen.Pixels;

/**
 * One page, cut into parts of a pad's screen.
 *
 * @param page from 1
 * @param parts in the order in which they are read, at least one
 * @param drawn whether they show the page; otherwise they say that it cannot be shown
 */
public record LeafSheet(int page, List<Pixels> parts, boolean drawn) {
  /** Copies the list. */
  public LeafSheet {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("page without parts");
    }
  }
}
