// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.util.List;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Face;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict.Fact;

/** Watches for one challenge, from the moment it is asked. */
sealed interface Watch permits TurnWatch, NodWatch, BlinkWatch, MouthWatch, CloserWatch {
  /** What is to be thought of the frames so far. */
  enum Progress {
    WAITING,
    PASSED,
    /** Something else was done. */
    WRONG
  }

  /**
   * Looks at the next frame with a face.
   *
   * @param face the one of the measures
   */
  Progress accept(Face face, Measures measures);

  /** The best that was seen, against what is needed. */
  List<Fact> facts();

  static Watch of(Challenge challenge, Baseline baseline, Thresholds limits) {
    return switch (challenge) {
      case TURN_LEFT -> new TurnWatch(1, baseline, limits);
      case TURN_RIGHT -> new TurnWatch(-1, baseline, limits);
      case NOD -> new NodWatch(baseline, limits);
      case BLINK -> new BlinkWatch(baseline, limits);
      case MOUTH_OPEN -> new MouthWatch(baseline, limits);
      case LOOK_CLOSER -> new CloserWatch(baseline, limits);
    };
  }

  /** A fact whose measure must reach a limit. */
  static Fact atLeast(String name, double measured, double needed) {
    return new Fact(name, measured, needed, Fact.Bound.AT_LEAST, measured >= needed);
  }

  /** A fact whose measure must stay below a limit. */
  static Fact atMost(String name, double measured, double needed) {
    return new Fact(name, measured, needed, Fact.Bound.AT_MOST, measured <= needed);
  }
}
