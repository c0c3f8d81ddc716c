// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.time.Duration;
import java.util.List;
import org.penseal.liveness.Face;
import org.penseal.liveness.Verdict.Fact;

/**
 * A turn of the head: the yaw must change far enough to the right side, with the parallax of a
 * solid head, and the head must come back.
 */
final class TurnWatch implements Watch {
  /** Advice only: noses differ. */
  static final String NOSE = "noseByParallax";

  private final int side;
  private final Baseline baseline;
  private final Thresholds limits;
  private double turned;
  private double parallax;
  private double nose;
  private boolean met;

  /**
   * Watches.
   *
   * @param side 1 for the person's own left, -1 for the right
   */
  TurnWatch(int side, Baseline baseline, Thresholds limits) {
    this.side = side;
    this.baseline = baseline;
    this.limits = limits;
  }

  @Override
  public Progress accept(Face face, Duration at) {
    double change = side * baseline.yawChange(face);
    if (change <= -limits.turnDegrees()) {
      return Progress.WRONG;
    }
    turned = Math.max(turned, change);
    if (change >= limits.turnDegrees()) {
      parallax = Math.max(parallax, FlatFit.misfit(baseline.landmarks(), face.landmarks()));
      double from = FlatFit.midline(baseline.landmarks());
      nose = Math.max(nose, side * (FlatFit.midline(face.landmarks()) - from));
      met |= parallax >= limits.turnParallax();
    }
    boolean back = baseline.straight(face, limits.frontalDegrees());
    return met && back ? Progress.PASSED : Progress.WAITING;
  }

  @Override
  public List<Fact> facts() {
    return List.of(
        Watch.atLeast("yawChangeDegrees", turned, limits.turnDegrees()),
        Watch.atLeast("parallax", parallax, limits.turnParallax()),
        Watch.atLeast(NOSE, parallax == 0 ? Double.NaN : nose / parallax, limits.turnNose()));
  }
}
