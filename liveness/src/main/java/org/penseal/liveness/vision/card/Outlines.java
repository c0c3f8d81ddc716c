// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.card;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.penseal.liveness.vision.card.Corners.Point;

/** What may be the outline of a card: four straight sides around a good part of the picture. */
final class Outlines {
  private static final double WORKING_PX = 800;
  private static final double LEAST_AREA = 0.012;
  private static final double LEAST_FILL = 0.85;
  private static final int MOST = 6;

  private Outlines() {}

  /** The likely ones, the largest first; the picture itself is the last when it has the shape. */
  static List<Corners> in(Mat picture) {
    double scale = Math.min(1, WORKING_PX / Math.max(picture.cols(), picture.rows()));
    List<Corners> found = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      Mat small = new Mat();
      // A strip one pixel wide stays one.
      Size size =
          new Size(
              Math.max(1, (int) (picture.cols() * scale)),
              Math.max(1, (int) (picture.rows() * scale)));
      opencv_imgproc.resize(picture, small, size, 0, 0, opencv_imgproc.INTER_AREA);
      for (Mat mask : masks(small)) {
        collect(mask, found);
      }
    }
    found.sort(Comparator.comparingDouble(Corners::area).reversed());
    List<Corners> distinct = new ArrayList<>();
    for (Corners next : found) {
      if (distinct.size() < MOST && distinct.stream().noneMatch(next::near)) {
        distinct.add(next);
      }
    }
    List<Corners> result =
        new ArrayList<>(distinct.stream().map(c -> c.scaled(1 / scale)).toList());
    int w = picture.cols();
    int h = picture.rows();
    Corners.ofCard(List.of(new Point(0, 0), new Point(w, 0), new Point(w, h), new Point(0, h)))
        .ifPresent(result::add);
    return result;
  }

  /** Edges at three strengths and the bright part: whichever the background leaves whole. */
  private static List<Mat> masks(Mat small) {
    Mat grey = new Mat();
    Mat smooth = new Mat();
    opencv_imgproc.cvtColor(small, grey, opencv_imgproc.COLOR_BGR2GRAY);
    opencv_imgproc.GaussianBlur(grey, smooth, new Size(7, 7), 0);
    Mat kernel = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_RECT, new Size(5, 5));
    List<Mat> masks = new ArrayList<>();
    for (double strength : new double[] {12, 30, 70}) {
      Mat edges = new Mat();
      opencv_imgproc.Canny(smooth, edges, strength, 2.5 * strength);
      opencv_imgproc.morphologyEx(edges, edges, opencv_imgproc.MORPH_CLOSE, kernel);
      masks.add(edges);
    }
    Mat bright = new Mat();
    opencv_imgproc.threshold(
        smooth, bright, 0, 255, opencv_imgproc.THRESH_BINARY | opencv_imgproc.THRESH_OTSU);
    opencv_imgproc.morphologyEx(bright, bright, opencv_imgproc.MORPH_CLOSE, kernel);
    masks.add(bright);
    return masks;
  }

  private static void collect(Mat mask, List<Corners> found) {
    MatVector contours = new MatVector();
    opencv_imgproc.findContours(
        mask, contours, opencv_imgproc.RETR_LIST, opencv_imgproc.CHAIN_APPROX_NONE);
    double least = LEAST_AREA * mask.cols() * mask.rows();
    for (long i = 0; i < contours.size(); i++) {
      Mat outline = contours.get(i);
      Mat hull = new Mat();
      opencv_imgproc.convexHull(outline, hull, true, true);
      double area = opencv_imgproc.contourArea(hull);
      if (area >= least) {
        quad(hull)
            .flatMap(rough -> corners(points(outline), rough))
            .filter(c -> area >= LEAST_FILL * c.area() && c.area() >= LEAST_FILL * area)
            .ifPresent(found::add);
      }
    }
  }

  private static Optional<Corners> corners(List<Point> outline, List<Point> rough) {
    return SideFit.corners(outline, rough).flatMap(Corners::ofCard);
  }

  /** Four corners of a convex outline, when it can be simplified to so many. */
  private static Optional<List<Point>> quad(Mat hull) {
    double length = opencv_imgproc.arcLength(hull, true);
    for (double tolerance = 0.015; tolerance < 0.08; tolerance += 0.01) {
      Mat simple = new Mat();
      opencv_imgproc.approxPolyDP(hull, simple, tolerance * length, true);
      if (simple.total() == 4) {
        return Optional.of(clockwise(points(simple)));
      }
    }
    return Optional.empty();
  }

  /** y points down, so that clockwise as seen has a positive area. */
  private static List<Point> clockwise(List<Point> points) {
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      Point q = points.get((i + 1) % points.size());
      sum += p.x() * q.y() - q.x() * p.y();
    }
    return sum > 0 ? points : points.reversed();
  }

  private static List<Point> points(Mat contour) {
    if (contour.depth() != opencv_core.CV_32S) {
      throw new IllegalArgumentException("contour of type " + contour.type());
    }
    IntBuffer numbers = contour.createBuffer();
    List<Point> points = new ArrayList<>();
    for (long i = 0; i < contour.total(); i++) {
      points.add(new Point(numbers.get(), numbers.get()));
    }
    return points;
  }
}
