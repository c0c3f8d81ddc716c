// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import org.penseal.signature.Octets;

/**
 * A handwritten annotation as it stands in a PDF (手写批注; ISO 32000-2, 12.5.6.13).
 *
 * @param page from 1
 * @param left of its rectangle, points in user space
 * @param bottom of its rectangle
 * @param right of its rectangle
 * @param top of its rectangle
 * @param strokes how many
 * @param sm3 over its strokes, point by point
 */
public record InkNote(
    int page, double left, double bottom, double right, double top, int strokes, Octets sm3) {
  private static final double TOLERANCE_POINTS = 0.01;

  /** Whether both are the same annotation at the same place. */
  public boolean isSame(InkNote other) {
    return page == other.page
        && strokes == other.strokes
        && sm3.equals(other.sm3)
        && near(left, other.left)
        && near(bottom, other.bottom)
        && near(right, other.right)
        && near(top, other.top);
  }

  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= TOLERANCE_POINTS;
  }
}
