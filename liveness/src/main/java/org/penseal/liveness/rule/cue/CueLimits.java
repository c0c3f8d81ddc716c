// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.rule.cue;

import java.time.Duration;

/**
 * Limits of what the stream itself says.
 *
 * @param longestGap between two frames
 * @param leastRate frames a second over the whole check
 * @param recurrence a movement is the same one when its pictures differ by no more than this times
 *     the noise of the camera
 * @param movement and is a movement when the picture changes by at least this times the noise
 * @param passive mean of the passive model below which the score is lowered
 * @param grid median of {@link org.penseal.liveness.Cues#grid()} above which it is
 * @param border median of {@link org.penseal.liveness.Cues#border()} above which it is
 * @param flickerLevels change of the light from frame to frame and back above which it is, grey
 *     levels
 */
public record CueLimits(
    Duration longestGap,
    double leastRate,
    double recurrence,
    double movement,
    double passive,
    double grid,
    double border,
    double flickerLevels) {

  /** The limits the product runs with. */
  public static CueLimits standard() {
    return new CueLimits(Duration.ofSeconds(1), 5, 1.5, 6, 0.5, 170, 0.6, 0.4);
  }
}
