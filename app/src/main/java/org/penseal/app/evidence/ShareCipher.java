// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * SM4-GCM under a key from a case's share. Key and nonce both come from share and label by
 * HMAC-SM3: under one label one plain text only may be sealed.
 */
final class ShareCipher {
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 16;
  private static final int IV_BYTES = 12;

  private ShareCipher() {}

  static byte[] seal(byte[] share, String label, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, share, label).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SM4-GCM is missing: is the provider registered?", e);
    }
  }

  /**
   * @throws GeneralSecurityException if the share is another case's or the bytes were altered
   */
  static byte[] open(byte[] share, String label, byte[] sealed) throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, share, label).doFinal(sealed);
  }

  private static Cipher cipher(int mode, byte[] share, String label)
      throws GeneralSecurityException {
    if (share.length != InkSeal.SHARE_BYTES) {
      throw new GeneralSecurityException("a share has " + InkSeal.SHARE_BYTES + " bytes");
    }
    Mac mac = Mac.getInstance("HMACSM3");
    mac.init(new SecretKeySpec(share, "HMACSM3"));
    byte[] derived = mac.doFinal(label.getBytes(StandardCharsets.UTF_8));
    Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(Arrays.copyOf(derived, KEY_BYTES), "SM4"),
        new GCMParameterSpec(
            TAG_BITS, Arrays.copyOfRange(derived, KEY_BYTES, KEY_BYTES + IV_BYTES)));
    return cipher;
  }
}
