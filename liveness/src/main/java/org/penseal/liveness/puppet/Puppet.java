// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import java.nio.file.Path;
import java.util.List;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.vision.Models;

/**
 * A synthetic subject: one still, moved through its 468-point mesh so that it does what is asked.
 * Always labelled synthetic; equal input gives equal frames.
 */
public final class Puppet {
  private final Models models;
  private final Frame still;

  /**
   * A puppet of the one face in a still.
   *
   * @throws LivenessException.NoFace see also SeveralFaces
   */
  public Puppet(Models models, Frame still) throws LivenessException {
    this.models = models;
    this.still = still;
  }

  /** A camera that shows the puppet doing the challenges in order, 640 x 480 at 30 frames/s. */
  public Camera camera(List<Challenge> challenges) throws LivenessException {
    throw new UnsupportedOperationException(models + " " + still + challenges);
  }

  /** Writes the same clip into a folder as numbered JPEG files with a marker {@code clip.json}. */
  public void render(List<Challenge> challenges, Path folder) throws LivenessException {
    throw new UnsupportedOperationException(models + " " + still + challenges + folder);
  }
}
