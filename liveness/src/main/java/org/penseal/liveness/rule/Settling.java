// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Face;
import org.penseal.liveness.Quality;
import org.penseal.liveness.Verdict.Reason;

/** Waits until a person looks straight into the camera and can be seen well. */
final class Settling {
  private final Thresholds limits;
  private final List<Face> straight = new ArrayList<>();
  private final Map<Reason, Integer> hindrances = new EnumMap<>(Reason.class);
  private @Nullable Reason now = Reason.NO_FACE;

  Settling(Thresholds limits) {
    this.limits = limits;
  }

  /** The next frame; the baseline once there were enough good ones in a row. */
  @Nullable Baseline look(@Nullable Face face, @Nullable Quality quality) {
    now = face == null || quality == null ? Reason.NO_FACE : hindrance(face, quality);
    if (now != null) {
      hindrances.merge(now, 1, Integer::sum);
      if (face != null) {
        straight.clear();
      }
    } else if (face != null) {
      straight.add(face);
    }
    return straight.size() == Baseline.FRAMES ? Baseline.of(straight) : null;
  }

  private @Nullable Reason hindrance(Face face, Quality quality) {
    if (quality.eyeDistancePx() < limits.likeness().smallestEyesPx()) {
      return Reason.TOO_SMALL;
    }
    if (quality.brightness() < limits.picture().darkest()) {
      return Reason.TOO_DARK;
    }
    if (quality.brightness() > limits.picture().brightest()) {
      return Reason.TOO_BRIGHT;
    }
    if (quality.inside() < limits.picture().leastInside()) {
      return Reason.CUT_OFF;
    }
    if (Math.abs(face.pose().yaw()) > limits.head().frontalDegrees()
        || Math.abs(face.pose().pitch()) > 2 * limits.head().frontalDegrees()) {
      return Reason.NOT_FRONTAL;
    }
    if (quality.sharpness() < limits.picture().leastSharpness()) {
      return Reason.BLURRED;
    }
    return quality.eyeShade() < limits.picture().leastEyeShade() ? Reason.EYES_HIDDEN : null;
  }

  /** What keeps the frame just seen from being used, or null. */
  @Nullable Reason now() {
    return now;
  }

  /** Why it came to nothing: what was seen most often; no face only where there never was one. */
  Reason failure() {
    return hindrances.entrySet().stream()
        .filter(entry -> entry.getKey() != Reason.NO_FACE)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(straight.isEmpty() ? Reason.NO_FACE : Reason.NOT_FRONTAL);
  }
}
