// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.global.opencv_videoio;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_videoio.VideoCapture;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.CameraBusy;
import org.penseal.liveness.LivenessException.CameraGone;
import org.penseal.liveness.LivenessException.NoCamera;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera of this machine (V4L2 on Linux). One named thread reads it into a queue of two frames;
 * when nobody takes them the oldest is dropped, so the picture is never late.
 */
final class DeviceCamera implements Camera {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceCamera.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration FAREWELL = Duration.ofSeconds(12); // V4L2 waits 10 s for a frame
  private static final int MOST_FAILURES = 30;

  private final VideoCapture capture;
  private final double framesPerSecond;
  private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(2);
  private final Thread reader;
  private volatile boolean closed;

  private DeviceCamera(int index, VideoCapture capture) {
    this.capture = capture;
    double rate = capture.get(opencv_videoio.CAP_PROP_FPS);
    this.framesPerSecond = rate >= 1 && rate <= 240 ? rate : 30;
    this.reader = Thread.ofPlatform().name("camera-" + index).daemon().unstarted(this::read);
  }

  static Camera open(int index) throws LivenessException {
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
    DeviceCamera camera = new DeviceCamera(index, capture);
    camera.reader.start();
    return camera;
  }

  private void read() {
    long start = System.nanoTime();
    int failures = 0;
    try (Mat mat = new Mat()) {
      while (!closed && failures < MOST_FAILURES) {
        if (!capture.read(mat) || mat.empty()) {
          failures++;
          continue;
        }
        failures = 0;
        Frame frame = Mats.frame(mat, Duration.ofNanos(System.nanoTime() - start), false);
        while (!frames.offer(frame)) {
          frames.poll();
        }
      }
    } catch (RuntimeException e) {
      // javacpp's form of an OpenCV exception; next() reports that no frame comes.
      LOG.warn("camera stopped", e);
    } finally {
      capture.release();
      capture.close();
    }
  }

  @Override
  public Optional<Frame> next() throws LivenessException {
    if (closed) {
      return Optional.empty();
    }
    try {
      Frame frame = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (frame == null) {
        throw new CameraGone(PATIENCE);
      }
      return Optional.of(frame);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public double framesPerSecond() {
    return framesPerSecond;
  }

  @Override
  public boolean synthetic() {
    return false;
  }

  /** The reader releases the device; waits for it, as two openings at once would fail. */
  @Override
  public void close() {
    closed = true;
    try {
      if (!reader.join(FAREWELL)) {
        LOG.warn("camera does not let go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
