// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cover;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether marks of a picture are still visible in another one, in which something was added.
 *
 * <p>A mark that something signed covered must not come to light either: it does where the page
 * shows through what was changed, by less than 0.4 of which it could be seen before.
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
  // Pixels of a point in small type.
  private static final int TINY = 6;
  // Of 255; below that nothing is protected.
  private static final int VISIBLE = 48;
  private static final int WHITE = 0xFFFFFF;
  private static final double PIECE_POINTS = 12;
  // Around a dot or a rule that lies below an area: a pen's line is narrower.
  private static final double AROUND_POINTS = 2;
  private static final double LEAST_BURIED = 0.6;
  private static final double LEAST_SHOWN = 0.85;
  private static final double LEAST_STRUCK = 0.8;
  // A letter may be read although a line touches its top or foot.
  private static final double LEAST_SIGN_POINTS = 2;
  private static final double EDGE = 0.12;
  private static final double LEAST_LEVEL = 0.95;

  private final int[] signed;
  private final int[] now;
  private final int @Nullable [] whole;
  private final int @Nullable [] alone;
  private final int width;
  private final double scale;
  private final int piece;
  private final Paper paper;
  private final boolean[] seen;

  /**
   * Pictures of the same size, red, green and blue, row by row.
   *
   * @param signed the signed page without the appearances that were changed or removed
   * @param now the page as it is
   * @param whole the signed page with everything that it showed, or null if that is the same as
   *     signed
   * @param alone what was changed, as it is, on blank paper, or null if it is not shown
   */
  record Pictures(
      int[] signed, int[] now, int @Nullable [] whole, int @Nullable [] alone, int width) {
    /** The same, of which the one as it is may be painted over. */
    Pictures again() {
      return new Pictures(signed, now.clone(), whole, alone, width);
    }

    /** As if what was changed had been removed. */
    Pictures withoutChanges() {
      return new Pictures(signed, signed.clone(), whole, null, width);
    }

    int height() {
      return signed.length / width;
    }
  }

  /**
   * Judges pictures.
   *
   * @param scale pixels for each point
   * @param cell of {@link Paper}, points
   */
  Raster(Pictures pictures, double scale, double cell) {
    this.signed = pictures.signed;
    this.now = pictures.now;
    this.whole = pictures.whole;
    this.alone = pictures.alone;
    this.width = pictures.width;
    this.scale = scale;
    this.paper = new Paper(signed, width, cell * scale);
    this.piece = Math.max(4, (int) Math.round(PIECE_POINTS * scale));
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
      if (signed[i] != now[i] && differ(signed[i], now[i])
          || whole != null && differ(whole[i], now[i])) {
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

  /** Whether a letter of the page is hidden, whatever it touches. */
  boolean hides(int[] letter) {
    int[] box = {width, Integer.MAX_VALUE, -1, -1};
    int[] marks = Arrays.stream(letter).filter(paper::isMark).toArray();
    for (int each : marks) {
      include(box, each);
    }
    return isHidden(new Mark(marks, marks.length, box));
  }

  /** Whether what was changed is painted across a letter of the page, from side to side. */
  boolean strikesOut(int[] letter) {
    if (alone == null) {
      return false;
    }
    Set<Integer> all = new HashSet<>();
    Set<Integer> crossed = new HashSet<>();
    for (int i : letter) {
      all.add(i % width);
      if (isPainted(i)) {
        crossed.add(i % width);
      }
    }
    return crossed.size() >= Math.max(1, LEAST_STRUCK * all.size());
  }

  // Also in the colour of the paper, on a dark ground.
  private boolean isPainted(int i) {
    int shown = whole == null ? signed[i] : whole[i];
    return alone != null
        && (Paper.contrast(alone[i], WHITE) >= VISIBLE || Paper.contrast(shown, now[i]) >= VISIBLE);
  }

  /** Whether a level line of what was changed runs through a sign, drawn in any way, in a place. */
  boolean strikesOutMarks(int[] place) {
    for (int start : place) {
      if (!seen[start] && paper.isMark(start)) {
        Mark mark = grown(start);
        double wide = points(mark.box, 0);
        double high = points(mark.box, 1);
        boolean sign =
            Math.min(wide, high) >= LEAST_SIGN_POINTS && Math.max(wide, high) <= LARGE_POINTS;
        if (sign && isStruck(mark)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isStruck(Mark mark) {
    int[] box = mark.box;
    int edge = (int) Math.ceil((box[3] - box[1]) * EDGE);
    Set<Integer> rows = new HashSet<>();
    for (int k = 0; k < mark.count; k++) {
      rows.add(mark.pixels[k] / width);
    }
    for (int y : rows) {
      int crossed = 0;
      for (int x = box[0]; x <= box[2]; x++) {
        crossed += isPainted(y * width + x) ? 1 : 0;
      }
      boolean through = y >= box[1] + edge && y <= box[3] - edge;
      if (through && crossed >= LEAST_LEVEL * (box[2] - box[0] + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a letter of what was changed, which is not blank, is painted and seen on the page. */
  boolean shows(IntStream letter) {
    if (alone == null) {
      return true;
    }
    int painted = 0;
    int visible = 0;
    for (int i : letter.toArray()) {
      if (Paper.contrast(alone[i], WHITE) >= VISIBLE) {
        painted++;
        visible += Paper.contrast(signed[i], now[i]) >= VISIBLE ? 1 : 0;
      }
    }
    return painted > 0 && visible >= LEAST_SHOWN * painted;
  }

  private void include(int[] box, int i) {
    box[0] = Math.min(box[0], i % width);
    box[1] = Math.min(box[1], i / width);
    box[2] = Math.max(box[2], i % width);
    box[3] = Math.max(box[3], i / width);
  }

  private static boolean differ(int one, int other) {
    return Paper.contrast(one, other) > NOISE;
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
          pixels = count == pixels.length ? Arrays.copyOf(pixels, count * 2) : pixels;
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

  // Counts for a mark or a piece of one: pixels near paper, those of them that could be seen, and
  // how many of these are lost and erased.
  private static final class Tally {
    private int all;
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
      int part = large ? i / width / piece * (width / piece + 1) + i % width / piece : 0;
      tally(pieces.computeIfAbsent(part, number -> new Tally()), i);
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
    tally.all++;
    int[] shown = whole == null ? signed : whole;
    int before = Paper.contrast(signed[i], signed[ground]);
    int was = whole == null ? before : Math.min(before, mostContrast(whole, i));
    int is = Paper.contrast(now[i], now[ground]);
    if (whole != null && isThrough(i, ground) && is >= VISIBLE && was < LEFT * is) {
      tally.uncovered++; // what covers it was signed, and has to cover it still
    } else if (was >= Math.min(VISIBLE, LEFT * before)) {
      tally.near++;
      boolean changed = differ(shown[i], now[i]) || differ(shown[ground], now[ground]);
      if (changed && is < LEFT * was) {
        tally.lost++;
        tally.erased += Paper.contrast(now[i], shown[ground]) <= LEFT * was ? 1 : 0;
      }
    }
  }

  // Whether the page is seen there, and not only what was changed.
  private boolean isThrough(int i, int ground) {
    return alone == null || differ(alone[i], now[i]) || differ(alone[ground], now[ground]);
  }

  // To any paper near it: a line of what was changed may run over the nearest.
  private int mostContrast(int[] picture, int i) {
    int most = 0;
    for (int k = 0; k < (2 * REACH + 1) * (2 * REACH + 1); k++) {
      int right = k % (2 * REACH + 1) - REACH;
      int down = k / (2 * REACH + 1) - REACH;
      int next = neighbour(i, right, down);
      if (next >= 0 && !paper.isMark(next)) {
        most = Math.max(most, Paper.contrast(picture[i], picture[next]));
      }
    }
    return most;
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
    boolean erased = tally.erased >= Math.max(tally.near <= TINY ? 1 : 2, share * tally.near);
    if (erased || tally.uncovered >= (tally.all <= TINY ? 1 : LEAST_UNCOVERED)) {
      return true;
    }
    boolean lost = tally.near > 0 && tally.lost >= MOST_LOST * tally.near;
    return lost && (!dot && !rule || isBuried(tally.box));
  }

  private boolean isBuried(int[] box) {
    int around = (int) Math.ceil(AROUND_POINTS * scale);
    int[] shown = whole == null ? signed : whole;
    int all = 0;
    int changed = 0;
    for (int y = box[1] - around; y <= box[3] + around; y++) {
      for (int x = box[0] - around; x <= box[2] + around; x++) {
        int i = neighbour(0, x, y);
        if (i >= 0) {
          all++;
          changed += differ(shown[i], now[i]) ? 1 : 0;
        }
      }
    }
    return changed >= LEAST_BURIED * all;
  }
}
