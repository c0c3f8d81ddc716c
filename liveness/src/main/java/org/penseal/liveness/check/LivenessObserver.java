// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Measures;
import org.penseal.liveness.Verdict.Reason;

/** Watches a running check, for the screen. Called on the check's own thread; must return soon. */
public interface LivenessObserver {
  /** Watches nothing. */
  LivenessObserver NONE = new LivenessObserver() {};

  /** A check begins; again when the camera was away and what was asked has been drawn anew. */
  default void begins(List<Challenge> challenges) {}

  /** A picture for the preview, as fast as the camera gives them; on the camera's thread. */
  default void preview(Frame frame) {}

  /**
   * What keeps the person from being seen well, for half a second now, before anything is asked.
   *
   * @param reason null when nothing does any longer
   */
  default void hint(@Nullable Reason reason) {}

  /** The person is asked to look straight into the camera. */
  default void lookStraight(Duration at) {}

  /**
   * The person is asked for a challenge now.
   *
   * @param index from 0
   */
  default void asked(Challenge challenge, int index, Duration at) {}

  /** A challenge was met. */
  default void passed(Challenge challenge, int index, Duration at) {}

  /** A frame was measured. */
  default void frame(Frame frame, Measures measures) {}
}
