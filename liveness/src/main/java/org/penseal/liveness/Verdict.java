// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one liveness check. It explains itself: every decision names what was measured and
 * what was needed.
 *
 * @param live every challenge passed, in order and in time, and no reason against it
 * @param score 0 to 1; an aid for ordering, not a probability; below 0.5 when not live
 * @param steps one for each challenge, in the order asked
 * @param passive mean of the passive model over frontal frames, 0 to 1, or NaN; advisory only
 * @param origin of the pictures; only that of a device is good for more than a demo
 * @param reasons why it is not live; empty when it is
 * @param facts what was measured over the whole clip
 * @param portrait the best frontal frame, or null when there was none
 * @param frames how many frames were looked at
 */
public record Verdict(
    boolean live,
    double score,
    List<Step> steps,
    double passive,
    CameraOrigin origin,
    List<Reason> reasons,
    List<Fact> facts,
    @Nullable Frame portrait,
    int frames) {

  public Verdict {
    steps = List.copyOf(steps);
    reasons = List.copyOf(reasons);
    facts = List.copyOf(facts);
  }

  /** Why a check failed. */
  public enum Reason {
    /** No usable face at the beginning. */
    NO_FACE,
    /** More than one face for longer than a glance. */
    SEVERAL_FACES,
    /** The face went out of the picture, or jumped. */
    FACE_LOST,
    /** The face is too small. */
    TOO_SMALL,
    /** The person did not look straight into the camera at the beginning. */
    NOT_FRONTAL,
    /** Too little light on the face. */
    TOO_DARK,
    /** Too much light on the face. */
    TOO_BRIGHT,
    /** The face is not sharp. */
    BLURRED,
    /** The face is cut by the edge of the picture. */
    CUT_OFF,
    /** Dark glasses or something else hides the eyes. */
    EYES_HIDDEN,
    /** A challenge was not met in its time, or the clip ended before. */
    CHALLENGE_MISSED,
    /** Something else was done than what was asked. */
    WRONG_ORDER,
    /** The face moved as a flat picture moves. */
    FLAT,
    /** Another person from some frame on. */
    PERSON_CHANGED,
    /** The picture stood still, to the last bit. */
    FROZEN,
    /** Pictures came back: to the last bit, or a whole movement as exactly as noise allows. */
    REPEATED,
    /** Frames are missing, too few, or their time runs backwards. */
    TIMING,
    /** Cues of a screen or a print lower the score so far that nothing is left of it. */
    DOUBTFUL;

    /** Whether the picture was too poor to say anything: advice, not an accusation. */
    public boolean hindrance() {
      return switch (this) {
        case TOO_SMALL, TOO_DARK, TOO_BRIGHT, BLURRED, CUT_OFF, EYES_HIDDEN -> true;
        default -> false;
      };
    }
  }

  /**
   * One number against its threshold.
   *
   * @param name what was measured, with its unit in the name
   * @param measured the value, NaN when it never could be measured
   * @param needed the threshold
   * @param bound on which side of the threshold the value has to be
   * @param met whether it is satisfied
   */
  public record Fact(String name, double measured, double needed, Bound bound, boolean met) {
    /** On which side of a threshold a value has to be. */
    public enum Bound {
      AT_LEAST,
      AT_MOST
    }

    /**
     * As in {@code yawChangeDegrees 27.600 (needs 20.000)} or {@code stillMs 0.000 (at most
     * 400.000)}.
     */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s %.3f (%s %.3f)%s",
          name,
          measured,
          bound == Bound.AT_MOST ? "at most" : "needs",
          needed,
          met ? "" : " not met");
    }
  }

  /**
   * One challenge.
   *
   * @param challenge what was asked
   * @param passed whether it was met
   * @param at when it was met, since the first frame; null if it was not
   * @param facts what was measured for it, the best that was seen
   */
  public record Step(Challenge challenge, boolean passed, @Nullable Duration at, List<Fact> facts) {
    public Step {
      facts = List.copyOf(facts);
    }

    /** All facts in one English line, for a report or a log. */
    public String explanation() {
      return facts.stream().map(Fact::toString).collect(Collectors.joining("; "));
    }
  }

  /** Whether the pictures are known to show no living person. */
  public boolean synthetic() {
    return origin == CameraOrigin.SIMULATED;
  }

  /** Whether nothing was found against the person, only the picture was too poor. */
  public boolean hindered() {
    return !reasons.isEmpty() && reasons.stream().allMatch(Reason::hindrance);
  }

  /** Leaves the picture out. */
  @Override
  public String toString() {
    return "Verdict[live=%s score=%.2f reasons=%s steps=%s facts=%s origin=%s]"
        .formatted(live, score, reasons, steps, facts, origin);
  }
}
