// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.time.Duration;

/**
 * Every limit of the liveness rules and the face comparison, with its unit.
 *
 * @param turnDegrees yaw away from the frontal position that counts as a turn
 * @param nodDegrees pitch away from the frontal position that counts as a nod
 * @param frontalDegrees yaw and pitch up to which a face counts as frontal
 * @param parallax least misfit of a flat picture's movement at a turn, by eye distance
 * @param blinkDrop eye openness by its running median below which the eyes may be closed
 * @param eyesClosed least mean probability of the eye model that they are
 * @param blinkShortest shortest time the eyes stay closed
 * @param blinkLongest longest
 * @param mouthRise mouth openness above its resting value that counts as open
 * @param closerFactor eye distance by its resting value that counts as closer
 * @param challengeTime for each challenge
 * @param settleTime for looking straight at the beginning
 * @param lostTime the face may be gone, or a second one be there, for this long
 * @param frozenTime equal pictures may follow each other for this long
 * @param repeatedShare share of frames that may be equal to an earlier one
 * @param samePerson least cosine between the first frontal face and each later one
 * @param idMatch least cosine of two faces that count as one person
 * @param smallestEyesPx least eye distance for a comparison and for a check, pixels
 * @param leastSharpness see {@link org.penseal.liveness.Quality#sharpness()}
 * @param darkest least brightness, 0 to 1
 * @param brightest greatest brightness, 0 to 1
 */
public record Thresholds(
    double turnDegrees,
    double nodDegrees,
    double frontalDegrees,
    double parallax,
    double blinkDrop,
    double eyesClosed,
    Duration blinkShortest,
    Duration blinkLongest,
    double mouthRise,
    double closerFactor,
    Duration challengeTime,
    Duration settleTime,
    Duration lostTime,
    Duration frozenTime,
    double repeatedShare,
    double samePerson,
    double idMatch,
    double smallestEyesPx,
    double leastSharpness,
    double darkest,
    double brightest) {

  /** The limits the product runs with. */
  public static Thresholds standard() {
    return new Thresholds(
        20,
        10,
        15,
        0.05,
        0.75,
        0.5,
        Duration.ofMillis(60),
        Duration.ofMillis(600),
        0.20,
        1.2,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofMillis(500),
        Duration.ofMillis(400),
        0.2,
        0.324,
        0.324,
        25,
        15,
        0.12,
        0.93);
  }
}
