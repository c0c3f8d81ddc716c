// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.cue;

import java.util.ArrayList;
import java.util.List;
import org.penseal.liveness.Cues;
import org.penseal.liveness.Verdict.Fact;

/**
 * Finds a movement that comes back as no person repeats it: over a window of {@value #WINDOW}
 * frames the pictures equal those of a time ago but for the camera's noise, although they change a
 * lot within the window. It sees loops whose frames were encoded anew or given other noise, where a
 * checksum sees nothing; it does not see a loop of somebody who sits still.
 */
public final class Recurrence {
  /** Frames compared with as many earlier ones. */
  static final int WINDOW = 20;

  private static final int MOST = 450; // frames kept: 15 s
  private static final double LEAST_NOISE = 0.02; // grey levels; of a picture without any

  private final CueLimits limits;
  private final List<Cues> kept = new ArrayList<>();
  private double noise = Double.POSITIVE_INFINITY;
  private double worst = Double.NaN;

  /** Nothing seen yet. */
  public Recurrence(CueLimits limits) {
    this.limits = limits;
  }

  /** The next frame; false from the moment on when a movement came back. */
  public boolean accept(Cues cues) {
    if (!kept.isEmpty()) {
      double change = cues.difference(kept.getLast());
      // Equal pictures are judged elsewhere and would make the noise nothing.
      noise = change > LEAST_NOISE ? Math.min(noise, change) : noise;
    }
    kept.add(cues);
    if (kept.size() > MOST) {
      kept.removeFirst();
    }
    int end = kept.size() - 1;
    if (end < 2 * WINDOW || movement(end) < limits.movement() * noise) {
      return true;
    }
    for (int lag = WINDOW; end - WINDOW + 1 - lag >= 0; lag++) {
      double difference = difference(end, lag) / noise;
      worst = Double.isNaN(worst) ? difference : Math.min(worst, difference);
    }
    return !(worst <= limits.recurrence());
  }

  /** How much the picture changes within the window: largest distance from its first frame. */
  private double movement(int end) {
    double most = 0;
    Cues start = kept.get(end - WINDOW + 1);
    for (int i = end - WINDOW + 2; i <= end; i++) {
      most = Math.max(most, start.difference(kept.get(i)));
    }
    return most;
  }

  /** Mean distance of the window from the one a lag earlier; left early when it is large. */
  private double difference(int end, int lag) {
    double sum = 0;
    double enough = WINDOW * noise * Math.max(4, 2 * limits.recurrence());
    for (int i = end; i > end - WINDOW && sum < enough; i--) {
      sum += kept.get(i).difference(kept.get(i - lag));
    }
    return sum / WINDOW;
  }

  /** What was measured. */
  public List<Fact> facts() {
    boolean met = !(worst <= limits.recurrence());
    return List.of(
        new Fact("movementDiffersByNoise", worst, limits.recurrence(), Fact.Bound.AT_LEAST, met));
  }
}
