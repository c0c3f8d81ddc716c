// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.time.Duration;
import org.penseal.liveness.rule.cue.CueLimits;

/**
 * Every limit of the liveness rules and the face comparison, with its unit.
 *
 * @param head turns and nods
 * @param blink closing the eyes
 * @param mouth opening the mouth
 * @param closerFactor ratio of the eye distance to its resting value that counts as closer
 * @param times how long anything may take
 * @param likeness similarities of two faces
 * @param picture quality of a frame
 * @param cues what the stream itself says
 */
public record Thresholds(
    Head head,
    Blink blink,
    Mouth mouth,
    double closerFactor,
    Times times,
    Likeness likeness,
    Picture picture,
    CueLimits cues) {

  /**
   * Turns and nods; parallax and relief are relative to the size of the face.
   *
   * @param turnDegrees yaw away from the frontal position that counts as a turn
   * @param nodDegrees pitch away from the frontal position that counts as a nod
   * @param frontalDegrees yaw and pitch up to which a face counts as frontal
   * @param turnParallax least misfit of a flat picture at a turn; a photo swung by 50 degrees
   *     reached 0.047, a head in three dimensions 0.16 at 27 degrees
   * @param turnRelief least displacement of the skin at a turn that no bent sheet explains;
   *     rendered heads 0.0136 and more, photos and masks bent round a cylinder 0.011 and less
   * @param nodParallax as turnParallax, at a nod; measured 0.015 and 0.10
   * @param foreshortening change of the ratio of width to height that, without parallax, means a
   *     flat picture
   */
  public record Head(
      double turnDegrees,
      double nodDegrees,
      double frontalDegrees,
      double turnParallax,
      double turnRelief,
      double nodParallax,
      double foreshortening) {
    private static final Head STANDARD = new Head(20, 12, 15, 0.08, 0.012, 0.05, 0.10);
  }

  /**
   * Closing the eyes.
   *
   * @param drop ratio of eye openness to its running median below which the eyes may be closed
   * @param closed least mean probability of the eye model that they are
   * @param shortest shortest time that they stay closed
   * @param longest longest time
   */
  public record Blink(double drop, double closed, Duration shortest, Duration longest) {
    private static final Blink STANDARD =
        new Blink(0.87, 0.45, Duration.ofMillis(30), Duration.ofMillis(600));
  }

  /**
   * Opening the mouth.
   *
   * @param open openness that counts as open
   * @param rise and by how much it must lie above its resting value
   */
  public record Mouth(double open, double rise) {
    private static final Mouth STANDARD = new Mouth(0.28, 0.13);
  }

  /**
   * How long anything may take.
   *
   * @param challenge for each challenge
   * @param settle for looking straight at the beginning
   * @param lost the face may be gone, or a second one be there, for this long
   * @param frozen equal pictures may follow each other for this long
   * @param reaction a challenge that is met sooner after it was asked was not done for the asking
   */
  public record Times(
      Duration challenge, Duration settle, Duration lost, Duration frozen, Duration reaction) {
    private static final Times STANDARD =
        new Times(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofMillis(400),
            Duration.ofMillis(250));
  }

  /**
   * Similarities of two faces.
   *
   * @param samePerson least similarity between the first frontal face and each later one
   * @param idMatch least similarity of two faces that count as one person
   * @param smallestEyesPx least eye distance for a comparison and for a check, pixels
   */
  public record Likeness(double samePerson, double idMatch, double smallestEyesPx) {
    private static final Likeness STANDARD = new Likeness(0.324, 0.324, 25);
  }

  /**
   * Quality of a frame.
   *
   * @param leastSharpness see {@link org.penseal.liveness.Quality#sharpness()}
   * @param darkest least brightness, 0 to 1
   * @param brightest greatest brightness, 0 to 1
   * @param leastInside see {@link org.penseal.liveness.Quality#inside()}
   * @param leastEyeShade see {@link org.penseal.liveness.Quality#eyeShade()}
   * @param repeatedShare share of frames that may be equal to an earlier one
   */
  public record Picture(
      double leastSharpness,
      double darkest,
      double brightest,
      double leastInside,
      double leastEyeShade,
      double repeatedShare) {
    private static final Picture STANDARD = new Picture(15, 0.12, 0.93, 0.97, 0.5, 0.2);
  }

  /** The same limits, with others for the similarity of faces. */
  public Thresholds with(Likeness other) {
    return new Thresholds(head, blink, mouth, closerFactor, times, other, picture, cues);
  }

  /** The same limits, for a recognition model whose similarities match from here on. */
  public Thresholds matching(double similarity) {
    return with(new Likeness(similarity, similarity, likeness.smallestEyesPx));
  }

  /** The limits the product runs with. */
  public static Thresholds standard() {
    return new Thresholds(
        Head.STANDARD,
        Blink.STANDARD,
        Mouth.STANDARD,
        1.2,
        Times.STANDARD,
        Likeness.STANDARD,
        Picture.STANDARD,
        CueLimits.standard());
  }
}
