// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Face;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict.Fact;

/**
 * A blink: in frontal frames the eyes become narrower than their own running median, the eye model
 * says closed, and they open again after the time of a blink. An absolute limit would be wrong: the
 * openness of open eyes differs between people and rises when the head turns.
 */
final class BlinkWatch implements Watch {
  private static final int WINDOW = 45; // frames, 1.5 s
  private static final int LEAST = 4;

  private final Baseline baseline;
  private final Thresholds limits;
  private final Deque<Double> open = new ArrayDeque<>();
  private double deepest = 1;
  private double closed;
  private Duration lasted = Duration.ZERO;
  private @Nullable Duration since;
  private double deepestNow = 1;
  private double closedNow;

  BlinkWatch(Baseline baseline, Thresholds limits) {
    this.baseline = baseline;
    this.limits = limits;
  }

  @Override
  public Progress accept(Face face, Measures measures) {
    if (!baseline.straight(face, limits.head().frontalDegrees())) {
      since = null; // openness means nothing in a turned face
      return Progress.WAITING;
    }
    if (open.size() < LEAST) {
      open.addLast(face.eyes().openness());
      return Progress.WAITING;
    }
    double drop = face.eyes().openness() / Baseline.median(new ArrayList<>(open));
    if (drop < limits.blink().drop()) {
      narrow(drop, face.eyes().closed(), measures.at());
      return Progress.WAITING;
    }
    boolean blinked = since != null && opened(measures.at().minus(since));
    since = null;
    open.addLast(face.eyes().openness());
    if (open.size() > WINDOW) {
      open.removeFirst();
    }
    return blinked ? Progress.PASSED : Progress.WAITING;
  }

  private void narrow(double drop, double closedProbability, Duration at) {
    if (since == null) {
      since = at;
      deepestNow = 1;
      closedNow = 0;
    }
    deepestNow = Math.min(deepestNow, drop);
    closedNow = Math.max(closedNow, closedProbability);
  }

  private boolean opened(Duration length) {
    if (closedNow >= closed) {
      deepest = deepestNow;
      closed = closedNow;
      lasted = length;
    }
    return closedNow >= limits.blink().closed()
        && length.compareTo(limits.blink().shortest()) >= 0
        && length.compareTo(limits.blink().longest()) <= 0;
  }

  @Override
  public List<Fact> facts() {
    return List.of(
        Watch.atMost("eyeOpennessByMedian", deepest, limits.blink().drop()),
        Watch.atLeast("eyesClosedProbability", closed, limits.blink().closed()),
        Watch.atLeast("closedMs", lasted.toMillis(), limits.blink().shortest().toMillis()),
        Watch.atMost("closedMsAtMost", lasted.toMillis(), limits.blink().longest().toMillis()));
  }
}
