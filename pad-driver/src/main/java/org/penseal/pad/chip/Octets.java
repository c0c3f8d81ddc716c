// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a value: copied in and out, equal by content. */
public final class Octets {
  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /** Bytes from hexadecimal digits. */
  public static Octets ofHex(String hex) {
    return new Octets(HexFormat.of().parseHex(hex));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Number of bytes. */
  public int length() {
    return bytes.length;
  }

  /** Lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The length only: the content may be what is never logged. */
  @Override
  public String toString() {
    return "Octets[" + bytes.length + "]";
  }
}
