// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import org.penseal.liveness.rule.Thresholds;

/** Limits that differ from the standard in one. */
final class ThresholdsWith {
  private ThresholdsWith() {}

  static Thresholds smallestEyesPx(Thresholds t, double px) {
    return new Thresholds(
        t.turnDegrees(),
        t.nodDegrees(),
        t.frontalDegrees(),
        t.turnParallax(),
        t.turnRelief(),
        t.nodParallax(),
        t.foreshortening(),
        t.blinkDrop(),
        t.eyesClosed(),
        t.blinkShortest(),
        t.blinkLongest(),
        t.mouthOpen(),
        t.mouthRise(),
        t.closerFactor(),
        t.challengeTime(),
        t.settleTime(),
        t.lostTime(),
        t.frozenTime(),
        t.repeatedShare(),
        t.samePerson(),
        t.idMatch(),
        px,
        t.leastSharpness(),
        t.darkest(),
        t.brightest(),
        t.leastInside(),
        t.leastEyeShade(),
        t.reactionTime(),
        t.cues());
  }
}
