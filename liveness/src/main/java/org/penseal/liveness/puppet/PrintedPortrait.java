// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import java.time.Duration;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.Vision;

/**
 * A still as the picture on an ID card would be: 102 x 126 pixels, blurred, less contrast, noise,
 * JPEG. It stands for a second picture of the person where there is none, and says so.
 */
public final class PrintedPortrait {
  /** Size of the picture in the chip of a Chinese ID card, pixels. */
  private static final int WIDTH = 102;

  private static final int HEIGHT = 126;
  private static final double EYES_PX = 30;
  private static final double EYE_LINE = 0.45;
  private static final int JPEG_QUALITY = 60;

  private PrintedPortrait() {}

  /**
   * The degraded picture.
   *
   * @return a JPEG of 102 x 126 pixels, the eyes about 30 px apart
   * @throws LivenessException.NoFace see also SeveralFaces
   */
  public static byte[] of(ModelFiles models, Frame still) throws LivenessException {
    try (Vision vision = new Vision(models);
        PointerScope scope = new PointerScope()) {
      Face face = vision.onlyFace(still);
      double scale = EYES_PX / face.eyeDistancePx();
      Mat smooth = new Mat();
      // Blurred before it is made small, or fine detail would turn into false patterns.
      double sigma = Math.max(0.3, 0.5 / scale);
      opencv_imgproc.GaussianBlur(Mats.of(still), smooth, new Size(), sigma);
      double x = (face.landmarks().x(33) + face.landmarks().x(263)) / 2;
      double y = (face.landmarks().y(33) + face.landmarks().y(263)) / 2;
      double[] matrix = {
        scale, 0, WIDTH / 2.0 - scale * x, 0, scale, EYE_LINE * HEIGHT - scale * y
      };
      Mat small = new Mat();
      opencv_imgproc.warpAffine(
          smooth,
          small,
          new Mat(2, 3, opencv_core.CV_64F, new DoublePointer(matrix)),
          new Size(WIDTH, HEIGHT),
          opencv_imgproc.INTER_LINEAR,
          opencv_core.BORDER_REPLICATE,
          new Scalar(0));
      small.convertTo(small, -1, 0.85, 22);
      Frame printed = Mats.frame(small, Duration.ZERO, true);
      Lens.addNoise(printed.bgr(), 1);
      return Stills.jpeg(printed, JPEG_QUALITY);
    }
  }
}
