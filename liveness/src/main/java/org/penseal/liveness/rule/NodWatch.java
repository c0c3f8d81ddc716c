// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.util.List;
import org.penseal.liveness.Face;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict.Fact;
import org.penseal.liveness.rule.shape.FlatFit;

/** A nod: the chin goes down, with the parallax of a solid head, and comes up again. */
final class NodWatch implements Watch {
  private final Baseline baseline;
  private final Thresholds limits;
  private double lowered;
  private double parallax;
  private boolean met;

  NodWatch(Baseline baseline, Thresholds limits) {
    this.baseline = baseline;
    this.limits = limits;
  }

  @Override
  public Progress accept(Face face, Measures measures) {
    double change = baseline.pitchChange(face);
    lowered = Math.max(lowered, change);
    if (change >= limits.head().nodDegrees()) {
      parallax = Math.max(parallax, FlatFit.misfit(baseline.landmarks(), face.landmarks()));
      met |= parallax >= limits.head().nodParallax();
    }
    boolean back = Math.abs(change) <= limits.head().nodDegrees() / 2;
    return met && back ? Progress.PASSED : Progress.WAITING;
  }

  @Override
  public List<Fact> facts() {
    return List.of(
        Watch.atLeast("pitchChangeDegrees", lowered, limits.head().nodDegrees()),
        Watch.atLeast("parallax", parallax, limits.head().nodParallax()));
  }
}
