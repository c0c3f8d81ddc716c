// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.cue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Verdict.Fact;

/**
 * When the frames came. In a gap somebody could take another's place; a stream that goes back in
 * time or gives a picture now and then is no camera that films.
 */
public final class Timing {
  private static final int LEAST_FRAMES = 15;

  private final CueLimits limits;
  private @Nullable Duration first;
  private Duration last = Duration.ZERO;
  private Duration longest = Duration.ZERO;
  private boolean backwards;
  private int frames;

  /** Nothing seen yet. */
  public Timing(CueLimits limits) {
    this.limits = limits;
  }

  /** The next frame; whether the timing is still that of a camera. */
  public boolean accept(Duration at) {
    if (first == null) {
      first = at;
    } else {
      Duration gap = at.minus(last);
      backwards |= !gap.isPositive();
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    last = at;
    frames++;
    boolean slow = frames >= LEAST_FRAMES && rate() < limits.leastRate();
    return !backwards && !slow && longest.compareTo(limits.longestGap()) <= 0;
  }

  private double rate() {
    long nanos = first == null ? 0 : last.minus(first).toNanos();
    return nanos <= 0 ? Double.NaN : (frames - 1) * 1e9 / nanos;
  }

  /** What was measured. */
  public List<Fact> facts() {
    double rate = rate();
    long most = limits.longestGap().toMillis();
    return List.of(
        new Fact(
            "longestGapMs",
            longest.toMillis(),
            most,
            Fact.Bound.AT_MOST,
            !backwards && longest.toMillis() <= most),
        new Fact(
            "framesPerSecond",
            rate,
            limits.leastRate(),
            Fact.Bound.AT_LEAST,
            !(rate < limits.leastRate())));
  }
}
