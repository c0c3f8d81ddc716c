// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.flow;

import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.penseal.liveness.Frame;
import org.penseal.liveness.Landmarks;

/**
 * Where a face has skin that can be followed: within its outline, without eyes and mouth, which
 * move by themselves (and are those of somebody else in a mask with holes).
 */
final class Skin {
  private static final int MOST_POINTS = 150;
  private static final double QUALITY = 0.005;
  private static final double APART = 0.05; // by the size of the face
  private static final double LEAST_APART_PX = 2;
  private static final int BLOCK = 5;

  /** Room for the head to move in, by the size of the face on each side. */
  private static final double ROOM = 0.4;

  private static final int WHOLE = 360;

  private Skin() {}

  /** The part of a picture in which a turning head stays. */
  static void region(Rect region, Landmarks face, Frame frame) {
    double[] box = box(face);
    double roomX = ROOM * (box[2] - box[0]);
    double roomY = ROOM * (box[3] - box[1]);
    int left = (int) Math.clamp(box[0] - roomX, 0, frame.width() - 1.0);
    int top = (int) Math.clamp(box[1] - roomY, 0, frame.height() - 1.0);
    int right = (int) Math.clamp(box[2] + roomX, left + 1.0, frame.width());
    int bottom = (int) Math.clamp(box[3] + roomY, top + 1.0, frame.height());
    region.x(left).y(top).width(right - left).height(bottom - top);
  }

  /** Points with texture (Shi and Tomasi 1994): x0, y0, x1, y1, ... in pixels of the region. */
  static float[] points(Mat grey, Landmarks face, Rect region) {
    try (Mat mask = new Mat(grey.rows(), grey.cols(), opencv_core.CV_8UC1);
        Mat corners = new Mat();
        Scalar nothing = new Scalar(0)) {
      mask.put(nothing);
      double[] box = box(face);
      double x = (box[0] + box[2]) / 2;
      double y = (box[1] + box[3]) / 2;
      oval(mask, region, x, y, 0.45 * (box[2] - box[0]), 0.475 * (box[3] - box[1]), true);
      hole(mask, region, face, 33, 133, 0.9, 0.7);
      hole(mask, region, face, 362, 263, 0.9, 0.7);
      hole(mask, region, face, 61, 291, 0.85, 0.8);
      double apart = Math.max(LEAST_APART_PX, APART * face.size());
      opencv_imgproc.goodFeaturesToTrack(
          grey, corners, MOST_POINTS, QUALITY, apart, mask, BLOCK, false, 0);
      float[] xy = new float[2 * (int) corners.total()];
      if (xy.length > 0) {
        try (FloatIndexer numbers = corners.createIndexer()) {
          numbers.get(0L, xy);
        }
      }
      return xy;
    }
  }

  private static void hole(
      Mat mask, Rect region, Landmarks p, int left, int right, double wide, double high) {
    double width = p.distance(left, right);
    double x = (p.x(left) + p.x(right)) / 2;
    double y = (p.y(left) + p.y(right)) / 2;
    oval(mask, region, x, y, wide * width, high * width, false);
  }

  private static void oval(
      Mat mask, Rect region, double x, double y, double halfX, double halfY, boolean skin) {
    try (Point middle = new Point((int) x - region.x(), (int) y - region.y());
        Size axes = new Size((int) halfX, (int) halfY);
        Scalar value = new Scalar(skin ? 255 : 0)) {
      opencv_imgproc.ellipse(
          mask, middle, axes, 0, 0, WHOLE, value, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
    }
  }

  /** Left, top, right and bottom of all points, pixels. */
  private static double[] box(Landmarks face) {
    double[] box = {face.x(0), face.y(0), face.x(0), face.y(0)};
    for (int i = 1; i < Landmarks.COUNT; i++) {
      box[0] = Math.min(box[0], face.x(i));
      box[1] = Math.min(box[1], face.y(i));
      box[2] = Math.max(box[2], face.x(i));
      box[3] = Math.max(box[3], face.y(i));
    }
    return box;
  }
}
