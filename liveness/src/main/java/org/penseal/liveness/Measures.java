// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one frame gave to the rules.
 *
 * @param at time of the frame since the first
 * @param faces how many faces the detector saw
 * @param face the one face, or null when there was none or more than one
 * @param quality of the picture of that face, or null without one
 * @param motion of its skin, or null where it was not followed
 * @param embedding of that face, or null where it was not computed (not every frame is)
 * @param passive the passive model's probability that the face is live, or NaN where not computed
 * @param cues what the frame says of its origin
 */
public record Measures(
    Duration at,
    int faces,
    @Nullable Face face,
    @Nullable Quality quality,
    @Nullable SkinMotion motion,
    @Nullable Embedding embedding,
    double passive,
    Cues cues) {
  /**
   * Where points of a face's skin were and where they are now, followed in the picture.
   *
   * @param start the face where it began
   * @param from x0, y0, x1, y1, ... in that frame, pixels from one corner of the part that is
   *     followed
   * @param to the same points in the frame just seen, from the same corner; never changed after
   *     creation
   */
  @SuppressWarnings("ArrayRecordComponent") // buffers, see Frame
  public record SkinMotion(Face start, float[] from, float[] to) {

    public SkinMotion {
      if (from.length != to.length || from.length % 2 != 0) {
        throw new IllegalArgumentException(from.length + " and " + to.length + " numbers");
      }
    }

    /** How many points could be followed. */
    public int count() {
      return from.length / 2;
    }

    /** Says only how much it is: biometric data. */
    @Override
    public String toString() {
      return "SkinMotion[" + count() + "]";
    }
  }
}
