// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.Models;

/**
 * The peer of {@code penseal bench face}: the forward passes of the networks that follow a face
 * (detector, mesh, both eyes) on inputs that lie ready, and nothing else. One thread at a time.
 */
public final class BareForward implements AutoCloseable {
  private final Network detector;
  private final Network mesh;
  private final Network eye;
  private final Mat detectorBlob;
  private final Mat meshBlob;
  private final Mat eyeBlob;

  /** Opens the networks and prepares their inputs from a picture; what is on it does not matter. */
  public BareForward(Models models, Frame frame) throws LivenessException {
    detector = Network.open(models, Model.DETECTOR, "regressors", "classificators");
    mesh = Network.open(models, Model.MESH, "conv2d_21", "conv2d_31");
    eye = Network.open(models, Model.EYE);
    try (Mat picture = Mats.of(frame)) {
      detectorBlob = blob(picture, 128, true);
      meshBlob = blob(picture, 192, true);
      eyeBlob = blob(picture, 24, false);
    }
  }

  private static Mat blob(Mat picture, int size, boolean colour) {
    Crop crop = Crop.square(picture.cols() / 2.0, picture.rows() / 2.0, picture.rows(), 0, size);
    try (Inlet inlet = new Inlet(size, 1 / 255.0, 0, colour)) {
      return inlet.blob(colour ? inlet.colour(picture, crop) : inlet.grey(picture, crop)).clone();
    }
  }

  /** One picture's worth of passes. */
  public void run() throws LivenessException {
    detector.run(detectorBlob);
    mesh.run(meshBlob);
    eye.run(eyeBlob);
    eye.run(eyeBlob);
  }

  @Override
  public void close() {
    detector.close();
    mesh.close();
    eye.close();
    detectorBlob.close();
    meshBlob.close();
    eyeBlob.close();
  }
}
