// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The light and the dark half of a raised or sunken border, each an L along two edges. */
final class Bevel {
  private static final int CORNERS = 6;
  private static final double NEAR_POINTS = 0.6;
  private static final double LEAST_POINTS = 0.1;
  // The grey of the dark half.
  private static final double LEAST_BRIGHTNESS = 0.45;

  private final List<Half> halves = new ArrayList<>();

  private record Half(boolean upper, float @Nullable [] colour) {}

  /** Whether there is none. */
  boolean isEmpty() {
    return halves.isEmpty();
  }

  /**
   * Adds a half, if it is one.
   *
   * @param bounds left, bottom, right and top of it
   * @param most how wide it may be; points
   * @param colour red, green and blue from 0 to 1; null for one that is not known
   * @return whether it is an L that is as wide everywhere
   */
  boolean add(List<Point2D.Float> part, float[] bounds, double most, float @Nullable [] colour) {
    boolean back = part.size() == CORNERS + 1 && part.getFirst().equals(part.getLast());
    List<Point2D.Float> corners = back ? part.subList(0, CORNERS) : part;
    if (corners.size() != CORNERS) {
      return false;
    }
    for (Point2D.Float each : corners) {
      float wide = Math.min(each.x - bounds[0], bounds[2] - each.x);
      for (boolean upper : new boolean[] {true, false}) {
        if (wide > LEAST_POINTS && wide <= most && areAt(corners, half(bounds, wide, upper))) {
          halves.add(new Half(upper, colour));
          return true;
        }
      }
    }
    return false;
  }

  private static List<Point2D.Float> half(float[] out, float wide, boolean upper) {
    float[] in = {out[0] + wide, out[1] + wide, out[2] - wide, out[3] - wide};
    return List.of(
        new Point2D.Float(out[0], out[1]),
        new Point2D.Float(out[2], out[3]),
        new Point2D.Float(in[0], in[1]),
        new Point2D.Float(in[2], in[3]),
        upper ? new Point2D.Float(out[0], out[3]) : new Point2D.Float(out[2], out[1]),
        upper ? new Point2D.Float(in[0], in[3]) : new Point2D.Float(in[2], in[1]));
  }

  private static boolean areAt(List<Point2D.Float> corners, List<Point2D.Float> wanted) {
    return wanted.stream()
        .allMatch(each -> corners.stream().anyMatch(at -> at.distance(each) <= NEAR_POINTS));
  }

  /**
   * Whether there is none, or both halves in a frame that is seen at least as well: the dark half
   * alone may be read.
   *
   * @param frame its colour; null for one that is not there or not known
   */
  boolean isWhole(float @Nullable [] frame) {
    return halves.isEmpty()
        || frame != null
            && halves.size() == 2
            && halves.get(0).upper != halves.get(1).upper
            && halves.stream().allMatch(each -> isLighter(each.colour, frame));
  }

  private static boolean isLighter(float @Nullable [] colour, float[] frame) {
    return colour != null
        && Strokes.brightness(colour) >= Math.max(LEAST_BRIGHTNESS, Strokes.brightness(frame));
  }
}
