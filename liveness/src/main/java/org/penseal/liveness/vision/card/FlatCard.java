// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.nio.FloatBuffer;
import java.time.Duration;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException.VisionUnavailable;
import org.penseal.liveness.camera.Mats;

/**
 * A card made flat: 12 pixels for a millimetre, 85.6 by 54.0 mm (ID-1 of ISO/IEC 7810).
 *
 * @param frame 1027 by 648 pixels
 */
record FlatCard(Frame frame) {
  static final double PX_PER_MM = 12;
  static final int WIDTH = (int) (85.6 * PX_PER_MM);
  static final int HEIGHT = (int) (54 * PX_PER_MM);

  /** A part of a card, millimetres from its upper left corner. */
  record Part(double x, double y, double width, double height) {}

  /** Cuts the card out of a picture; the first corner becomes the upper left one. */
  static FlatCard cut(Mat picture, Corners corners, boolean synthetic) {
    // Made small first, or thin strokes would be lost between the pixels that are taken.
    double scale = Math.min(1, 1.5 * WIDTH / corners.widthPx());
    try (PointerScope scope = new PointerScope()) {
      Mat source = picture;
      if (scale < 1) {
        source = new Mat();
        Size size = new Size((int) (picture.cols() * scale), (int) (picture.rows() * scale));
        opencv_imgproc.resize(picture, source, size, 0, 0, opencv_imgproc.INTER_AREA);
      }
      Mat from = new Mat(4, 1, opencv_core.CV_32FC2);
      Mat to = new Mat(4, 1, opencv_core.CV_32FC2);
      FloatBuffer numbers = from.createBuffer();
      for (Corners.Point point : corners.scaled(scale).points()) {
        numbers.put((float) point.x()).put((float) point.y());
      }
      FloatBuffer target = to.createBuffer();
      target.put(new float[] {0, 0, WIDTH, 0, WIDTH, HEIGHT, 0, HEIGHT});
      Mat flat = new Mat();
      opencv_imgproc.warpPerspective(
          source, flat, opencv_imgproc.getPerspectiveTransform(from, to), new Size(WIDTH, HEIGHT));
      return new FlatCard(Mats.frame(flat, Duration.ZERO, synthetic));
    }
  }

  /** Upside down. */
  FlatCard turned() {
    byte[] bgr = frame.bgr();
    byte[] turned = new byte[bgr.length];
    for (int i = 0; i < bgr.length; i += 3) {
      System.arraycopy(bgr, i, turned, bgr.length - 3 - i, 3);
    }
    return new FlatCard(new Frame(WIDTH, HEIGHT, turned, frame.at(), frame.synthetic()));
  }

  /** A part of it as a picture. */
  Frame part(Part part) throws VisionUnavailable {
    try (PointerScope scope = new PointerScope()) {
      Mat whole = Mats.of(frame);
      return Mats.frame(whole.apply(rect(part)).clone(), Duration.ZERO, frame.synthetic());
    }
  }

  static Rect rect(Part part) {
    return new Rect(
        (int) (part.x * PX_PER_MM),
        (int) (part.y * PX_PER_MM),
        (int) (part.width * PX_PER_MM),
        (int) (part.height * PX_PER_MM));
  }
}
