// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_videoio;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_videoio.VideoWriter;
import org.penseal.liveness.Camera;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.Unreadable;

/** Writes what a camera shows, with its marker. */
public final class ClipWriter {
  private static final int JPEG_QUALITY = 95;
  private static final int MOST_FRAMES = 20_000;

  private ClipWriter() {}

  /**
   * Writes every frame until the clip ends: into an MJPG AVI if the name ends with {@code .avi},
   * else into a folder as {@code frame-00000.jpg} and so on.
   *
   * @param origin for the marker, one English sentence
   * @return how many frames were written
   * @throws Unreadable when the place cannot be written
   */
  public static int write(Camera camera, Path target, String origin) throws LivenessException {
    try {
      boolean film = target.toString().toLowerCase(Locale.ROOT).endsWith(".avi");
      if (!film) {
        Files.createDirectories(target);
      }
      int count = film ? film(camera, target) : folder(camera, target);
      new ClipMarker(camera.synthetic(), camera.framesPerSecond(), origin).write(target);
      return count;
    } catch (IOException e) {
      throw new Unreadable(target.toString(), e);
    }
  }

  private static int folder(Camera camera, Path target) throws LivenessException, IOException {
    int count = 0;
    for (var next = camera.next(); next.isPresent() && count < MOST_FRAMES; next = camera.next()) {
      String name = String.format(Locale.ROOT, "frame-%05d.jpg", count++);
      Files.write(target.resolve(name), Stills.jpeg(next.get(), JPEG_QUALITY));
    }
    return count;
  }

  private static int film(Camera camera, Path target) throws LivenessException {
    var next = camera.next();
    if (next.isEmpty()) {
      throw new Unreadable(target.toString(), null);
    }
    Frame first = next.get();
    Mats.loadNatives();
    int count = 0;
    int mjpg = VideoWriter.fourcc((byte) 'M', (byte) 'J', (byte) 'P', (byte) 'G');
    try (Size size = new Size(first.width(), first.height());
        VideoWriter writer =
            new VideoWriter(
                target.toString(),
                opencv_videoio.CAP_OPENCV_MJPEG,
                mjpg,
                camera.framesPerSecond(),
                size,
                true)) {
      if (!writer.isOpened()) {
        throw new Unreadable(target.toString(), null);
      }
      for (; next.isPresent() && count < MOST_FRAMES; next = camera.next(), count++) {
        try (Mat mat = Mats.of(next.get())) {
          writer.write(mat);
        }
      }
      writer.release();
    }
    return count;
  }
}
