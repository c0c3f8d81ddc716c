// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.opencv.global.opencv_videoio;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_videoio.VideoCapture;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.CameraBusy;
import org.penseal.liveness.LivenessException.NoCamera;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A camera of Linux (V4L2) through OpenCV. */
final class V4l2Capture implements Capture {
  private static final Logger LOG = LoggerFactory.getLogger(V4l2Capture.class);

  private final VideoCapture capture;
  private final CameraOrigin origin;
  private final Mat mat = new Mat();

  private V4l2Capture(VideoCapture capture, CameraOrigin origin) {
    this.origin = origin;
    this.capture = capture;
  }

  static Capture open(int index) throws LivenessException {
    if (!Files.exists(Path.of("/dev/video" + index))) {
      throw new NoCamera("dev:" + index); // OpenCV would say so on standard error
    }
    Mats.loadNatives();
    VideoCapture capture = new VideoCapture(index, opencv_videoio.CAP_V4L2);
    if (!capture.isOpened()) {
      capture.close();
      throw new CameraBusy("dev:" + index); // the device is there
    }
    capture.set(opencv_videoio.CAP_PROP_FRAME_WIDTH, 640);
    capture.set(opencv_videoio.CAP_PROP_FRAME_HEIGHT, 480);
    return new V4l2Capture(capture, VideoDevices.origin(index));
  }

  @Override
  public Optional<Frame> read(Supplier<Duration> clock) {
    try {
      if (!capture.read(mat) || mat.empty()) {
        return Optional.empty();
      }
      return Optional.of(Mats.frame(mat, clock.get(), false));
    } catch (RuntimeException e) {
      LOG.debug("no picture", e); // javacpp's form of an OpenCV exception
      return Optional.empty();
    }
  }

  @Override
  public CameraOrigin origin() {
    return origin;
  }

  @Override
  public double framesPerSecond() {
    double rate = capture.get(opencv_videoio.CAP_PROP_FPS);
    return rate >= 1 && rate <= 240 ? rate : 30;
  }

  @Override
  public void close() {
    mat.close();
    capture.release();
    capture.close();
  }
}
