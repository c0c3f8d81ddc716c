// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.penseal.liveness.LivenessException.VisionUnavailable;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.model.Feed;

/**
 * The input of one network: 8-bit crops laid out channel after channel, always in the same memory,
 * and the {@code (x - mean) * scale} that OpenCV makes of them on the way in. That takes half the
 * time of {@code blobFromImage}, which writes floats to be copied once more. One thread at a time.
 */
final class Planes implements AutoCloseable {
  private final Mat blob;
  private final MatVector channels;
  private final int side;
  private final double scale;
  private final Scalar mean;

  private Planes(boolean reversed, int side, double scale, double... means)
      throws VisionUnavailable {
    Mats.loadNatives();
    int count = means.length;
    this.side = side;
    this.scale = scale;
    mean = new Scalar();
    mean.put(means);
    channels = new MatVector();
    blob = new Mat(new int[] {1, count, side, side}, opencv_core.CV_8U);
    for (int i = 0; i < count; i++) {
      int channel = reversed ? count - 1 - i : i;
      channels.push_back(new Mat(side, side, opencv_core.CV_8U, blob.ptr(0, channel)));
    }
  }

  /**
   * Red first, as most networks want it; one mean for all channels.
   *
   * @throws VisionUnavailable when the native libraries cannot be loaded on this machine
   */
  static Planes rgb(int side, double scale, double mean) throws VisionUnavailable {
    return new Planes(true, side, scale, mean, mean, mean);
  }

  /** One channel, without a mean; the same error. */
  static Planes grey(int side, double scale) throws VisionUnavailable {
    return new Planes(false, side, scale, 0);
  }

  /** As a descriptor says; its means are in the order of the network's channels. The same error. */
  static Planes of(Feed feed) throws VisionUnavailable {
    double[] means = feed.mean().stream().mapToDouble(Double::doubleValue).toArray();
    return new Planes(feed.rgb(), feed.side(), feed.scale(), means);
  }

  /**
   * Lays a crop out.
   *
   * @param crop 8-bit BGR or grey, of this side
   * @return 1 x channels x side x side, good until the next call
   * @throws IllegalArgumentException for a crop that does not fit
   */
  Mat lay(Mat crop) {
    // OpenCV would give the channels other memory without a word.
    boolean square = crop.rows() == side && crop.cols() == side;
    if (!square || crop.channels() != channels.size() || crop.depth() != opencv_core.CV_8U) {
      throw new IllegalArgumentException("a crop of another size or depth");
    }
    opencv_core.split(crop, channels);
    return blob;
  }

  double scale() {
    return scale;
  }

  Scalar mean() {
    return mean;
  }

  @Override
  public void close() {
    channels.close();
    blob.close();
    mean.close();
  }
}
