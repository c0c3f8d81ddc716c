// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.util.List;
import org.penseal.liveness.Face;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict.Fact;

/** The mouth opens, more than it was at rest, and closes again at least half way. */
final class MouthWatch implements Watch {
  private final Baseline baseline;
  private final Thresholds limits;
  private double widest;

  MouthWatch(Baseline baseline, Thresholds limits) {
    this.baseline = baseline;
    this.limits = limits;
  }

  @Override
  public Progress accept(Face face, Measures measures) {
    if (!baseline.straight(face, limits.head().frontalDegrees())) {
      return Progress.WAITING;
    }
    double rise = face.mouthOpenness() - baseline.mouth();
    widest = Math.max(widest, face.mouthOpenness());
    boolean opened =
        widest >= limits.mouth().open() && widest - baseline.mouth() >= limits.mouth().rise();
    return opened && rise < limits.mouth().rise() / 2 ? Progress.PASSED : Progress.WAITING;
  }

  @Override
  public List<Fact> facts() {
    return List.of(
        Watch.atLeast("mouthOpenness", widest, limits.mouth().open()),
        Watch.atLeast("mouthRise", widest - baseline.mouth(), limits.mouth().rise()));
  }
}
