// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.time.Duration;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.CardUnfit;
import org.penseal.liveness.LivenessException.CardUnfit.Why;
import org.penseal.liveness.LivenessException.TooSmall;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.vision.Vision;

/** Says of a picture without a card what is missing, as far as a face in it tells. */
record MissingCard(Vision vision, CardThresholds thresholds) {
  private static final double WORKING_PX = 1280;
  private static final int QUARTERS = 4;

  /** What to tell. */
  LivenessException in(Frame picture) throws LivenessException {
    double scale = Math.min(1, WORKING_PX / Math.max(picture.width(), picture.height()));
    try (PointerScope scope = new PointerScope()) {
      Mat small = new Mat();
      Size size =
          new Size(
              Math.max(1, (int) (picture.width() * scale)),
              Math.max(1, (int) (picture.height() * scale)));
      opencv_imgproc.resize(Mats.of(picture), small, size, 0, 0, opencv_imgproc.INTER_AREA);
      double eyesPx = 0;
      for (int turn = 0; turn < QUARTERS; turn++) {
        Mat turned = new Mat();
        opencv_core.rotate(small, turned, opencv_core.ROTATE_90_CLOCKWISE);
        // Making a frame of a matrix may close it.
        eyesPx = Math.max(eyesPx, widestEyesPx(small) / scale);
        small = turned;
      }
      if (eyesPx == 0) {
        return new CardUnfit(Why.NOT_FOUND, 0, 0);
      }
      return eyesPx < thresholds.smallestEyesPx()
          ? new TooSmall(eyesPx, thresholds.smallestEyesPx())
          : new CardUnfit(Why.NOT_WHOLE, 0, 0);
    }
  }

  private double widestEyesPx(Mat picture) throws LivenessException {
    double widest = 0;
    for (Face face : vision.faces(Mats.frame(picture, Duration.ZERO, false))) {
      if (face.presence() * face.detection() > CardFinder.LEAST_CONFIDENCE) {
        widest = Math.max(widest, face.eyeDistancePx());
      }
    }
    return widest;
  }
}
