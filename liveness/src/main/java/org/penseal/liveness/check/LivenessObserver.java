// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.check;

import java.time.Duration;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Measures;

/** Watches a running check, for the screen. Called on the check's own thread; must return soon. */
public interface LivenessObserver {
  /** Watches nothing. */
  LivenessObserver NONE = new LivenessObserver() {};

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
