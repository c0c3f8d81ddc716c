// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;

/** A device that was opened and gives pictures when asked. One thread; who opens it closes it. */
interface Capture extends AutoCloseable {
  /** Opens the device, each time it is there. */
  @FunctionalInterface
  interface Source {
    /**
     * Opens it.
     *
     * @throws LivenessException.NoCamera see also CameraBusy, VisionUnavailable
     */
    Capture open() throws LivenessException;
  }

  /**
   * The next picture, or empty when the device gave none this time.
   *
   * @param clock asked for the picture's time once it is there
   */
  Optional<Frame> read(Supplier<Duration> clock);

  /** What the device is: a camera, or a program that gives itself out for one. */
  CameraOrigin origin();

  /** As the device says, or 30. */
  double framesPerSecond();

  @Override
  void close();
}
