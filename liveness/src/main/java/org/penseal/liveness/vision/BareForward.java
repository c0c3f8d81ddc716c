// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelFiles;

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
  public BareForward(ModelFiles models, Frame frame) throws LivenessException {
    Planes small = Planes.rgb(128, 1 / 127.5, 127.5);
    detector = Network.open(models, Model.DETECTOR, small, "regressors", "classificators");
    Planes colour = Planes.rgb(192, 1 / 255.0, 0);
    mesh = Network.open(models, Model.MESH, colour, "conv2d_21", "conv2d_31");
    eye = Network.open(models, Model.EYE, Planes.grey(24, 1 / 255.0));
    try (Mat picture = Mats.of(frame)) {
      detectorBlob = blob(picture, 128, true);
      meshBlob = blob(picture, 192, true);
      eyeBlob = blob(picture, 24, false);
    }
  }

  private static Mat blob(Mat picture, int side, boolean colour) {
    Crop crop = Crop.square(picture.cols() / 2.0, picture.rows() / 2.0, picture.rows(), 0, side);
    try (CropBuffer inlet = new CropBuffer(side)) {
      Mat cut = colour ? inlet.colour(picture, crop) : inlet.grey(picture, crop);
      return opencv_dnn.blobFromImage(
          cut, 1 / 255.0, cut.size(), new Scalar(0), colour, false, opencv_core.CV_32F);
    }
  }

  /** One picture's worth of passes. */
  public void run() throws LivenessException {
    detector.runReady(detectorBlob);
    mesh.runReady(meshBlob);
    eye.runReady(eyeBlob);
    eye.runReady(eyeBlob);
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
