// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.Ink;

/**
 * What the numbers of an InkML trace mean.
 *
 * @param channels in the order of the values
 * @param regular how many of them have a value in every point
 * @param stepMs time between two points when there is no channel T
 * @param originMs where the times of this context begin, milliseconds since the epoch; not a number
 *     when it does not say
 */
record InkMlContext(List<Channel> channels, int regular, double stepMs, double originMs) {

  /**
   * One channel.
   *
   * @param name name of the recommendation, e.g. X
   * @param min smallest value, not a number when not stated
   * @param max largest value, not a number when not stated
   * @param factor what one unit is: millimetres, milliseconds or degrees; not a number when not
   *     stated
   * @param backwards whether the values grow against the usual direction
   */
  record Channel(String name, double min, double max, double factor, boolean backwards) {

    /** A value in the unit of {@code factor}. */
    double of(double value, double otherwise) {
      double unit = Double.isNaN(factor) ? otherwise : factor;
      if (backwards) {
        return ((Double.isNaN(max) ? 0 : max) - value) * unit;
      }
      // A device that begins at more than 0, as some tablets do; less says nothing of where it is.
      return (value - origin()) * unit;
    }

    /** The smallest value when it is above 0, else 0. */
    double origin() {
      return min > 0 ? min : 0;
    }
  }

  /** Place of a channel in the values, −1 when there is none. */
  int indexOf(String name) {
    for (int i = 0; i < channels.size(); i++) {
      if (channels.get(i).name.equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable Channel channel(String name) {
    int index = indexOf(name);
    return index < 0 ? null : channels.get(index);
  }

  /**
   * The space that the channels state, when a pad's reports could carry it; else null.
   *
   * @param asked its pressure stands in where there is no channel F, and who counts is the same
   */
  Ink.@Nullable Space space(Ink.Space asked) {
    Channel x = channel("X");
    Channel y = channel("Y");
    Channel f = channel("F");
    if (x == null || y == null || x.factor != y.factor || !(x.factor > 0)) {
      return null;
    }
    double force = f == null ? asked.maxPressure() : f.max;
    boolean possible =
        whole(x.max, 0xFFFF) && whole(y.max, 0xFFFF) && whole(force, 0xFFF) && !x.backwards;
    boolean begins = whole(x.origin() + 1, 0xFFFF) && whole(y.origin() + 1, 0xFFFF);
    if (!possible || !begins || y.backwards || x.min < 0 || y.min < 0) {
      return null;
    }
    if (x.origin() >= x.max || y.origin() >= y.max) {
      return null;
    }
    // Resolutions are often stated in inches: 2540 is 100 in a millimetre, not 99.999….
    double unitsPerMm = Math.rint(1e6 / x.factor) / 1e6;
    if (!(unitsPerMm > 0)) {
      return null;
    }
    Ink.Space space = new Ink.Space((int) x.max, (int) y.max, (int) force, unitsPerMm);
    return InkPoints.isPossible(space) ? space : null;
  }

  private static boolean whole(double value, int most) {
    return value >= 1 && value <= most && value == Math.rint(value);
  }
}
