// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Face.Eyes;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelFiles;

/**
 * How open the eyes are: by geometry (eye aspect ratio, Soukupová and Čech 2016) and by a small
 * network. One thread at a time.
 */
final class EyeState implements AutoCloseable {
  private static final int SIZE = 24;
  private static final double MARGIN = 1.6;
  // Outer or inner corner, two points above, the other corner, two points below.
  private static final int[] RIGHT = {33, 160, 158, 133, 153, 144};
  private static final int[] LEFT = {362, 385, 387, 263, 373, 380};

  private final Network network;
  private final CropBuffer inlet;

  EyeState(ModelFiles models) throws LivenessException {
    network = Network.open(models, Model.EYE, Planes.grey(SIZE, 1 / 255.0));
    inlet = new CropBuffer(SIZE);
  }

  Eyes measure(Mat picture, Landmarks points) throws LivenessException {
    double openness = (aspect(points, RIGHT) + aspect(points, LEFT)) / 2;
    return new Eyes(openness, closed(picture, points, 33, 133), closed(picture, points, 362, 263));
  }

  /** Mean height by width. */
  static double aspect(Landmarks points, int[] eye) {
    double height = points.distance(eye[1], eye[5]) + points.distance(eye[2], eye[4]);
    return height / (2 * points.distance(eye[0], eye[3]));
  }

  private double closed(Mat picture, Landmarks points, int left, int right)
      throws LivenessException {
    double angle = Math.atan2(points.y(right) - points.y(left), points.x(right) - points.x(left));
    Crop crop =
        Crop.square(
            (points.x(left) + points.x(right)) / 2,
            (points.y(left) + points.y(right)) / 2,
            MARGIN * points.distance(left, right),
            angle,
            SIZE);
    return Softmax.first(network.run(inlet.grey(picture, crop)).get(0));
  }

  @Override
  public void close() {
    network.close();
    inlet.close();
  }
}
