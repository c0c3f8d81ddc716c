// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.TimedOut;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.rule.Judge;
import org.penseal.liveness.rule.Thresholds;
import org.penseal.liveness.vision.Vision;

/**
 * Runs one liveness check after another: frames in, a verdict out.
 *
 * <p>Any thread may run it, several at once; each run opens its own networks. A run ends with the
 * last challenge, with the first thing that is wrong, at the end of a clip or at the time limit. It
 * does not close the camera.
 */
public final class LivenessCheck {
  private final ModelFiles models;
  private final Thresholds thresholds;
  private final InstantSource clock;

  /** Loads nothing yet. */
  public LivenessCheck(ModelFiles models, Thresholds thresholds) {
    this(models, thresholds, InstantSource.system());
  }

  /**
   * Loads nothing yet.
   *
   * @param clock for the time limit of a whole run only; the rules use the time of the frames
   */
  public LivenessCheck(ModelFiles models, Thresholds thresholds, InstantSource clock) {
    this.models = models;
    this.thresholds = thresholds;
    this.clock = clock;
  }

  /**
   * Runs a check on the calling thread.
   *
   * @param camera read until the verdict stands
   * @param challenges one to eight, in this order
   * @param observer told what happens
   * @throws LivenessException.CameraGone when the camera stops
   * @throws LivenessException.CameraInterrupted when it was away and is back
   * @throws TimedOut when the wall clock runs out (a camera whose own time does not move)
   * @throws LivenessException.ModelMissing see also ModelAltered, VisionUnavailable
   * @throws InterruptedException when the thread is interrupted: the check is cancelled
   */
  public Verdict run(Camera camera, List<Challenge> challenges, LivenessObserver observer)
      throws LivenessException, InterruptedException {
    if (challenges.isEmpty() || challenges.size() > 8) {
      throw new IllegalArgumentException("one to eight challenges");
    }
    Judge judge = new Judge(challenges, thresholds);
    Duration limit = limit(challenges.size());
    Instant end = clock.instant().plus(limit);
    try (Vision vision = new Vision(models);
        Measuring measuring = new Measuring(vision)) {
      Portrait portrait = new Portrait();
      Prompts prompts = new Prompts(challenges, observer);
      observer.begins(challenges);
      boolean shown = camera.preview(observer::preview);
      while (!judge.done()) {
        Optional<Frame> next = camera.next();
        if (Thread.interrupted()) {
          throw new InterruptedException("liveness check cancelled");
        }
        if (next.isEmpty()) {
          break;
        }
        if (clock.instant().isAfter(end)) {
          throw new TimedOut(limit);
        }
        Frame frame = next.get();
        if (!shown) {
          observer.preview(frame);
        }
        Measures measures = measuring.measure(frame, judge);
        judge.accept(measures);
        portrait.consider(frame, measures);
        prompts.tell(judge, frame, measures);
      }
      return judge.verdict(camera.origin(), portrait.best());
    }
  }

  /** Four times what the rules allow by the frames' own time: a slow machine is no failure. */
  private Duration limit(int challenges) {
    return thresholds
        .times()
        .settle()
        .plus(thresholds.times().challenge().multipliedBy(challenges + 1L))
        .multipliedBy(4);
  }
}
