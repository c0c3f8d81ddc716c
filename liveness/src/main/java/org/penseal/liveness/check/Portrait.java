// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Quality;

/** Keeps the best frontal frame of a check: straight, sharp, eyes open, mouth closed. */
final class Portrait {
  private static final double MOST_YAW = 12;

  private @Nullable Frame best;
  private double bestRank = Double.NEGATIVE_INFINITY;

  void consider(Frame frame, Measures measures) {
    Face face = measures.face();
    Quality quality = measures.quality();
    if (face == null
        || quality == null
        || Math.abs(face.pose().yaw()) > MOST_YAW
        || face.eyes().closed() > 0.3) {
      return;
    }
    double rank =
        2 * Math.log1p(quality.sharpness())
            - 0.3 * Math.abs(face.pose().yaw())
            - 0.1 * Math.abs(face.pose().pitch())
            - 0.1 * Math.abs(face.pose().roll())
            - 10 * face.mouthOpenness();
    if (rank > bestRank) {
      bestRank = rank;
      best = frame;
    }
  }

  @Nullable Frame best() {
    return best;
  }
}
