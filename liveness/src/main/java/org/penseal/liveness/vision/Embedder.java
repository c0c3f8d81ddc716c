// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.LivenessException;

/** A face as 512 numbers, aligned as ArcFace does (Deng et al. 2019). One thread at a time. */
final class Embedder implements AutoCloseable {
  static final int SIZE = 112;
  // Eyes, nose tip, mouth corners in the 112 x 112 chip: the five-point template of ArcFace.
  private static final double[] TEMPLATE = {
    38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
  };

  private final Network network;

  Embedder(Models models) throws LivenessException {
    network = Network.open(models, Model.EMBEDDER);
  }

  /** Where the 112 x 112 chip of a face lies. */
  static Crop chip(Landmarks p) {
    double[] points = {
      (p.x(33) + p.x(133)) / 2,
      (p.y(33) + p.y(133)) / 2,
      (p.x(362) + p.x(263)) / 2,
      (p.y(362) + p.y(263)) / 2,
      p.x(4),
      p.y(4),
      p.x(61),
      p.y(61),
      p.x(291),
      p.y(291)
    };
    return Crop.between(points, TEMPLATE);
  }

  Embedding embed(Mat picture, Landmarks points) throws LivenessException {
    try (Mat chip = chip(points).cut(picture, SIZE);
        Mat blob = Crop.blob(chip, 1 / 128.0, 127, false)) {
      float[] values = network.run(blob).get(0);
      double norm = 0;
      for (float v : values) {
        norm += (double) v * v;
      }
      norm = Math.sqrt(norm);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (values[i] / norm);
      }
      return new Embedding(values);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
