// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.Verdict.Fact;
import org.penseal.liveness.Verdict.Reason;
import org.penseal.liveness.Verdict.Step;
import org.penseal.liveness.rule.cue.Advice;
import org.penseal.liveness.rule.shape.FlatFit;

/**
 * Turns measures into a verdict: look straight, each challenge in its order and time, and one last
 * look that it is still the same person. Pure: time comes with the measures. One thread.
 */
public final class Judge {
  private static final int LEAST_COMPARED = 2;
  private static final int FLAT_FRAMES = 5;

  private final List<Challenge> challenges;
  private final Thresholds limits;
  private final Continuity continuity;
  private final Settling settling;
  private final Advice advice;
  private final List<Step> steps = new ArrayList<>();
  private final List<Reason> reasons = new ArrayList<>();
  private @Nullable Baseline baseline;
  private @Nullable Watch watch;
  private @Nullable UnaskedMovements strays;
  private Duration since = Duration.ZERO;
  private boolean closing;
  private boolean done;
  private int frames;
  private int flatFrames;

  /**
   * Begins with looking straight.
   *
   * @param challenges one and more
   */
  public Judge(List<Challenge> challenges, Thresholds limits) {
    if (challenges.isEmpty()) {
      throw new IllegalArgumentException("no challenge");
    }
    this.challenges = List.copyOf(challenges);
    this.limits = limits;
    this.continuity = new Continuity(limits);
    this.settling = new Settling(limits);
    this.advice = new Advice(limits.cues());
  }

  /** Whether the verdict stands. */
  public boolean done() {
    return done;
  }

  /** The challenge that is asked now, or null while looking straight, at the end and after it. */
  public @Nullable Challenge asked() {
    return watch == null || done ? null : challenges.get(steps.size());
  }

  /** What keeps the face from being seen well before the first challenge is asked, or null. */
  public @Nullable Reason hindrance() {
    return baseline == null ? settling.now() : null;
  }

  /** How many challenges have been met. */
  public int passed() {
    return (int) steps.stream().filter(Step::passed).count();
  }

  /** Whether the next frame's embedding is needed in any case. */
  public boolean wantsEmbedding() {
    return closing || continuity.doubtful();
  }

  /** Whether the next frame's skin is to be followed: while a turn is asked. */
  public boolean wantsMotion() {
    Challenge asked = asked();
    return asked == Challenge.TURN_LEFT || asked == Challenge.TURN_RIGHT;
  }

  /** Where the head points when it looks straight, degrees; 0 until that is known. */
  public double straightYaw() {
    return baseline == null ? 0 : baseline.yaw();
  }

  /** Looks at the next frame, in the order of time. */
  public void accept(Measures measures) {
    if (done) {
      return;
    }
    frames++;
    Reason wrong = continuity.accept(measures, baseline != null);
    if (wrong == null) {
      wrong = look(measures);
    }
    if (wrong != null) {
      fail(wrong);
    }
  }

  private @Nullable Reason look(Measures measures) {
    Face face = measures.face();
    if (baseline == null) {
      return settle(measures);
    }
    if (face == null) {
      return timeOut(measures.at());
    }
    boolean frontal = baseline.straight(face, limits.head().frontalDegrees());
    advice.accept(measures, frontal);
    if (frontal) {
      Reason changed = person(measures.embedding());
      if (changed != null || done) {
        return changed;
      }
    }
    return challenge(baseline, face, measures);
  }

  private @Nullable Reason settle(Measures measures) {
    Duration at = measures.at();
    Baseline found = settling.look(measures.face(), measures.quality());
    if (found != null) {
      baseline = found;
      strays = new UnaskedMovements(found, limits);
      ask(found, at);
      return null;
    }
    return at.compareTo(limits.times().settle()) > 0 ? settling.failure() : null;
  }

  private void ask(Baseline from, Duration at) {
    Challenge asked = challenges.get(steps.size());
    watch = Watch.of(asked, from, limits);
    if (strays != null) {
      strays.ask(asked);
    }
    since = at;
    flatFrames = 0;
  }

  private @Nullable Reason person(@Nullable Embedding embedding) {
    if (embedding == null) {
      return null;
    }
    Reason changed = continuity.person(embedding);
    if (changed == null
        && closing
        && !continuity.doubtful()
        && continuity.compared() >= LEAST_COMPARED) {
      done = true;
    }
    return changed;
  }

  private @Nullable Reason challenge(Baseline from, Face face, Measures measures) {
    Duration at = measures.at();
    if (watch == null) {
      return timeOut(at); // closing: waits for a last frontal frame
    }
    Challenge asked = challenges.get(steps.size());
    Watch.Progress progress = watch.accept(face, measures);
    if (progress == Watch.Progress.PASSED
        && at.minus(since).compareTo(limits.times().reaction()) < 0) {
      watch = Watch.of(asked, from, limits); // begun before it was asked: does not count
      return null;
    }
    if (progress == Watch.Progress.PASSED) {
      steps.add(new Step(asked, true, at, watch.facts()));
      if (watch.facts().stream().anyMatch(TurnWatch::doubtful)) {
        advice.unfollowed();
      }
      if (steps.size() < challenges.size()) {
        ask(from, at);
      } else {
        watch = null;
        closing = true;
        since = at;
      }
      return null;
    }
    if (progress == Watch.Progress.WRONG || strays != null && strays.accept(face, measures)) {
      return Reason.WRONG_ORDER;
    }
    return flat(from, asked, face) ? Reason.FLAT : timeOut(at);
  }

  /** Foreshortened like a turned head, yet fitting a flat picture, for some frames. */
  private boolean flat(Baseline from, Challenge asked, Face face) {
    boolean turning =
        asked == Challenge.TURN_LEFT || asked == Challenge.TURN_RIGHT || asked == Challenge.NOD;
    double shorter = Math.abs(Math.log(Baseline.aspect(face) / from.aspect()));
    if (turning
        && shorter >= limits.head().foreshortening()
        && FlatFit.misfit(from.landmarks(), face.landmarks()) < limits.head().nodParallax()) {
      flatFrames++;
    }
    return flatFrames >= FLAT_FRAMES;
  }

  private @Nullable Reason timeOut(Duration at) {
    boolean late = at.minus(since).compareTo(limits.times().challenge()) > 0;
    return late ? (closing ? Reason.FACE_LOST : Reason.CHALLENGE_MISSED) : null;
  }

  private void fail(Reason reason) {
    reasons.add(reason);
    done = true;
  }

  /**
   * The verdict. Called at the end; a clip that ended early has missed its challenge.
   *
   * @param origin of the pictures
   * @param portrait the best frontal frame, if there is one
   */
  public Verdict verdict(CameraOrigin origin, @Nullable Frame portrait) {
    if (!done) {
      fail(
          baseline == null
              ? settling.failure()
              : closing ? Reason.FACE_LOST : Reason.CHALLENGE_MISSED);
    }
    List<Step> all = new ArrayList<>(steps);
    for (int i = steps.size(); i < challenges.size(); i++) {
      boolean current = i == steps.size() && watch != null;
      List<Fact> facts = current && watch != null ? watch.facts() : List.of();
      all.add(new Step(challenges.get(i), false, null, facts));
    }
    double score = Score.of(reasons.isEmpty(), all, challenges.size());
    if (reasons.isEmpty()) {
      score = advice.lower(score);
      if (score < 0.5) {
        reasons.add(Reason.DOUBTFUL);
      }
    }
    List<Fact> facts = new ArrayList<>(continuity.facts());
    facts.addAll(advice.facts());
    boolean live = reasons.isEmpty();
    return new Verdict(
        live, score, all, advice.passive(), origin, reasons, facts, portrait, frames);
  }
}
