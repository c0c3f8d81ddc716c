// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.time.Duration;
import org.penseal.liveness.rule.cue.CueLimits;

/**
 * Every limit of the liveness rules and the face comparison, with its unit.
 *
 * @param turnDegrees yaw away from the frontal position that counts as a turn
 * @param nodDegrees pitch away from the frontal position that counts as a nod
 * @param frontalDegrees yaw and pitch up to which a face counts as frontal
 * @param turnParallax least misfit of a flat picture at a turn, by the size of the face; a photo
 *     swung by 50 degrees reached 0.047, a head in three dimensions 0.16 at 27 degrees
 * @param turnRelief least way of the skin at a turn that no bent sheet explains, by the size of the
 *     face; rendered heads 0.0136 and more, photos and masks bent round a cylinder 0.011 and less
 * @param nodParallax the same at a nod; measured 0.015 and 0.10
 * @param foreshortening change of width by height that, without parallax, means a flat picture
 * @param blinkDrop eye openness by its running median below which the eyes may be closed
 * @param eyesClosed least mean probability of the eye model that they are
 * @param blinkShortest shortest time the eyes stay closed
 * @param blinkLongest longest
 * @param mouthOpen mouth openness that counts as open
 * @param mouthRise and by how much it must lie above its resting value
 * @param closerFactor eye distance by its resting value that counts as closer
 * @param challengeTime for each challenge
 * @param settleTime for looking straight at the beginning
 * @param lostTime the face may be gone, or a second one be there, for this long
 * @param frozenTime equal pictures may follow each other for this long
 * @param repeatedShare share of frames that may be equal to an earlier one
 * @param samePerson least similarity between the first frontal face and each later one
 * @param idMatch least similarity of two faces that count as one person
 * @param smallestEyesPx least eye distance for a comparison and for a check, pixels
 * @param leastSharpness see {@link org.penseal.liveness.Quality#sharpness()}
 * @param darkest least brightness, 0 to 1
 * @param brightest greatest brightness, 0 to 1
 * @param leastInside see {@link org.penseal.liveness.Quality#inside()}
 * @param leastEyeShade see {@link org.penseal.liveness.Quality#eyeShade()}
 * @param reactionTime a challenge that is met sooner after it was asked was not done for the asking
 * @param cues limits of what the stream itself says
 */
public record Thresholds(
    double turnDegrees,
    double nodDegrees,
    double frontalDegrees,
    double turnParallax,
    double turnRelief,
    double nodParallax,
    double foreshortening,
    double blinkDrop,
    double eyesClosed,
    Duration blinkShortest,
    Duration blinkLongest,
    double mouthOpen,
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
    double brightest,
    double leastInside,
    double leastEyeShade,
    Duration reactionTime,
    CueLimits cues) {

  /** The same limits, for a recognition model whose similarities match from here on. */
  public Thresholds matching(double similarity) {
    return new Thresholds(
        turnDegrees,
        nodDegrees,
        frontalDegrees,
        turnParallax,
        turnRelief,
        nodParallax,
        foreshortening,
        blinkDrop,
        eyesClosed,
        blinkShortest,
        blinkLongest,
        mouthOpen,
        mouthRise,
        closerFactor,
        challengeTime,
        settleTime,
        lostTime,
        frozenTime,
        repeatedShare,
        similarity,
        similarity,
        smallestEyesPx,
        leastSharpness,
        darkest,
        brightest,
        leastInside,
        leastEyeShade,
        reactionTime,
        cues);
  }

  /** The limits the product runs with. */
  public static Thresholds standard() {
    return new Thresholds(
        20,
        12,
        15,
        0.08,
        0.012,
        0.05,
        0.10,
        0.87,
        0.45,
        Duration.ofMillis(30),
        Duration.ofMillis(600),
        0.28,
        0.13,
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
        0.93,
        0.97,
        0.5,
        Duration.ofMillis(250),
        CueLimits.standard());
  }
}
