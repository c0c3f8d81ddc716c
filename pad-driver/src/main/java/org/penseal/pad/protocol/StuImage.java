// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.protocol;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadPicture;

/**
 * A picture as an STU pad takes it, rows from the top.
 *
 * @param encoding 0 one bit, 1 the same in a zlib stream (RFC 1950), 2 RGB565 with the high byte
 *     first, 4 blue, green, red
 * @param bytes the data of all reports 26
 */
@SuppressWarnings("ArrayRecordComponent") // made once and sent
public record StuImage(int encoding, byte[] bytes) {
  public static final int ONE_BIT = 0;
  public static final int ZLIB = 1;
  public static final int RGB565 = 2;
  public static final int BGR24 = 4;

  private static final int OFFERS_ZLIB = 1;

  /**
   * The picture in the encoding that the device offers and that suits it: colours in as many bits
   * as there are, black and white in one bit, compressed when that is shorter.
   *
   * @param capability of the device, its encodings completed from the catalogue
   */
  public static StuImage of(PadPicture picture, PadIdentity.Capability capability) {
    if (picture.colour()) {
      return switch (capability.depth()) {
        case RGB24 -> new StuImage(BGR24, bgr24(picture));
        case RGB565 -> new StuImage(RGB565, rgb565(picture));
        case ONE_BIT -> of(picture.oneBit(), capability);
      };
    }
    byte[] bits = picture.bits();
    if ((capability.encodings() & OFFERS_ZLIB) != 0) {
      byte[] shorter = deflate(bits);
      if (shorter.length < bits.length) {
        return new StuImage(ZLIB, shorter);
      }
    }
    return new StuImage(ONE_BIT, bits);
  }

  private static byte[] bgr24(PadPicture picture) {
    byte[] rgb = picture.bits();
    for (int i = 0; i < rgb.length; i += 3) {
      byte red = rgb[i];
      rgb[i] = rgb[i + 2];
      rgb[i + 2] = red;
    }
    return rgb;
  }

  private static byte[] rgb565(PadPicture picture) {
    byte[] rgb = picture.bits();
    byte[] packed = new byte[rgb.length / 3 * 2];
    for (int i = 0; i < packed.length; i += 2) {
      int at = i / 2 * 3;
      int value = rgb565(rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF);
      packed[i] = (byte) (value >> 8);
      packed[i + 1] = (byte) value;
    }
    return packed;
  }

  /** Eight bits of each colour in sixteen together. */
  static int rgb565(int red, int green, int blue) {
    return red >> 3 << 11 | green >> 2 << 5 | blue >> 3;
  }

  private static byte[] deflate(byte[] bits) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(bits);
      deflater.finish();
      byte[] room = new byte[bits.length];
      int count = deflater.deflate(room);
      // What does not fit is not shorter.
      return deflater.finished() ? Arrays.copyOf(room, count) : bits;
    }
  }
}
