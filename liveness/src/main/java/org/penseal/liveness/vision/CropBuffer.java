// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import java.nio.DoubleBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Cuts crops of one size, always into the same memory: fresh memory for each frame costs more than
 * the cutting. What it returns is its own and good until the next call. One thread at a time.
 */
final class CropBuffer implements AutoCloseable {
  /** Crop pixels for one of the picture; scaled down further, most of a copy would not be read. */
  private static final double LEAST_GATHERED = 0.4;

  private final Mat matrix = new Mat(2, 3, opencv_core.CV_64F);
  private final DoubleBuffer numbers = matrix.createBuffer();
  private final Scalar black = new Scalar(0);
  private final int edge;
  private final Size size;
  private final Mat gathered = new Mat();
  private final Mat crop = new Mat();
  private final Mat grey = new Mat();

  /**
   * Of one side.
   *
   * @param side of the crop, pixels
   */
  CropBuffer(int side) {
    this.edge = side;
    this.size = new Size(side, side);
  }

  /**
   * The crop in colour; outside the picture is black.
   *
   * <p>Where the crop lies is copied together first: reading along slanted lines waits for memory
   * at every turn, and takes longer than the copy and the cutting from it.
   */
  Mat colour(Mat picture, Crop from) {
    try (Rect part = from.within(edge, picture.cols(), picture.rows())) {
      if (part.empty() || from.scale() < LEAST_GATHERED) {
        return warp(picture, from);
      }
      try (Mat there = new Mat(picture, part)) {
        there.copyTo(gathered);
      }
      return warp(gathered, from.after(part.x(), part.y()));
    }
  }

  private Mat warp(Mat picture, Crop from) {
    numbers.put(0, from.a()).put(1, -from.b()).put(2, from.tx());
    numbers.put(3, from.b()).put(4, from.a()).put(5, from.ty());
    opencv_imgproc.warpAffine(
        picture,
        crop,
        matrix,
        size,
        opencv_imgproc.INTER_LINEAR,
        opencv_core.BORDER_CONSTANT,
        black);
    return crop;
  }

  /**
   * The whole picture, upright, in the middle of the crop: what {@link #colour} gives for its
   * square within rounding, in a third of the time, where the picture is scaled down to whole
   * pixels and whole margins.
   */
  Mat whole(Mat picture, Crop from) {
    int side = Math.max(picture.cols(), picture.rows());
    int wide = crops(picture.cols(), side);
    int high = crops(picture.rows(), side);
    if (wide < 0 || high < 0) {
      return colour(picture, from);
    }
    crop.create(size, picture.type());
    crop.put(black);
    try (Rect place = new Rect((edge - wide) / 2, (edge - high) / 2, wide, high);
        Mat inner = new Mat(crop, place)) {
      opencv_imgproc.resize(picture, inner, inner.size());
    }
    return crop;
  }

  /** A length in pixels of the crop, or -1 where the quick way is not open. */
  private int crops(int length, int side) {
    int scaled = length * edge / side;
    boolean whole = scaled > 0 && scaled * side == length * edge && (edge - scaled) % 2 == 0;
    return whole && side >= edge ? scaled : -1;
  }

  /** The same in grey. */
  Mat grey(Mat picture, Crop from) {
    opencv_imgproc.cvtColor(colour(picture, from), grey, opencv_imgproc.COLOR_BGR2GRAY);
    return grey;
  }

  @Override
  public void close() {
    matrix.close();
    black.close();
    size.close();
    gathered.close();
    crop.close();
    grey.close();
  }
}
