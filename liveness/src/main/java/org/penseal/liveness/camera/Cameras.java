// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.penseal.liveness.Camera;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.NoCamera;

/** Opens cameras by their address. */
public final class Cameras {
  /** Before the path of a recording. */
  public static final String CLIP = "clip:";

  /** Before the number of a camera. */
  public static final String DEVICE = "dev:";

  private Cameras() {}

  /**
   * Opens {@code clip:PATH} (an image folder at 30 frames a second, a single picture, or an MJPG
   * AVI) or {@code dev:N}.
   *
   * @throws NoCamera for an unknown scheme or a device that does not open
   * @throws LivenessException.Unreadable for a clip that cannot be read
   */
  public static Camera open(String uri) throws LivenessException {
    if (uri.startsWith(CLIP)) {
      try {
        return ClipCamera.open(Path.of(uri.substring(CLIP.length())));
      } catch (InvalidPathException e) {
        throw new LivenessException.Unreadable(uri.substring(CLIP.length()), e);
      }
    }
    if (uri.startsWith(DEVICE) && uri.substring(DEVICE.length()).matches("[0-9]{1,2}")) {
      int index = Integer.parseInt(uri.substring(DEVICE.length()));
      return new DeviceCamera(
          String.valueOf(index), () -> V4l2Capture.open(index), DeviceCamera.Waits.STANDARD);
    }
    throw new NoCamera(uri);
  }

  /**
   * The same camera played in real time: {@link Camera#next()} waits until a frame's time has come,
   * counted from the first one. For showing a clip in a window; closing it closes the camera.
   */
  public static Camera paced(Camera camera) {
    return new PacedCamera(camera);
  }
}
