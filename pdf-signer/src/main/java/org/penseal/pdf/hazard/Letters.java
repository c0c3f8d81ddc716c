// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** The letters of a page, of which there can be thousands, by number in the order of painting. */
final class Letters {
  private static final int OF_A_USUAL_PAGE = 1_000;

  private static final byte WHITE = 1;
  private static final byte COVERED = 2;

  private float[] x = new float[OF_A_USUAL_PAGE];
  private float[] y = new float[OF_A_USUAL_PAGE];
  private int[] painted = new int[OF_A_USUAL_PAGE];
  private byte[] marks = new byte[OF_A_USUAL_PAGE];
  private int count;
  private int transparent;
  private int white;
  // Whether anything covers a letter; and where all stand.
  private boolean covered;
  private float left = Float.POSITIVE_INFINITY;
  private float right = Float.NEGATIVE_INFINITY;
  private float bottom = Float.POSITIVE_INFINITY;
  private float top = Float.NEGATIVE_INFINITY;

  /**
   * One more.
   *
   * @param x of its middle, in the page's own coordinates
   * @param paintedBefore how many other things were painted before it
   */
  void add(float x, float y, int paintedBefore, boolean transparent, boolean white) {
    if (count == marks.length) {
      grow(2 * count);
    }
    this.x[count] = x;
    this.y[count] = y;
    painted[count] = paintedBefore;
    marks[count] = white ? WHITE : 0;
    count++;
    this.transparent += transparent ? 1 : 0;
    this.white += white ? 1 : 0;
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }

  private void grow(int size) {
    x = Arrays.copyOf(x, size);
    y = Arrays.copyOf(y, size);
    painted = Arrays.copyOf(painted, size);
    marks = Arrays.copyOf(marks, size);
  }

  int count() {
    return count;
  }

  /** Something opaque was painted over all so far that stand in a box. */
  void cover(Rectangle2D box) {
    for (int i = 0; i < count; i++) {
      if (isIn(i, box)) {
        marks[i] |= COVERED;
        covered = true;
      }
    }
  }

  boolean isIn(int letter, Rectangle2D box) {
    return box.contains(x[letter], y[letter]);
  }

  boolean isCovered(int letter) {
    return (marks[letter] & COVERED) != 0;
  }

  /** How many are covered. */
  int covered() {
    return covered ? count(this::isCovered) : 0;
  }

  /** How many are painted with a colour that lets all through. */
  int transparent() {
    return transparent;
  }

  /** How many are painted in white. */
  int white() {
    return white;
  }

  /** How many stand outside a box. */
  int outside(Rectangle2D box) {
    boolean within =
        box.contains(left, bottom) && box.contains(right, top); // as most pages have it
    return within ? 0 : count(each -> !isIn(each, box));
  }

  boolean isWhite(int letter) {
    return (marks[letter] & WHITE) != 0;
  }

  /** What was painted before it, of all that was. */
  <T> List<T> under(int letter, List<T> paints) {
    return paints.subList(0, painted[letter]);
  }

  /** How many there are of a kind. */
  int count(IntPredicate kind) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += kind.test(i) ? 1 : 0;
    }
    return found;
  }
}
