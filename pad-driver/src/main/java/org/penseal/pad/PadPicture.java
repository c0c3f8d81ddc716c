// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.util.Arrays;

/**
 * A one-bit picture for a pad's screen: rows from the top, eight pixels a byte, most significant
 * bit leftmost, each row padded to a byte; 1 is white, 0 is ink (STU encoding mode 0).
 */
public final class PadPicture {
  private final int width;
  private final int height;
  private final byte[] bits;

  /**
   * A picture from its packed rows.
   *
   * @param width in pixels, 1..4096
   * @param height in pixels, 1..4096
   * @param bits {@code ((width + 7) / 8) * height} bytes, copied
   */
  public PadPicture(int width, int height, byte[] bits) {
    if (width < 1 || width > 4096 || height < 1 || height > 4096) {
      throw new IllegalArgumentException("picture of impossible size");
    }
    if (bits.length != (width + 7) / 8 * height) {
      throw new IllegalArgumentException("picture bits do not match its size");
    }
    this.width = width;
    this.height = height;
    this.bits = bits.clone();
  }

  /** A white picture. */
  public static PadPicture blank(int width, int height) {
    byte[] bits = new byte[(width + 7) / 8 * height];
    Arrays.fill(bits, (byte) 0xFF);
    return new PadPicture(width, height, bits);
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** A copy of the packed rows: exactly the bytes that the pad receives and whose SM3 it states. */
  public byte[] bits() {
    return bits.clone();
  }

  /** Whether the pixel is white. */
  public boolean white(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException("pixel outside of the picture");
    }
    return (bits[y * ((width + 7) / 8) + x / 8] >> (7 - x % 8) & 1) != 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PadPicture that
        && width == that.width
        && height == that.height
        && Arrays.equals(bits, that.bits);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    return "PadPicture[" + width + "x" + height + "]";
  }
}
