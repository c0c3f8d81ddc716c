// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import org.penseal.liveness.Camera;
import org.penseal.liveness.LivenessException;

/** Opens cameras by their address. */
public final class Cameras {
  private Cameras() {}

  /**
   * Opens {@code clip:PATH} (an image folder at 30 frames a second, or an MJPG AVI) or {@code
   * dev:N}.
   *
   * @throws LivenessException.NoCamera for an unknown scheme or a device that does not open
   * @throws LivenessException.Unreadable for a clip that cannot be read
   */
  public static Camera open(String uri) throws LivenessException {
    throw new LivenessException.NoCamera(uri);
  }
}
