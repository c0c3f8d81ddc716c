// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.DoubleBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.camera.Mats;

class CropBufferTest {
  private static final int SIDE = 128;

  /** Sizes that fit whole pixels, that leave odd margins, and that fit none; upright and lying. */
  @ParameterizedTest
  @CsvSource({
    "640, 480",
    "1280, 720",
    "480, 640",
    "256, 256",
    "128, 2",
    "128, 3",
    "641, 479",
    "64, 64"
  })
  void theWholePictureByScalingIsTheOneByWarping(int width, int height) throws LivenessException {
    Frame frame = tiled(Portraits.astronaut(), width, height);
    double side = Math.max(width, height);
    Crop crop = Crop.square(width / 2.0 - 0.5, height / 2.0 - 0.5, side, 0, SIDE);
    try (CropBuffer scaling = new CropBuffer(SIDE);
        CropBuffer warping = new CropBuffer(SIDE);
        Mat picture = Mats.of(frame)) {
      assertAlike(warping.colour(picture, crop), scaling.whole(picture, crop), 4);
    }
  }

  /** Inside, over each edge and corner, outside, scaled down little and much, turned. */
  @ParameterizedTest
  @CsvSource({
    "100, 100, 90, 0", "100, 100, 90, 0.3", "100, 100, 150, -2.8", "0, 0, 200, 0.1",
    "255, 255, 200, 0.1", "0, 255, 200, -0.1", "255, 0, 90, 1.6", "128, 128, 400, 0.5",
    "128, 128, 900, 0.5", "-90, 128, 60, 0.5", "128, 600, 60, 0", "256, 128, 10, 0"
  })
  void whatIsGatheredFirstIsCutTheSame(double x, double y, double side, double angle)
      throws LivenessException {
    Crop crop = Crop.square(x, y, side, angle, SIDE);
    try (CropBuffer inlet = new CropBuffer(SIDE);
        Mat picture = Mats.of(tiled(Portraits.astronaut(), 256, 256));
        Mat matrix = new Mat(2, 3, opencv_core.CV_64F);
        Mat expected = new Mat();
        Size size = new Size(SIDE, SIDE)) {
      DoubleBuffer numbers = matrix.createBuffer();
      numbers.put(new double[] {crop.a(), -crop.b(), crop.tx(), crop.b(), crop.a(), crop.ty()});
      opencv_imgproc.warpAffine(picture, expected, matrix, size);
      assertAlike(expected, inlet.colour(picture, crop), 1);
    }
  }

  private static void assertAlike(Mat expected, Mat found, int levels) {
    byte[] wanted = Mats.bytes(expected);
    byte[] given = Mats.bytes(found);
    assertEquals(wanted.length, given.length);
    int most = 0;
    for (int i = 0; i < given.length; i++) {
      most = Math.max(most, Math.abs((given[i] & 0xff) - (wanted[i] & 0xff)));
    }
    int difference = most;
    assertTrue(difference <= levels, () -> "grey levels apart: " + difference);
  }

  private static Frame tiled(Frame tile, int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    for (int i = 0; i < bgr.length; i++) {
      int x = i / 3 % width % tile.width();
      int y = i / 3 / width % tile.height();
      bgr[i] = tile.bgr()[3 * (y * tile.width() + x) + i % 3];
    }
    return new Frame(width, height, bgr, tile.at(), true);
  }
}
