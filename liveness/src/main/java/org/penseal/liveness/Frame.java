// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.time.Duration;

/**
 * One picture: from a camera, a clip or a still.
 *
 * <p>Not mirrored: the person's own left is on the right-hand side of the picture. The array is not
 * copied; nobody changes it once the frame is made. Never logged, never written by this module
 * except by the puppet (synthetic) and at the caller's own wish.
 *
 * @param width pixels, 1 and more
 * @param height pixels, 1 and more
 * @param bgr {@code 3 * width * height} bytes, rows from the top, each pixel blue, green, red
 * @param at time since the first frame of its source; zero for a still
 * @param synthetic true if the source says of itself that it shows no living person
 */
@SuppressWarnings("ArrayRecordComponent") // a frame is a buffer; copying each one would cost more
public record Frame(int width, int height, byte[] bgr, Duration at, boolean synthetic) {
  public Frame {
    if (width < 1 || height < 1 || bgr.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "frame of %d x %d with %d bytes".formatted(width, height, bgr.length));
    }
  }

  /** The same picture at another time. */
  public Frame at(Duration time) {
    return new Frame(width, height, bgr, time, synthetic);
  }

  /** The same picture, with its origin labelled. */
  public Frame labelled(boolean isSynthetic) {
    return new Frame(width, height, bgr, at, isSynthetic);
  }

  /** What a log may show: size and time, no pixels. */
  @Override
  public String toString() {
    return "Frame[%dx%d at %s%s]".formatted(width, height, at, synthetic ? " synthetic" : "");
  }
}
