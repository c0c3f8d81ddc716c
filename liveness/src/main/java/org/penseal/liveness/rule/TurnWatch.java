// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Face;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Measures.SkinMotion;
import org.penseal.liveness.Verdict.Fact;
import org.penseal.liveness.rule.shape.FlatFit;
import org.penseal.liveness.rule.shape.SheetFit;

/**
 * A turn of the head: the yaw must change far enough to the right side, with the parallax of a
 * solid head, and the head must come back.
 */
final class TurnWatch implements Watch {
  private static final String RELIEF = "relief";

  private final int side;
  private final Baseline baseline;
  private final Thresholds limits;
  private double turned;
  private double parallax;
  private double relief = Double.NaN;
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
  public Progress accept(Face face, Measures measures) {
    double change = side * baseline.yawChange(face);
    if (change <= -limits.head().turnDegrees()) {
      return Progress.WRONG;
    }
    turned = Math.max(turned, change);
    if (change >= limits.head().turnDegrees()) {
      parallax = Math.max(parallax, FlatFit.misfit(baseline.landmarks(), face.landmarks()));
      boolean sheet = likeASheet(face, measures.motion());
      met |= !sheet && parallax >= limits.head().turnParallax();
    }
    boolean back = baseline.straight(face, limits.head().frontalDegrees());
    return met && back ? Progress.PASSED : Progress.WAITING;
  }

  /**
   * Whether the skin moved as paper does, as far as it could be followed. A head that was not
   * straight when the following began must turn further.
   */
  private boolean likeASheet(Face face, @Nullable SkinMotion motion) {
    double now = motion == null ? Double.NaN : SheetFit.relief(motion);
    if (motion == null || Double.isNaN(now)) {
      return relief < limits.head().turnRelief();
    }
    if (side * (face.pose().yaw() - motion.start().pose().yaw()) < limits.head().turnDegrees()) {
      return true;
    }
    relief = Double.isNaN(relief) ? now : Math.max(relief, now);
    return relief < limits.head().turnRelief();
  }

  /** Whether it leaves open what the skin did. */
  static boolean doubtful(Fact fact) {
    return !fact.met() && fact.name().equals(RELIEF);
  }

  @Override
  public List<Fact> facts() {
    return List.of(
        Watch.atLeast("yawChangeDegrees", turned, limits.head().turnDegrees()),
        Watch.atLeast("parallax", parallax, limits.head().turnParallax()),
        Watch.atLeast(RELIEF, relief, limits.head().turnRelief()));
  }
}
