// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.VisionUnavailable;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.model.Feed;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelFiles;

/** Bytes scaled by OpenCV on their way in, against the floats of blobFromImage. */
class PlanesTest {
  private static final ModelFiles MODELS = ModelFiles.bundled();

  /** Another mean for each channel, so that an exchange would show. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNetworkSeesWhatTheDescriptorSays(boolean rgb) throws LivenessException {
    Feed feed = new Feed(112, rgb, List.of(90.0, 120.0, 150.0), 0.01, Feed.Cut.ARCFACE, 1, 0);
    try (Network network = Network.open(MODELS, Model.EMBEDDER, Planes.of(feed));
        Scalar mean = new Scalar(90, 120, 150, 0)) {
      assertSame(network, crop(112), 0.01, mean, rgb);
    }
  }

  @Test
  void theDetectorSeesRedFirst() throws LivenessException {
    Planes input = Planes.rgb(128, 1 / 127.5, 127.5);
    try (Network network = Network.open(MODELS, Model.DETECTOR, input, "regressors");
        Scalar mean = new Scalar(127.5, 127.5, 127.5, 0)) {
      assertSame(network, crop(128), 1 / 127.5, mean, true);
    }
  }

  @Test
  void theEyeModelSeesGrey() throws LivenessException {
    try (Network network = Network.open(MODELS, Model.EYE, Planes.grey(24, 1 / 255.0));
        CropBuffer inlet = new CropBuffer(24);
        Mat picture = Mats.of(Portraits.astronaut());
        Scalar mean = new Scalar(0)) {
      Crop eye = Crop.square(203, 101, 40, 0, 24);
      assertSame(network, inlet.grey(picture, eye), 1 / 255.0, mean, false);
    }
  }

  /** Laid out elsewhere by OpenCV, it would leave the last picture where the network looks. */
  @Test
  void aCropOfAnotherSizeOrDepthIsRefused() throws LivenessException {
    try (Network network = Network.open(MODELS, Model.EYE, Planes.grey(24, 1 / 255.0));
        Mat large = new Mat(25, 25, opencv_core.CV_8UC1);
        Mat coloured = new Mat(24, 24, opencv_core.CV_8UC3);
        Mat floats = new Mat(24, 24, opencv_core.CV_32FC1)) {
      assertThrows(VisionUnavailable.class, () -> network.run(large));
      assertThrows(VisionUnavailable.class, () -> network.run(coloured));
      assertThrows(VisionUnavailable.class, () -> network.run(floats));
    }
  }

  private static void assertSame(
      Network network, Mat crop, double scale, Scalar mean, boolean swapped)
      throws LivenessException {
    float[] found = network.run(crop).getFirst();
    try (Size size = crop.size();
        Mat blob =
            opencv_dnn.blobFromImage(crop, scale, size, mean, swapped, false, opencv_core.CV_32F)) {
      assertArrayEquals(network.runReady(blob).getFirst(), found, 1e-4f);
    }
  }

  private static Mat crop(int side) throws LivenessException {
    try (CropBuffer inlet = new CropBuffer(side);
        Mat picture = Mats.of(Portraits.astronaut())) {
      return inlet.colour(picture, Crop.square(225, 120, 160, 0.1, side)).clone();
    }
  }
}
