// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.nio.file.Path;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;

/** Reads and writes single pictures. */
public final class Stills {
  private Stills() {}

  /**
   * Reads a picture file (PNG, JPEG, BMP and what else OpenCV decodes), turned upright by EXIF.
   *
   * @throws LivenessException.Unreadable when there is none, or it is larger than 64 megapixels
   */
  public static Frame read(Path file) throws LivenessException {
    throw new LivenessException.Unreadable(file.toString(), null);
  }

  /**
   * Decodes a picture in memory.
   *
   * @param name for the error
   */
  public static Frame decode(byte[] encoded, String name) throws LivenessException {
    throw new LivenessException.Unreadable(name, null);
  }

  /**
   * Encodes as JPEG.
   *
   * @param quality 1 to 100
   */
  public static byte[] jpeg(Frame frame, int quality) throws LivenessException {
    throw new UnsupportedOperationException(frame + " " + quality);
  }

  /** Encodes as PNG. */
  public static byte[] png(Frame frame) throws LivenessException {
    throw new UnsupportedOperationException(frame.toString());
  }
}
