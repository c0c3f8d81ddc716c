// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.util.List;
import org.penseal.liveness.Face;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict.Fact;

/** The face becomes larger for some frames. Weak alone: a photo can be brought closer too. */
final class CloserWatch implements Watch {
  private static final int FRAMES = 3;

  private final Baseline baseline;
  private final Thresholds limits;
  private double largest = 1;
  private int count;

  CloserWatch(Baseline baseline, Thresholds limits) {
    this.baseline = baseline;
    this.limits = limits;
  }

  @Override
  public Progress accept(Face face, Measures measures) {
    if (!baseline.straight(face, limits.head().frontalDegrees())) {
      count = 0; // the distance of the eyes shrinks in a turned face
      return Progress.WAITING;
    }
    double factor = face.eyeDistancePx() / baseline.eyeDistancePx();
    largest = Math.max(largest, factor);
    count = factor >= limits.closerFactor() ? count + 1 : 0;
    return count >= FRAMES ? Progress.PASSED : Progress.WAITING;
  }

  @Override
  public List<Fact> facts() {
    return List.of(Watch.atLeast("sizeFactor", largest, limits.closerFactor()));
  }
}
