// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that come from one secret of 32 bytes, by HMAC-SM3 over a label: each way to encrypt has
 * its own, so that what one has made is nothing to another.
 */
final class SecretKeys {
  /** The length of the secret. */
  static final int BYTES = 32;

  /** The length of the name that stands in every cipher text. */
  static final int ID_BYTES = 8;

  private final byte[] secret;

  SecretKeys(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("a secret of " + secret.length + " bytes");
    }
    this.secret = secret.clone();
  }

  /** By which a cipher text names it; the secret cannot be learnt from it. */
  byte[] id() {
    return Arrays.copyOf(derived("penseal id"), ID_BYTES);
  }

  /** An SM4 key of 16 bytes. */
  SecretKey sm4(String label) {
    return new SecretKeySpec(Arrays.copyOf(derived("penseal " + label), 16), "SM4");
  }

  /** A key for HMAC-SM3. */
  SecretKey mac(String label) {
    return new SecretKeySpec(derived("penseal " + label), "HMACSM3");
  }

  private byte[] derived(String label) {
    try {
      Mac mac = Mac.getInstance("HMACSM3");
      mac.init(new SecretKeySpec(secret, "HMACSM3"));
      return mac.doFinal(label.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMACSM3 is missing: is the provider registered?", e);
    }
  }
}
