// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.util.ArrayList;
import java.util.List;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Face;
import org.penseal.liveness.Measures;

/**
 * Sees to it that nothing else is done than what is asked. A clip that was recorded for another
 * case, or one that does everything again and again, would otherwise meet each challenge sooner or
 * later. Blinks are left alone, since everybody blinks; an open mouth is forgiven once, since
 * people speak.
 */
final class UnaskedMovements {
  private static final int FORGIVEN = 1;

  private final Baseline baseline;
  private final Thresholds limits;
  private List<Watch> others = List.of();
  private List<Challenge> kinds = List.of();
  private int spoken;
  private boolean wasBack;

  UnaskedMovements(Baseline baseline, Thresholds limits) {
    this.baseline = baseline;
    this.limits = limits;
  }

  /** From now on this is asked. */
  void ask(Challenge asked) {
    List<Watch> watches = new ArrayList<>();
    List<Challenge> watched = new ArrayList<>();
    for (Challenge other : Challenge.values()) {
      if (other != asked && other != Challenge.BLINK) {
        watches.add(Watch.of(other, baseline, limits));
        watched.add(other);
      }
    }
    others = watches;
    kinds = watched;
    wasBack = false;
  }

  /** Whether the next frame completes something that was not asked. */
  boolean accept(Face face, Measures measures) {
    double size = face.eyeDistancePx() / baseline.eyeDistancePx();
    wasBack |= size < (1 + limits.closerFactor()) / 2;
    for (int i = 0; i < others.size(); i++) {
      // Who came closer because it was asked may go back in his own time.
      boolean stillClose = kinds.get(i) == Challenge.LOOK_CLOSER && !wasBack;
      if (!stillClose && others.get(i).accept(face, measures) == Watch.Progress.PASSED) {
        others.set(i, Watch.of(kinds.get(i), baseline, limits));
        if (kinds.get(i) != Challenge.MOUTH_OPEN || ++spoken > FORGIVEN) {
          return true;
        }
      }
    }
    return false;
  }
}
