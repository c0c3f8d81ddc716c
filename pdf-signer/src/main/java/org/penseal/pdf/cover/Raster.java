// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether marks of a picture are still visible in another one, in which something was added.
 *
 * <p>A mark that something signed covered must not come to light either.
 *
 * <p>A mark is a group of connected pixels that differ from the paper around them. A pixel of a
 * mark near paper is lost if less than 0.4 of its contrast to that paper is left, and erased if it
 * became like the paper. A mark is hidden if 8 % of it is erased, or 70 % lost; a dot or a rule
 * only if it is erased, since ink crosses dotted lines. Large marks, such as a table or connected
 * letters, are judged in pieces; otherwise a hidden part would be only a small share of the whole.
 */
final class Raster {
  private static final int NOISE = 4;
  private static final int REACH = 4;
  private static final double LEFT = 0.4;
  private static final double MOST_ERASED = 0.08;
  private static final double MOST_ERASED_PIECE = 0.2;
  private static final double MOST_ERASED_RULE_PIECE = 0.7;
  private static final double MOST_LOST = 0.7;
  private static final double DOT_POINTS = 1.8;
  private static final double RULE_POINTS = 1.5;
  private static final double LARGE_POINTS = 24;
  private static final int LEAST_UNCOVERED = 3;

  private final int[] signed;
  private final int[] now;
  private final int @Nullable [] whole;
  private final int width;
  private final double scale;
  private final Paper paper;
  private final boolean[] seen;

  /**
   * Takes pictures of the same size, red, green and blue, row by row.
   *
   * @param signed the signed page without the appearances that were changed or removed
   * @param now the page as it is
   * @param whole the signed page with everything that it showed, or null if that is the same as
   *     signed
   * @param scale pixels for each point
   */
  Raster(int[] signed, int[] now, int @Nullable [] whole, int width, double scale) {
    this.signed = signed;
    this.now = now;
    this.whole = whole;
    this.width = width;
    this.scale = scale;
    this.paper = new Paper(signed, width, scale);
    this.seen = new boolean[signed.length];
  }

  /** Marks a pixel as painted over. */
  void cover(int pixel) {
    now[pixel] = paper.colour(pixel);
  }

  /** Whether any mark is hidden. */
  boolean hides() {
    int[] changed = {width, Integer.MAX_VALUE, -1, -1};
    for (int i = 0; i < signed.length; i++) {
      boolean other = whole != null && Paper.contrast(whole[i], now[i]) > NOISE;
      if (other || signed[i] != now[i] && differs(i)) {
        include(changed, i);
      }
    }
    for (int y = Math.max(0, changed[1] - REACH);
        y <= Math.min(signed.length / width - 1, changed[3] + REACH);
        y++) {
      for (int x = Math.max(0, changed[0] - REACH);
          x <= Math.min(width - 1, changed[2] + REACH);
          x++) {
        int i = y * width + x;
        if (!seen[i] && paper.isMark(i) && isHidden(grown(i))) {
          return true;
        }
      }
    }
    return false;
  }

  private void include(int[] box, int i) {
    box[0] = Math.min(box[0], i % width);
    box[1] = Math.min(box[1], i / width);
    box[2] = Math.max(box[2], i % width);
    box[3] = Math.max(box[3], i / width);
  }

  private boolean differs(int i) {
    return Paper.contrast(signed[i], now[i]) > NOISE;
  }

  private record Mark(int[] pixels, int count, int[] box) {}

  private Mark grown(int start) {
    int[] pixels = new int[64];
    int count = 1;
    pixels[0] = start;
    seen[start] = true;
    int[] box = {width, Integer.MAX_VALUE, -1, -1};
    for (int k = 0; k < count; k++) {
      include(box, pixels[k]);
      for (int way = 0; way < 9; way++) {
        int next = neighbour(pixels[k], way % 3 - 1, way / 3 - 1);
        if (next >= 0 && !seen[next] && paper.isMark(next)) {
          seen[next] = true;
          pixels = count == pixels.length ? java.util.Arrays.copyOf(pixels, count * 2) : pixels;
          pixels[count++] = next;
        }
      }
    }
    return new Mark(pixels, count, box);
  }

  private int neighbour(int pixel, int right, int down) {
    int x = pixel % width + right;
    int y = pixel / width + down;
    boolean inside = x >= 0 && x < width && y >= 0 && y < signed.length / width;
    return inside ? y * width + x : -1;
  }

  // Counts for a mark or a piece of one: pixels near paper, and how many of them are lost and
  // erased.
  private static final class Tally {
    private int near;
    private int lost;
    private int erased;
    private int uncovered;
    private final int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1};
  }

  private boolean isHidden(Mark mark) {
    boolean large = points(mark.box, 0) > LARGE_POINTS || points(mark.box, 1) > LARGE_POINTS;
    Map<Integer, Tally> pieces = new HashMap<>();
    for (int k = 0; k < mark.count; k++) {
      int i = mark.pixels[k];
      int cells = width / paper.cellPixels() + 1;
      int piece =
          large ? i / width / paper.cellPixels() * cells + i % width / paper.cellPixels() : 0;
      tally(pieces.computeIfAbsent(piece, number -> new Tally()), i);
    }
    return pieces.values().stream().anyMatch(tally -> isHidden(tally, large));
  }

  private double points(int[] box, int axis) {
    return (box[axis + 2] - box[axis] + 1) / scale;
  }

  private void tally(Tally tally, int i) {
    include(tally.box, i);
    int ground = nearestPaper(i);
    if (ground < 0) {
      return;
    }
    int before = Paper.contrast(signed[i], signed[ground]);
    if (whole != null && Paper.contrast(whole[i], whole[ground]) < LEFT * before) {
      // What covers it was signed, and has to cover it still.
      boolean shown = Paper.contrast(now[i], signed[i]) <= NOISE;
      tally.uncovered += shown && Paper.contrast(now[i], now[ground]) >= LEFT * before ? 1 : 0;
      return;
    }
    tally.near++;
    if ((differs(i) || differs(ground)) && Paper.contrast(now[i], now[ground]) < LEFT * before) {
      tally.lost++;
      tally.erased += Paper.contrast(now[i], signed[ground]) <= LEFT * before ? 1 : 0;
    }
  }

  private int nearestPaper(int i) {
    int best = -1;
    int least = REACH * REACH + 1;
    for (int down = -REACH; down <= REACH; down++) {
      for (int right = -REACH; right <= REACH; right++) {
        int distance = right * right + down * down;
        int next = distance < least ? neighbour(i, right, down) : -1;
        if (next >= 0 && !paper.isMark(next)) {
          best = next;
          least = distance;
        }
      }
    }
    return best;
  }

  private boolean isHidden(Tally tally, boolean piece) {
    double wide = points(tally.box, 0);
    double high = points(tally.box, 1);
    double thick = Math.min(wide, high);
    boolean dot = wide <= DOT_POINTS && high <= DOT_POINTS;
    boolean rule = thick <= RULE_POINTS && Math.max(wide, high) >= 6 * thick;
    double share = piece ? rule ? MOST_ERASED_RULE_PIECE : MOST_ERASED_PIECE : MOST_ERASED;
    if (tally.erased >= Math.max(2, share * tally.near) || tally.uncovered >= LEAST_UNCOVERED) {
      return true;
    }
    return !dot && !rule && tally.near > 0 && tally.lost >= MOST_LOST * tally.near;
  }
}
