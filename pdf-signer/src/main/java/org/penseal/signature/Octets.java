// SPDX-License-Identifier: Apache-2.0
package org.penseal.signature;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A run of bytes that never changes and is equal to another run with the same bytes.
 *
 * <p>The bytes are copied on the way in and on the way out. {@link #toString()} gives the length
 * only, so that a log never shows contents.
 */
public final class Octets {
  private final byte[] value;

  private Octets(byte[] value) {
    this.value = value;
  }

  /** Copies the bytes. */
  public static Octets of(byte[] value) {
    return new Octets(value.clone());
  }

  /**
   * Reads hexadecimal digits, upper or lower case, without separators.
   *
   * @throws IllegalArgumentException if the text is not an even number of hexadecimal digits
   */
  public static Octets ofHex(String hex) {
    return new Octets(HexFormat.of().parseHex(hex));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return value.clone();
  }

  /** Lower-case hexadecimal digits without separators. */
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  /** The number of bytes. */
  public int size() {
    return value.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return value.length + " bytes";
  }
}
