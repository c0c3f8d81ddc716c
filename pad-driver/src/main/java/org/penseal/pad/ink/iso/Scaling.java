// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.ink.iso;

/**
 * The scaling value of a channel: exponent −16 to 15 plus 16 in five bits, fraction in eleven;
 * value {@code 2^E · (1 + fraction / 2048)}. A physical value is the stored one divided by it.
 */
final class Scaling {
  /** Greatest value that can be stated. */
  static final double MAX = Math.scalb(1 + 2047 / 2048.0, 15);

  private Scaling() {}

  static double decode(int bits) {
    return Math.scalb(1 + (bits & 0x7FF) / 2048.0, (bits >> 11) - 16);
  }

  /** The greatest one that is at most a value between 2^-16 and {@link #MAX}. */
  static int encode(double value) {
    int exponent = Math.getExponent(value);
    if (exponent < -16 || exponent > 15) {
      throw new IllegalArgumentException("scaling cannot be stated");
    }
    int fraction = (int) Math.floor((Math.scalb(value, -exponent) - 1) * 2048);
    return (exponent + 16) << 11 | fraction;
  }
}
