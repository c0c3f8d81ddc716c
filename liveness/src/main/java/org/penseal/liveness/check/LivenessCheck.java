// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.util.List;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.rule.Thresholds;
import org.penseal.liveness.vision.Models;

/**
 * Runs one liveness check after another: frames in, a verdict out.
 *
 * <p>Any thread may run it, several at once; each run opens its own networks. A run ends with the
 * last challenge, with the first missed one, at the end of a clip or at the time limit. It does not
 * close the camera.
 */
public final class LivenessCheck {
  private final Models models;
  private final Thresholds thresholds;

  /** Loads nothing yet. */
  public LivenessCheck(Models models, Thresholds thresholds) {
    this.models = models;
    this.thresholds = thresholds;
  }

  /**
   * Runs a check on the calling thread.
   *
   * @param camera read until the verdict stands
   * @param challenges one to eight, in this order
   * @param observer told what happens
   * @throws LivenessException.CameraGone when the camera stops
   * @throws LivenessException.TimedOut when the wall clock runs out (a camera whose own time does
   *     not move)
   * @throws LivenessException.ModelMissing see also ModelAltered, VisionUnavailable
   * @throws InterruptedException when the thread is interrupted: the check is cancelled
   */
  public Verdict run(Camera camera, List<Challenge> challenges, LivenessObserver observer)
      throws LivenessException, InterruptedException {
    throw new UnsupportedOperationException(models + " " + thresholds);
  }
}
