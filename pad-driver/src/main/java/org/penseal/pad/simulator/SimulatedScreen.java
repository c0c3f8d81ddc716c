// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.util.Arrays;
import org.penseal.pad.PadPicture;
import org.penseal.pad.protocol.StuReport;

/** The picture plane of a simulated pad: image upload in one bit, whole or an area. */
final class SimulatedScreen {
  private final int width;
  private final int height;
  private final int rowBytes;
  private byte[] plane;
  private byte[] incoming = new byte[0];
  private int filled;
  private int left;
  private int top;
  private int right;
  private int bottom;

  SimulatedScreen(int width, int height) {
    this.width = width;
    this.height = height;
    this.rowBytes = (width + 7) / 8;
    this.plane = white();
  }

  private byte[] white() {
    return PadPicture.blank(width, height).bits();
  }

  byte[] bits() {
    return plane.clone();
  }

  PadPicture picture() {
    return new PadPicture(width, height, plane);
  }

  void clear() {
    plane = white();
  }

  /** Error code of a start report 25 (2 bytes) or 24 (11 bytes with an area). */
  int start(byte[] report) {
    boolean area = (report[0] & 0xFF) == StuReport.START_IMAGE_AREA;
    if (report.length < (area ? 11 : 2)) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
    if (report[1] != 0) {
      return StuReport.ERROR_WRONG_ENCODING;
    }
    left = area ? little(report, 3) : 0;
    top = area ? little(report, 5) : 0;
    right = area ? little(report, 7) : width - 1;
    bottom = area ? little(report, 9) : height - 1;
    if (right >= width || bottom >= height || left > right || top > bottom) {
      return StuReport.ERROR_WRONG_AREA;
    }
    incoming = new byte[(right - left + 8) / 8 * (bottom - top + 1)];
    filled = 0;
    return StuReport.OK;
  }

  /** Error code of a block report 26. */
  int block(byte[] report) {
    int length = report.length < 3 ? -1 : little(report, 1);
    if (length < 0 || length > report.length - 3) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
    if (length > incoming.length - filled) {
      return StuReport.ERROR_IMAGE_TOO_LONG;
    }
    System.arraycopy(report, 3, incoming, filled, length);
    filled += length;
    return StuReport.OK;
  }

  /** Takes what came over; what is missing is white. */
  void commit() {
    Arrays.fill(incoming, filled, incoming.length, (byte) 0xFF);
    int areaRowBytes = (right - left + 8) / 8;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        int column = x - left;
        int bit = incoming[(y - top) * areaRowBytes + column / 8] >> (7 - column % 8) & 1;
        set(x, y, bit);
      }
    }
  }

  /** Turns over the pixels of the first row: another picture than the one that was sent. */
  void falsify() {
    for (int x = 0; x < width; x++) {
      set(x, 0, 1 - (plane[x / 8] >> (7 - x % 8) & 1));
    }
  }

  private void set(int x, int y, int bit) {
    int at = y * rowBytes + x / 8;
    int mask = 0x80 >> x % 8;
    plane[at] = (byte) (bit != 0 ? plane[at] | mask : plane[at] & ~mask);
  }

  static int little(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
  }
}
