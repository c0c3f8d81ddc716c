// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.penseal.liveness.camera.Stills;

/** JPEGs as a camera that is held otherwise writes them: pixels as they lie, and EXIF beside. */
public final class TurnedPictures {
  /** Orientations there are (Exif 2.32, 4.6.5.1.6). */
  public static final int ORIENTATIONS = 8;

  private TurnedPictures() {}

  /**
   * A JPEG that shows {@code upright} to who heeds its orientation.
   *
   * @param orientation 1 to 8
   */
  public static byte[] jpeg(Frame upright, int orientation) throws LivenessException {
    byte[] plain = Stills.jpeg(stored(upright, orientation), 95);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 2); // SOI
    out.writeBytes(exif(orientation));
    out.write(plain, 2, plain.length - 2);
    return out.toByteArray();
  }

  /** APP1 with a big-endian TIFF of one directory with one entry (Exif 2.32, 4.5.4 and 4.7.2). */
  private static byte[] exif(int orientation) {
    ByteBuffer app1 = ByteBuffer.allocate(36);
    app1.putShort((short) 0xFFE1).putShort((short) 34);
    app1.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    app1.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    app1.putShort((short) 1); // entries
    app1.putShort((short) 0x0112).putShort((short) 3).putInt(1); // Orientation, SHORT, one
    app1.putShort((short) orientation).putShort((short) 0);
    app1.putInt(0); // no other directory
    return app1.array();
  }

  /** The pixels as they lie in the file. */
  private static Frame stored(Frame upright, int orientation) {
    boolean lying = orientation >= 5;
    int width = lying ? upright.height() : upright.width();
    int height = lying ? upright.width() : upright.height();
    byte[] bgr = new byte[3 * width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int from = 3 * seenAt(upright, orientation, row, column);
        System.arraycopy(upright.bgr(), from, bgr, 3 * (row * width + column), 3);
      }
    }
    return new Frame(width, height, bgr, upright.at(), upright.synthetic());
  }

  /** Which pixel of the upright picture this row and column are, from Exif's own table. */
  private static int seenAt(Frame upright, int orientation, int row, int column) {
    int right = upright.width() - 1;
    int bottom = upright.height() - 1;
    return switch (orientation) {
      case 1 -> at(upright, column, row); // row 0 is the top, column 0 the left
      case 2 -> at(upright, right - column, row); // top, right
      case 3 -> at(upright, right - column, bottom - row); // bottom, right
      case 4 -> at(upright, column, bottom - row); // bottom, left
      case 5 -> at(upright, row, column); // left, top
      case 6 -> at(upright, right - row, column); // right, top
      case 7 -> at(upright, right - row, bottom - column); // right, bottom
      case 8 -> at(upright, row, bottom - column); // left, bottom
      default -> throw new IllegalArgumentException("orientation " + orientation);
    };
  }

  private static int at(Frame upright, int x, int y) {
    return y * upright.width() + x;
  }
}
