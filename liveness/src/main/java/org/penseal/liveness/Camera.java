// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.util.Optional;

/**
 * A source of frames in time order: a device, a recorded clip or a puppet.
 *
 * <p>Used by one thread at a time; who opens it closes it. Closing twice is harmless.
 */
public interface Camera extends AutoCloseable {
  /**
   * The next frame, or empty at the end of a clip (a device has no end). Waits at most a few
   * seconds.
   *
   * @throws LivenessException.CameraGone when no frame comes within the time-out
   * @throws LivenessException.Unreadable when a frame of a clip cannot be decoded
   */
  Optional<Frame> next() throws LivenessException;

  /** Nominal frames for each second, above zero. */
  double framesPerSecond();

  /** True if the source is labelled as showing no living person. */
  boolean synthetic();

  @Override
  void close();
}
