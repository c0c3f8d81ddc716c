// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.FloatBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.camera.Mats;

class EmbedderTest {

  /** The same chip through the bare network, its input filled by hand. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void equalsAPlainForwardPass(boolean astronaut) throws Exception {
    Models models = Models.bundled();
    Frame frame = astronaut ? Portraits.astronaut() : Portraits.hopper();
    try (Vision vision = new Vision(models);
        Mat picture = Mats.of(frame);
        Net net = opencv_dnn.readNetFromONNX(models.bytes(Model.EMBEDDER))) {
      Face face = vision.onlyFace(frame);
      Embedding embedding = vision.embed(frame, face);

      byte[] chip = Mats.bytes(Embedder.chip(face.landmarks()).cut(picture, 112));
      int plane = 112 * 112;
      Mat blob = new Mat(new int[] {1, 3, 112, 112}, opencv_core.CV_32F);
      FloatBuffer input = blob.createBuffer();
      for (int i = 0; i < plane; i++) {
        for (int channel = 0; channel < 3; channel++) {
          input.put(channel * plane + i, ((chip[3 * i + channel] & 0xff) - 127) / 128f);
        }
      }
      net.setInput(blob);
      FloatBuffer output = net.forward().createBuffer();
      float[] plain = new float[512];
      output.get(plain);
      double norm = 0;
      for (float v : plain) {
        norm += (double) v * v;
      }
      for (int i = 0; i < plain.length; i++) {
        plain[i] /= (float) Math.sqrt(norm);
      }
      assertArrayEquals(plain, embedding.values(), 1e-3f);
    }
  }

  @Test
  void similarityIsFoundFromPointsThatWereMovedByOne() {
    // A turn by 30 degrees, scale 2, shift (5, -3), worked out by hand.
    double a = 2 * Math.cos(Math.PI / 6);
    double b = 2 * Math.sin(Math.PI / 6);
    double[] from = {0, 0, 10, 0, 3, 7};
    double[] to = new double[6];
    for (int i = 0; i < 6; i += 2) {
      to[i] = a * from[i] - b * from[i + 1] + 5;
      to[i + 1] = b * from[i] + a * from[i + 1] - 3;
    }
    Crop crop = Crop.between(from, to);
    assertArrayEquals(
        new double[] {a, b, 5, -3}, new double[] {crop.a(), crop.b(), crop.tx(), crop.ty()}, 1e-9);
    assertArrayEquals(
        new double[] {3, 7},
        new double[] {crop.backX(to[4], to[5]), crop.backY(to[4], to[5])},
        1e-9);
  }
}
