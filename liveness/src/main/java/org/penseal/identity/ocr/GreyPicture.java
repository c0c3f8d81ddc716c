// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.ocr;

/**
 * A picture of one line of print.
 *
 * @param width pixels
 * @param height pixels
 * @param grey {@code width * height} bytes, rows from the top, 0 is black; not copied, nobody
 *     changes it
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is a buffer
public record GreyPicture(int width, int height, byte[] grey) {
  public GreyPicture {
    if (width < 1 || height < 1 || grey.length != (long) width * height) {
      throw new IllegalArgumentException("picture of " + grey.length + " bytes");
    }
  }

  /** Size only: it shows an ID number. */
  @Override
  public String toString() {
    return "GreyPicture[%dx%d]".formatted(width, height);
  }
}
