// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import java.util.ArrayList;
import java.util.List;
import org.penseal.liveness.Challenge;

/** Challenges as a list of gestures, one for each frame at 30 frames a second. */
public final class Script {
  /** Frames a second. */
  public static final double RATE = 30;

  private static final double TURN_DEGREES = 27;
  private static final double NOD_DEGREES = 15;
  private static final double ZOOM = 1.35;
  private static final double FIRST_REST = 1.2;
  private static final double REST = 0.7;

  private final List<Gesture> gestures = new ArrayList<>();

  private final ClipParameters manner;

  private Script(ClipParameters manner) {
    this.manner = manner;
  }

  /** What a puppet does, frame by frame: rest, each challenge, rest. */
  public static List<Gesture> of(List<Challenge> challenges, ClipParameters manner) {
    Script script = new Script(manner);
    script.hold(Gesture.REST, FIRST_REST);
    for (Challenge challenge : challenges) {
      script.act(challenge);
      script.hold(Gesture.REST, REST);
    }
    return List.copyOf(script.gestures);
  }

  private void act(Challenge challenge) {
    double turn = manner.strength() * TURN_DEGREES;
    switch (challenge) {
      case TURN_LEFT -> swing(new Gesture(turn, 0, 0, 0, 1), 0.8, 0.25);
      case TURN_RIGHT -> swing(new Gesture(-turn, 0, 0, 0, 1), 0.8, 0.25);
      case NOD -> swing(new Gesture(0, manner.strength() * NOD_DEGREES, 0, 0, 1), 0.5, 0.15);
      case BLINK -> swing(new Gesture(0, 0, 1, 0, 1), 0.1, 0.12);
      case MOUTH_OPEN -> swing(new Gesture(0, 0, 0, 1, 1), 0.4, 0.3);
      case LOOK_CLOSER -> swing(new Gesture(0, 0, 0, 0, ZOOM), 1.0, 0.5);
    }
  }

  private void swing(Gesture target, double wayS, double holdS) {
    int way = (int) Math.round(wayS * RATE / manner.pace());
    for (int i = 1; i <= way; i++) {
      gestures.add(between(target, ease((double) i / way)));
    }
    hold(target, holdS);
    for (int i = way - 1; i >= 0; i--) {
      gestures.add(between(target, ease((double) i / way)));
    }
  }

  private void hold(Gesture gesture, double seconds) {
    for (int i = 0; i < Math.round(seconds * RATE); i++) {
      gestures.add(gesture);
    }
  }

  private static Gesture between(Gesture target, double share) {
    return new Gesture(
        share * target.yaw(),
        share * target.pitch(),
        share * target.lids(),
        share * target.mouth(),
        1 + share * (target.zoom() - 1));
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
