// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict.Reason;
import org.penseal.liveness.rule.Judge;

/** Tells the observer when what is asked changes, and what keeps the person from being seen. */
final class Prompts {
  /** A hint that comes and goes with every frame could not be read. */
  private static final Duration STEADY = Duration.ofMillis(500);

  private final List<Challenge> challenges;
  private final LivenessObserver observer;
  private boolean begun;
  private int index = -1;
  private int passed;
  private @Nullable Reason seen;
  private @Nullable Reason told;
  private Duration since = Duration.ZERO;

  Prompts(List<Challenge> challenges, LivenessObserver observer) {
    this.challenges = challenges;
    this.observer = observer;
  }

  void tell(Judge judge, Frame frame, Measures measures) {
    if (!begun) {
      begun = true;
      since = frame.at();
      observer.lookStraight(frame.at());
    }
    observer.frame(frame, measures);
    hint(measures.faces() > 1 ? Reason.SEVERAL_FACES : judge.hindrance(), frame.at());
    if (judge.passed() > passed) {
      observer.passed(challenges.get(passed), passed, frame.at());
      passed = judge.passed();
    }
    Challenge asked = judge.asked();
    if (asked != null && index != passed && !judge.done()) {
      index = passed;
      observer.asked(asked, index, frame.at());
    }
  }

  private void hint(@Nullable Reason now, Duration at) {
    if (index >= 0) {
      return; // something is asked: that is what is to be read
    }
    if (now != seen) {
      seen = now;
      since = at;
    }
    if (seen != told && at.minus(since).compareTo(STEADY) >= 0) {
      told = seen;
      observer.hint(told);
    }
  }
}
