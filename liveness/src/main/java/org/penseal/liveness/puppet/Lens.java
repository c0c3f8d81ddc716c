// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.camera.Mats;

/** The pretended camera: its picture size, the warps of OpenCV, and its noise. */
final class Lens {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  private static final double NOISE = 1.4; // grey levels, about that of a webcam by daylight
  private static final int TABLE = 1 << 16;
  private static final byte[] GRAIN = grain();

  private Lens() {}

  private static byte[] grain() {
    SplittableRandom random = new SplittableRandom(468);
    byte[] grain = new byte[TABLE];
    for (int i = 0; i < TABLE; i++) {
      grain[i] = (byte) Math.round(NOISE * random.nextGaussian());
    }
    return grain;
  }

  /** Adds noise that differs from frame to frame but not from run to run. In place. */
  static void addNoise(byte[] bgr, int frame) {
    SplittableRandom random = new SplittableRandom(frame);
    int at = 0;
    for (int i = 0; i < bgr.length; i++) {
      if (i % 512 == 0) {
        at = random.nextInt(TABLE - 512);
      }
      int value = (bgr[i] & 0xff) + GRAIN[at++];
      bgr[i] = (byte) Math.max(0, Math.min(255, value)); // ints: clamp would take a long
    }
  }

  /**
   * Cuts a part out of a picture and scales it to the camera's size; outside, the edge goes on.
   *
   * @param scale camera pixels for one picture pixel
   * @param x picture x of the camera's left edge
   * @param y picture y of its upper edge
   */
  static Frame frame(Frame still, double scale, double x, double y) throws LivenessException {
    double half = (scale - 1) / 2; // pixel centres lie at whole numbers
    double[] matrix = {scale, 0, half - scale * x, 0, scale, half - scale * y};
    return affine(still, matrix, opencv_imgproc.INTER_CUBIC);
  }

  /** Magnifies about a point. */
  static Frame zoom(Frame frame, double factor, double x, double y) throws LivenessException {
    double[] matrix = {factor, 0, x - factor * x, 0, factor, y - factor * y};
    return affine(frame, matrix, opencv_imgproc.INTER_LINEAR);
  }

  private static Frame affine(Frame from, double[] matrix, int way) throws LivenessException {
    try (PointerScope scope = new PointerScope()) {
      Mat to = new Mat();
      opencv_imgproc.warpAffine(
          Mats.of(from),
          to,
          new Mat(2, 3, opencv_core.CV_64F, new DoublePointer(matrix)),
          new Size(WIDTH, HEIGHT),
          way,
          opencv_core.BORDER_REPLICATE,
          new Scalar(0));
      return Mats.frame(to, from.at(), from.synthetic());
    }
  }
}
