// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.Portraits;
import org.penseal.liveness.camera.Mats;

class InletTest {
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
    try (Inlet scaling = new Inlet(SIDE, 1, 0, true);
        Inlet warping = new Inlet(SIDE, 1, 0, true);
        Mat picture = Mats.of(frame)) {
      byte[] scaled = Mats.bytes(scaling.whole(picture, crop));
      byte[] warped = Mats.bytes(warping.colour(picture, crop));
      assertEquals(warped.length, scaled.length);
      int most = 0;
      for (int i = 0; i < scaled.length; i++) {
        most = Math.max(most, Math.abs((scaled[i] & 0xff) - (warped[i] & 0xff)));
      }
      int difference = most;
      assertTrue(difference <= 4, () -> "grey levels apart: " + difference);
    }
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
