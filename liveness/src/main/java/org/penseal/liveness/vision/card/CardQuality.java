// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.penseal.liveness.LivenessException.VisionUnavailable;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.vision.card.CardPicture.Measures;

/** Measures the picture of a whole card. */
final class CardQuality {
  /** As bright as this in each colour is no print any more. */
  private static final int WHITE = 250;

  private CardQuality() {}

  static Measures measure(FlatCard sheet, double widthPx, double eyesPx) throws VisionUnavailable {
    try (PointerScope scope = new PointerScope()) {
      Mat picture = Mats.of(sheet.frame());
      Mat grey = new Mat();
      opencv_imgproc.cvtColor(picture, grey, opencv_imgproc.COLOR_BGR2GRAY);
      Mat edges = new Mat();
      opencv_imgproc.Laplacian(grey, edges, opencv_core.CV_64F);
      Mat mean = new Mat();
      Mat deviation = new Mat();
      opencv_core.meanStdDev(edges, mean, deviation);
      double sigma = deviation.createIndexer().getDouble(0, 0);
      Mat white = new Mat();
      opencv_core.inRange(
          picture,
          new Mat(new Scalar(WHITE, WHITE, WHITE, 0)),
          new Mat(new Scalar(255, 255, 255, 0)),
          white);
      double glare = opencv_core.countNonZero(white) / (double) white.total();
      return new Measures(widthPx, eyesPx, sigma * sigma, glare);
    }
  }
}
