// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.signature.Octets;

/**
 * What comparing one page came to.
 *
 * @param page from 1
 * @param state the result
 * @param explained where it looks different and a changed annotation or field, or a change that the
 *     analysis has named, is the reason
 * @param unexplained where it looks different for no such reason
 * @param before PNG or JPEG of the page as it was signed, with the regions framed; null without
 *     one, or where the pictures become too many
 * @param after PNG or JPEG of the page as it is, with the regions framed; null as before
 */
public record PageLook(
    int page,
    State state,
    List<Region> explained,
    List<Region> unexplained,
    @Nullable Octets before,
    @Nullable Octets after) {

  /** What a comparison came to. */
  public enum State {
    /** Not one pixel differs. */
    SAME,
    /** It looks different. */
    CHANGED,
    /** There is no such page in the signed revision. */
    ADDED,
    /** There is no such page any more. */
    REMOVED,
    /** One of the two cannot be drawn, or not in time. */
    NOT_DRAWN,
    /** More pages were to be compared than are. */
    NOT_COMPARED
  }

  /** Copies the lists. */
  public PageLook {
    explained = List.copyOf(explained);
    unexplained = List.copyOf(unexplained);
  }

  static PageLook of(int page, State state) {
    return new PageLook(page, state, List.of(), List.of(), null, null);
  }
}
