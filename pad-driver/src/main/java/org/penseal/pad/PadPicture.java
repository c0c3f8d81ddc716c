// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad;

import java.util.Arrays;

/**
 * A picture for a pad's screen, rows from the top: in one bit (eight pixels a byte, most
 * significant bit leftmost, each row padded to a byte; 1 is white, 0 is ink) or in colour (three
 * bytes a pixel, red, green, blue). Never changes.
 */
public final class PadPicture {
  /** As bright as this, and not brighter, in every colour: ink (the vendor's own rule). */
  private static final int DARK = 0x80;

  private final int width;
  private final int height;
  private final boolean colour;
  private final byte[] bits;

  /** How many colours a screen shows. */
  public enum Depth {
    /** Black and white. */
    ONE_BIT,
    /** 65,536 colours: five bits of red, six of green, five of blue. */
    RGB565,
    /** All. */
    RGB24
  }

  /**
   * A one-bit picture from its packed rows.
   *
   * @param width in pixels, 1..4096
   * @param height in pixels, 1..4096
   * @param bits {@code ((width + 7) / 8) * height} bytes, copied
   */
  public PadPicture(int width, int height, byte[] bits) {
    this(width, height, bits.clone(), false);
  }

  private PadPicture(int width, int height, byte[] bits, boolean colour) {
    if (width < 1 || width > 4096 || height < 1 || height > 4096) {
      throw new IllegalArgumentException("picture of impossible size");
    }
    if (bits.length != (colour ? 3 * width : (width + 7) / 8) * height) {
      throw new IllegalArgumentException("picture bits do not match its size");
    }
    this.width = width;
    this.height = height;
    this.colour = colour;
    this.bits = bits;
  }

  /** A white picture in one bit. */
  public static PadPicture blank(int width, int height) {
    byte[] bits = new byte[(width + 7) / 8 * height];
    Arrays.fill(bits, (byte) 0xFF);
    return new PadPicture(width, height, bits);
  }

  /**
   * A picture in colour.
   *
   * @param rgb {@code 3 * width * height} bytes, red, green, blue of each pixel, copied
   */
  public static PadPicture colour(int width, int height, byte[] rgb) {
    return new PadPicture(width, height, rgb.clone(), true);
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** Whether it is in colour. */
  public boolean colour() {
    return colour;
  }

  /**
   * A copy of the bytes of the picture, whose SM3 is stated: of one in one bit the packed rows, as
   * a pad's chip sees them too; of one in colour red, green, blue of each pixel.
   */
  public byte[] bits() {
    return bits.clone();
  }

  /** The colour of a pixel, 0xRRGGBB. */
  public int rgb(int x, int y) {
    requireInside(x, y);
    if (!colour) {
      return (bits[y * ((width + 7) / 8) + x / 8] >> (7 - x % 8) & 1) == 0 ? 0 : 0xFFFFFF;
    }
    int at = 3 * (y * width + x);
    return (bits[at] & 0xFF) << 16 | (bits[at + 1] & 0xFF) << 8 | bits[at + 2] & 0xFF;
  }

  /** Whether the pixel is white in one bit: its colours together are brighter than 0x80. */
  public boolean white(int x, int y) {
    int rgb = rgb(x, y);
    return ((rgb >> 16 | rgb >> 8 | rgb) & 0xFF) > DARK;
  }

  private void requireInside(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException("pixel outside of the picture");
    }
  }

  /** The picture in one bit, by {@link #white}. */
  public PadPicture oneBit() {
    if (!colour) {
      return this;
    }
    int row = (width + 7) / 8;
    byte[] packed = new byte[row * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < row * 8; x++) {
        if (x >= width || white(x, y)) {
          packed[y * row + x / 8] |= (byte) (0x80 >> x % 8);
        }
      }
    }
    return new PadPicture(width, height, packed, false);
  }

  /** What a screen of this depth shows of it: colours lose the bits that the screen has not. */
  public PadPicture reducedTo(Depth depth) {
    return switch (depth) {
      case ONE_BIT -> oneBit();
      case RGB24 -> this;
      case RGB565 -> {
        if (!colour) {
          yield this;
        }
        byte[] rgb = bits.clone();
        for (int i = 0; i < rgb.length; i++) {
          int kept = i % 3 == 1 ? 6 : 5;
          int upper = (rgb[i] & 0xFF) >> (8 - kept);
          // Stretched by repeating the upper bits, so that white stays white.
          rgb[i] = (byte) (upper << (8 - kept) | upper >> (2 * kept - 8));
        }
        yield new PadPicture(width, height, rgb, true);
      }
    };
  }

  /**
   * This picture with another one laid over it; in colour when one of them is.
   *
   * @throws IllegalArgumentException when the part does not lie inside
   */
  public PadPicture with(PadPicture part, int left, int top) {
    if (left < 0 || top < 0 || left + part.width > width || top + part.height > height) {
      throw new IllegalArgumentException("part outside of the picture");
    }
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean over = x >= left && x < left + part.width && y >= top && y < top + part.height;
        int pixel = over ? part.rgb(x - left, y - top) : rgb(x, y);
        int at = 3 * (y * width + x);
        rgb[at] = (byte) (pixel >> 16);
        rgb[at + 1] = (byte) (pixel >> 8);
        rgb[at + 2] = (byte) pixel;
      }
    }
    PadPicture laid = new PadPicture(width, height, rgb, true);
    return colour || part.colour ? laid : laid.oneBit();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PadPicture that
        && width == that.width
        && height == that.height
        && colour == that.colour
        && Arrays.equals(bits, that.bits);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    return "PadPicture[" + width + "x" + height + (colour ? " colour]" : "]");
  }
}
