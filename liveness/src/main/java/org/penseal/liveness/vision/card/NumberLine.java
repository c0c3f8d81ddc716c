// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException.VisionUnavailable;
import org.penseal.liveness.camera.Mats;

/**
 * The line with the number, made ready for reading: in grey with even light, and in black and
 * white.
 *
 * @param width pixels
 * @param height pixels
 * @param grey {@code width * height} bytes, rows from the top, 0 is black
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is a buffer
public record NumberLine(int width, int height, byte[] grey) {
  private static final int BORDER = 20;

  /** The line in several forms, the best first. */
  public static List<NumberLine> of(Frame line) throws VisionUnavailable {
    try (PointerScope scope = new PointerScope()) {
      Mat grey = new Mat();
      opencv_imgproc.cvtColor(Mats.of(line), grey, opencv_imgproc.COLOR_BGR2GRAY);
      Mat even = even(grey);
      Mat crisp = new Mat();
      opencv_imgproc.threshold(
          even, crisp, 0, 255, opencv_imgproc.THRESH_BINARY | opencv_imgproc.THRESH_OTSU);
      Mat sharp = new Mat();
      Mat smooth = new Mat();
      opencv_imgproc.GaussianBlur(even, smooth, new Size(), 3);
      opencv_core.addWeighted(even, 2.2, smooth, -1.2, 0, sharp);
      List<NumberLine> forms = new ArrayList<>();
      for (Mat form : List.of(even, sharp, crisp)) {
        forms.add(framed(form));
      }
      return forms;
    }
  }

  /** How many things of the size of a printed digit the line has. */
  static int characters(Frame line) throws VisionUnavailable {
    try (PointerScope scope = new PointerScope()) {
      Mat grey = new Mat();
      opencv_imgproc.cvtColor(Mats.of(line), grey, opencv_imgproc.COLOR_BGR2GRAY);
      Mat ink = new Mat();
      opencv_imgproc.threshold(
          even(grey), ink, 0, 255, opencv_imgproc.THRESH_BINARY_INV | opencv_imgproc.THRESH_OTSU);
      MatVector outlines = new MatVector();
      opencv_imgproc.findContours(
          ink, outlines, opencv_imgproc.RETR_EXTERNAL, opencv_imgproc.CHAIN_APPROX_SIMPLE);
      int count = 0;
      for (long i = 0; i < outlines.size(); i++) {
        Rect box = opencv_imgproc.boundingRect(outlines.get(i));
        double heightMm = box.height() / FlatCard.PX_PER_MM;
        double widthMm = box.width() / FlatCard.PX_PER_MM;
        if (heightMm > 1.6 && heightMm < 5 && widthMm > 0.4 && widthMm < 4) {
          count++;
        }
      }
      return count;
    }
  }

  /** Divided by its own background: shadows go, strokes stay. */
  private static Mat even(Mat grey) {
    Mat background = new Mat();
    Mat kernel =
        opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_ELLIPSE, new Size(25, 25));
    opencv_imgproc.morphologyEx(grey, background, opencv_imgproc.MORPH_CLOSE, kernel);
    opencv_imgproc.GaussianBlur(background, background, new Size(), 8);
    Mat even = new Mat();
    opencv_core.divide(grey, background, even, 255, -1);
    opencv_core.normalize(even, even, 0, 255, opencv_core.NORM_MINMAX, -1, new Mat());
    return even;
  }

  private static NumberLine framed(Mat form) {
    Mat framed = new Mat();
    opencv_core.copyMakeBorder(
        form, framed, BORDER, BORDER, BORDER, BORDER, opencv_core.BORDER_CONSTANT, new Scalar(255));
    return new NumberLine(framed.cols(), framed.rows(), Mats.bytes(framed));
  }
}
