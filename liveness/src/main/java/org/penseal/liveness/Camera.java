// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A source of frames in time order: a device, a recorded clip or a puppet.
 *
 * <p>Used by one thread at a time; who opens it closes it. Closing twice is harmless.
 */
public interface Camera extends AutoCloseable {
  /**
   * The next frame, or empty at the end of a clip (a device has no end). Waits at most a few
   * seconds, for a device that was unplugged up to half a minute.
   *
   * @throws LivenessException.CameraGone when no frame comes within the time-out
   * @throws LivenessException.CameraInterrupted once, when the device was away and is back: what
   *     was seen before does not belong to what comes
   * @throws LivenessException.Unreadable when a frame of a clip cannot be decoded
   */
  Optional<Frame> next() throws LivenessException;

  /**
   * Shows every frame as it comes, also those that nobody takes by {@link #next()}.
   *
   * @param watcher called on the camera's own thread; must return soon
   * @return false if this camera has no thread of its own: whoever takes the frames shows them
   */
  default boolean preview(Consumer<Frame> watcher) {
    return false;
  }

  /** Nominal frames for each second, above zero. */
  double framesPerSecond();

  /** Where its pictures come from. */
  CameraOrigin origin();

  /** Whether its pictures are known to show no living person. */
  default boolean synthetic() {
    return origin() == CameraOrigin.SIMULATED;
  }

  @Override
  void close();
}
