// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.nio.file.Path;
import org.penseal.liveness.camera.Stills;

/** The public-domain portraits of testdata, and pictures made of them. */
public final class Portraits {
  private static final Path FOLDER = Path.of("..", "testdata", "portraits");

  private Portraits() {}

  public static Path astronautFile() {
    return FOLDER.resolve("astronaut.png");
  }

  public static Path hopperFile() {
    return FOLDER.resolve("grace_hopper.jpg");
  }

  public static Frame astronaut() throws LivenessException {
    return Stills.read(astronautFile());
  }

  public static Frame hopper() throws LivenessException {
    return Stills.read(hopperFile());
  }

  /** A part of a picture. */
  public static Frame part(Frame from, int x, int y, int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    for (int row = 0; row < height; row++) {
      System.arraycopy(
          from.bgr(), 3 * ((y + row) * from.width() + x), bgr, 3 * row * width, 3 * width);
    }
    return new Frame(width, height, bgr, from.at(), from.synthetic());
  }

  /** A picture in the middle of a larger grey one. */
  public static Frame within(Frame frame, int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    java.util.Arrays.fill(bgr, (byte) 120);
    int x = (width - frame.width()) / 2;
    int y = (height - frame.height()) / 2;
    for (int row = 0; row < frame.height(); row++) {
      System.arraycopy(
          frame.bgr(),
          3 * row * frame.width(),
          bgr,
          3 * ((y + row) * width + x),
          3 * frame.width());
    }
    return new Frame(width, height, bgr, frame.at(), frame.synthetic());
  }

  /** Two pictures of one height beside each other. */
  public static Frame beside(Frame left, Frame right) {
    int width = left.width() + right.width();
    byte[] bgr = new byte[3 * width * left.height()];
    for (int row = 0; row < left.height(); row++) {
      System.arraycopy(left.bgr(), 3 * row * left.width(), bgr, 3 * row * width, 3 * left.width());
      System.arraycopy(
          right.bgr(),
          3 * row * right.width(),
          bgr,
          3 * (row * width + left.width()),
          3 * right.width());
    }
    return new Frame(width, left.height(), bgr, left.at(), false);
  }

  /** The two persons of the portraits in one picture. */
  public static Frame twoPeople() throws LivenessException {
    return beside(part(astronaut(), 110, 0, 240, 240), part(hopper(), 140, 90, 240, 240));
  }

  /** Left and right exchanged. */
  public static Frame mirrored(Frame frame) {
    byte[] bgr = new byte[frame.bgr().length];
    int w = frame.width();
    for (int i = 0; i < w * frame.height(); i++) {
      int mirror = i - i % w + w - 1 - i % w;
      System.arraycopy(frame.bgr(), 3 * i, bgr, 3 * mirror, 3);
    }
    return new Frame(w, frame.height(), bgr, frame.at(), frame.synthetic());
  }

  /** A picture of nothing. */
  public static Frame grey() {
    byte[] bgr = new byte[3 * 320 * 240];
    java.util.Arrays.fill(bgr, (byte) 120);
    return new Frame(320, 240, bgr, java.time.Duration.ZERO, false);
  }
}
