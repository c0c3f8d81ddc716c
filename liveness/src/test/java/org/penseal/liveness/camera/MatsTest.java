// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.penseal.liveness.Frame;

class MatsTest {
  @Test
  void matrixCanBeReadAgainAsACameraDoesForEveryFrame() throws Exception {
    byte[] bgr = {1, 2, 3, 4, 5, 6};
    try (Mat mat = Mats.of(new Frame(2, 1, bgr, Duration.ZERO, false))) {
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(bgr, Mats.frame(mat, Duration.ZERO, false).bgr());
        assertFalse(mat.isNull());
      }
    }
  }

  @Test
  void partOfAMatrixIsCopiedWithoutItsPadding() throws Exception {
    byte[] bgr = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    try (Mat mat = Mats.of(new Frame(2, 2, bgr, Duration.ZERO, false));
        Mat left = mat.col(0)) {
      assertArrayEquals(new byte[] {1, 2, 3, 7, 8, 9}, Mats.bytes(left));
    }
  }
}
