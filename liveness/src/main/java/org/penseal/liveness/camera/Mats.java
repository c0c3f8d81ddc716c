// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.time.Duration;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException.VisionUnavailable;

/**
 * Between frames and OpenCV's matrices, for the edge packages only; {@link #loadNatives} is for
 * whoever wants to know whether vision is there. Any thread.
 */
public final class Mats {
  // CV_8UC3 (OpenCV, interface.h: CV_MAKETYPE(CV_8U, 3)); asked for by name it would load the
  // libraries together with this class, outside of loadNatives.
  private static final int BGR = 16;

  private Mats() {}

  /** The libraries are loaded once for the process, when something first asks for them. */
  private static final class Natives {
    private static final boolean LOADED = load();

    private static boolean load() {
      // No progress on standard error, and one thread for each network: work is spread over frames.
      Loader.load(opencv_core.class);
      opencv_core.setNumThreads(1);
      return true;
    }
  }

  /**
   * Loads the native libraries; harmless when they are there.
   *
   * @throws VisionUnavailable when they cannot be loaded on this machine
   */
  public static void loadNatives() throws VisionUnavailable {
    try {
      if (!Natives.LOADED) {
        throw new IllegalStateException("natives not loaded");
      }
    } catch (LinkageError e) {
      throw new VisionUnavailable("native libraries", e);
    }
  }

  /** A copy as an 8-bit BGR matrix; the caller closes it. */
  public static Mat of(Frame frame) throws VisionUnavailable {
    loadNatives();
    Mat mat = new Mat(frame.height(), frame.width(), BGR);
    mat.data().put(frame.bgr(), 0, frame.bgr().length);
    return mat;
  }

  /**
   * The same into a matrix of the caller's, which is used again from frame to frame: fresh memory
   * of this size costs more than the copy.
   */
  public static void into(Mat mat, Frame frame) throws VisionUnavailable {
    loadNatives();
    mat.create(frame.height(), frame.width(), BGR);
    mat.data().put(frame.bgr(), 0, frame.bgr().length);
  }

  /** A copy of an 8-bit BGR matrix. */
  public static Frame frame(Mat mat, Duration at, boolean synthetic) {
    if (mat.type() != BGR) {
      throw new IllegalArgumentException("matrix of type " + mat.type());
    }
    return new Frame(mat.cols(), mat.rows(), bytes(mat), at, synthetic);
  }

  /** A copy of the bytes of an 8-bit matrix, rows without padding; the matrix stays open. */
  public static byte[] bytes(Mat mat) {
    if (!mat.isContinuous()) {
      try (Mat whole = mat.clone()) {
        return bytes(whole);
      }
    }
    byte[] bytes = new byte[Math.toIntExact(mat.total() * mat.elemSize())];
    try (BytePointer data = mat.data()) { // a view; closing it frees nothing
      data.get(bytes, 0, bytes.length);
    }
    return bytes;
  }
}
