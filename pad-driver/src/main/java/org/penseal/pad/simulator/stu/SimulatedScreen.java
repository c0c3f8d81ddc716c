// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.stu;

import java.util.Arrays;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel.Encoding;
import org.penseal.pad.PadPicture;
import org.penseal.pad.protocol.StuReport;

/**
 * The picture plane of a simulated pad: image upload whole or of an area, in the encodings that the
 * model takes. A plane of colours; a model without colour never gets any.
 */
final class SimulatedScreen {
  private static final int WHITE = 0xFFFFFF;

  private final int width;
  private final int height;
  private final Set<Encoding> encodings;
  private final boolean colour;
  private final int[] plane;
  private int background = WHITE;
  private Encoding encoding = Encoding.ONE_BIT;
  private byte[] incoming;
  private int filled;
  private PadLayout.Area area;
  private Inflater inflater = new Inflater();

  SimulatedScreen(int width, int height, Set<Encoding> encodings) {
    this.width = width;
    this.height = height;
    this.encodings = encodings;
    this.colour = encodings.contains(Encoding.RGB565) || encodings.contains(Encoding.BGR24);
    this.plane = new int[width * height];
    this.area = whole();
    this.incoming = new byte[size()];
    clear();
  }

  private PadLayout.Area whole() {
    return new PadLayout.Area(0, 0, width - 1, height - 1);
  }

  /** What a chip takes the digest of: the plane in one bit. */
  byte[] bits() {
    return picture().oneBit().bits();
  }

  /** What is shown: in one bit as long as nothing but black and white is. */
  PadPicture picture() {
    byte[] rgb = new byte[3 * plane.length];
    boolean plain = true;
    for (int i = 0; i < plane.length; i++) {
      rgb[3 * i] = (byte) (plane[i] >> 16);
      rgb[3 * i + 1] = (byte) (plane[i] >> 8);
      rgb[3 * i + 2] = (byte) plane[i];
      plain &= plane[i] == 0 || plane[i] == WHITE;
    }
    PadPicture picture = PadPicture.colour(width, height, rgb);
    return plain ? picture.oneBit() : picture;
  }

  /** The colour to which the screen is cleared from now on. */
  void background(int rgb) {
    background = colour ? rgb : WHITE;
  }

  void clear() {
    Arrays.fill(plane, background);
  }

  void clear(PadLayout.Area part) {
    for (int y = part.top(); y <= part.bottom(); y++) {
      Arrays.fill(plane, y * width + part.left(), y * width + part.right() + 1, background);
    }
  }

  /** Error code of a start report 25 (2 bytes) or 24 (11 bytes with an area). */
  int start(byte[] report) {
    boolean part = (report[0] & 0xFF) == StuReport.START_IMAGE_AREA;
    if (report.length < (part ? 11 : 2)) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
    Encoding asked =
        switch (report[1]) {
          case 0 -> Encoding.ONE_BIT;
          case 1 -> Encoding.ZLIB;
          case 2 -> Encoding.RGB565;
          case 4 -> Encoding.BGR24;
          default -> null;
        };
    if (asked == null || !encodings.contains(asked)) {
      return StuReport.ERROR_WRONG_ENCODING;
    }
    if (part && !inside(report, 3)) {
      return StuReport.ERROR_WRONG_AREA;
    }
    encoding = asked;
    area = part ? areaOf(report, 3) : whole();
    incoming = new byte[size()];
    filled = 0;
    inflater.end();
    inflater = new Inflater();
    return StuReport.OK;
  }

  private int size() {
    return switch (encoding) {
      case ONE_BIT, ZLIB -> (area.width() + 7) / 8 * area.height();
      case RGB565 -> 2 * area.width() * area.height();
      case BGR24 -> 3 * area.width() * area.height();
    };
  }

  /** Whether the rectangle of a report lies on the screen. */
  boolean inside(byte[] report, int at) {
    int left = little(report, at);
    int top = little(report, at + 2);
    int right = little(report, at + 4);
    int bottom = little(report, at + 6);
    return left <= right && top <= bottom && right < width && bottom < height;
  }

  /** The rectangle of a report that lies {@link #inside}. */
  static PadLayout.Area areaOf(byte[] report, int at) {
    return new PadLayout.Area(
        little(report, at), little(report, at + 2), little(report, at + 4), little(report, at + 6));
  }

  /** Error code of a block report 26. */
  int block(byte[] report) {
    int length = report.length < 3 ? -1 : little(report, 1);
    if (length < 0 || length > report.length - 3) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
    if (encoding == Encoding.ZLIB) {
      return inflate(report, length);
    }
    if (length > incoming.length - filled) {
      return StuReport.ERROR_IMAGE_TOO_LONG;
    }
    System.arraycopy(report, 3, incoming, filled, length);
    filled += length;
    return StuReport.OK;
  }

  private int inflate(byte[] report, int length) {
    try {
      inflater.setInput(report, 3, length);
      while (!inflater.needsInput() && !inflater.finished()) {
        byte[] one = new byte[1024];
        int count = inflater.inflate(one);
        if (count > incoming.length - filled) {
          return StuReport.ERROR_IMAGE_TOO_LONG;
        }
        if (count == 0 && !inflater.needsInput() && !inflater.finished()) {
          return StuReport.ERROR_ZLIB;
        }
        System.arraycopy(one, 0, incoming, filled, count);
        filled += count;
      }
      return StuReport.OK;
    } catch (DataFormatException e) {
      return StuReport.ERROR_ZLIB;
    }
  }

  /** Error code of the end; takes what came over, and what is missing is white. */
  int commit() {
    if (encoding == Encoding.ZLIB && !inflater.finished()) {
      return StuReport.ERROR_ZLIB;
    }
    Arrays.fill(incoming, filled, incoming.length, (byte) 0xFF);
    for (int y = 0; y < area.height(); y++) {
      for (int x = 0; x < area.width(); x++) {
        plane[(area.top() + y) * width + area.left() + x] = incomingPixel(x, y);
      }
    }
    return StuReport.OK;
  }

  private int incomingPixel(int x, int y) {
    int at = y * area.width() + x;
    return switch (encoding) {
      case ONE_BIT, ZLIB ->
          (incoming[y * ((area.width() + 7) / 8) + x / 8] >> (7 - x % 8) & 1) == 0 ? 0 : WHITE;
      case RGB565 -> rgb565((incoming[2 * at] & 0xFF) << 8 | incoming[2 * at + 1] & 0xFF);
      case BGR24 ->
          (incoming[3 * at + 2] & 0xFF) << 16
              | (incoming[3 * at + 1] & 0xFF) << 8
              | incoming[3 * at] & 0xFF;
    };
  }

  /** Five or six bits stretched to eight by repeating the upper ones. */
  static int rgb565(int value) {
    int red = value >> 11 & 0x1F;
    int green = value >> 5 & 0x3F;
    int blue = value & 0x1F;
    return (red << 3 | red >> 2) << 16 | (green << 2 | green >> 4) << 8 | blue << 3 | blue >> 2;
  }

  /** Turns over the pixels of the first row: another picture than the one that was sent. */
  void falsify() {
    for (int x = 0; x < width; x++) {
      plane[x] ^= WHITE;
    }
  }

  static int little(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
  }
}
