// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import java.util.Optional;

/** How a secret key encrypts; both notice what was altered. */
public enum CipherMode {
  /** SM4-GCM with a nonce of 96 bits at random (NIST SP 800-38D, section 8.2.2). */
  GCM("sm4-gcm", 1, 12, 16),
  /** SM4-CBC, then HMAC-SM3 over all of it. */
  CBC_HMAC("sm4-cbc-hmac", 2, 16, 32);

  private final String word;
  private final byte octet;
  private final int nonceBytes;
  private final int tagBytes;

  CipherMode(String word, int octet, int nonceBytes, int tagBytes) {
    this.word = word;
    this.octet = (byte) octet;
    this.nonceBytes = nonceBytes;
    this.tagBytes = tagBytes;
  }

  /** Its word in calls. */
  public String word() {
    return word;
  }

  /** The mode of a word. */
  public static Optional<CipherMode> of(String word) {
    for (CipherMode each : values()) {
      if (each.word.equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  static Optional<CipherMode> of(byte octet) {
    for (CipherMode each : values()) {
      if (each.octet == octet) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  byte octet() {
    return octet;
  }

  int nonceBytes() {
    return nonceBytes;
  }

  int tagBytes() {
    return tagBytes;
  }
}
