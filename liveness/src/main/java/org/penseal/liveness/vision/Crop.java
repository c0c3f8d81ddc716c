// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import java.nio.DoubleBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.penseal.liveness.model.Feed;

/**
 * A similarity from a picture to a crop: {@code u = a x - b y + tx, v = b x + a y + ty}, pixel
 * centres at whole numbers on both sides.
 */
record Crop(double a, double b, double tx, double ty) {

  /** The square with a given centre and side, turned by an angle, filling {@code size} pixels. */
  static Crop square(double centreX, double centreY, double side, double radians, int size) {
    double scale = size / side;
    double a = scale * Math.cos(radians);
    double b = -scale * Math.sin(radians);
    double half = (size - 1) / 2.0;
    return new Crop(a, b, half - a * centreX + b * centreY, half - b * centreX - a * centreY);
  }

  /**
   * The least-squares similarity that moves points onto others (Umeyama 1991, without reflection).
   *
   * @param from x0, y0, x1, y1, ...
   * @param to as many
   */
  static Crop between(double[] from, double[] to) {
    int n = from.length / 2;
    double fx = 0;
    double fy = 0;
    double gx = 0;
    double gy = 0;
    for (int i = 0; i < n; i++) {
      fx += from[2 * i] / n;
      fy += from[2 * i + 1] / n;
      gx += to[2 * i] / n;
      gy += to[2 * i + 1] / n;
    }
    double dot = 0;
    double cross = 0;
    double norm = 0;
    for (int i = 0; i < n; i++) {
      double x = from[2 * i] - fx;
      double y = from[2 * i + 1] - fy;
      double u = to[2 * i] - gx;
      double v = to[2 * i + 1] - gy;
      dot += x * u + y * v;
      cross += x * v - y * u;
      norm += x * x + y * y;
    }
    double a = dot / norm;
    double b = cross / norm;
    return new Crop(a, b, gx - a * fx + b * fy, gy - b * fx - a * fy);
  }

  /** Crop pixels for one picture pixel. */
  double scale() {
    return Math.hypot(a, b);
  }

  /** Picture x of a crop point. */
  double backX(double u, double v) {
    double s = a * a + b * b;
    return (a * (u - tx) + b * (v - ty)) / s;
  }

  /** Picture y of a crop point. */
  double backY(double u, double v) {
    double s = a * a + b * b;
    return (-b * (u - tx) + a * (v - ty)) / s;
  }

  /** Cuts; outside the picture is black. The caller closes the result. */
  Mat cut(Mat picture, int size) {
    try (Mat matrix = new Mat(2, 3, opencv_core.CV_64F);
        Size target = new Size(size, size);
        Scalar black = new Scalar(0)) {
      DoubleBuffer m = matrix.createBuffer();
      m.put(new double[] {a, -b, tx, b, a, ty});
      Mat crop = new Mat();
      opencv_imgproc.warpAffine(
          picture,
          crop,
          matrix,
          target,
          opencv_imgproc.INTER_LINEAR,
          opencv_core.BORDER_CONSTANT,
          black);
      return crop;
    }
  }

  /** A network's input from a crop, as its descriptor says. The caller closes it. */
  static Mat blob(Mat crop, Feed feed) {
    // The means are taken in the order of the network, the channels of the picture swapped before.
    try (Size size = new Size(crop.cols(), crop.rows());
        Scalar means = new Scalar(feed.mean().get(0), feed.mean().get(1), feed.mean().get(2), 0)) {
      return opencv_dnn.blobFromImage(
          crop, feed.scale(), size, means, feed.rgb(), false, opencv_core.CV_32F);
    }
  }
}
