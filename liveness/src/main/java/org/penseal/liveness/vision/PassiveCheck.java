// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Box;
import org.penseal.liveness.LivenessException;

/**
 * How alive one picture looks to a small network. A weak signal: shown, averaged, never a gate. One
 * thread at a time.
 */
final class PassiveCheck implements AutoCloseable {
  private static final int SIZE = 128;
  private static final double MARGIN = 1.8;

  private final Network network;

  PassiveCheck(Models models) throws LivenessException {
    network = Network.open(models, Model.PASSIVE);
  }

  /** Probability that the face is live, 0 to 1. */
  double live(Mat picture, Box face) throws LivenessException {
    double side = MARGIN * Math.max(face.width(), face.height());
    Crop crop = Crop.square(face.centreX(), face.centreY(), side, 0, SIZE);
    // Blue, green, red in 0 to 255: with red first the model is useless.
    try (Mat square = crop.cut(picture, SIZE);
        Mat blob = Crop.blob(square, 1, 0, false)) {
      return Softmax.first(network.run(blob).get(0));
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
