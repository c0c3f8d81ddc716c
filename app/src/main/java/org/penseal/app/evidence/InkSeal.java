// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The inner seal of the ink: SM4-GCM under a key from the case's own share, so that deleting the
 * share erases the ink in every copy of the file. The outer seal is an envelope for the escrow key.
 *
 * @param ink the hand signature, native trace format
 * @param salts the salts of the manifest's digests, hex, by name
 * @param annotation the handwritten annotation in its own format; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InkSeal(byte[] ink, Map<String, String> salts, byte @Nullable [] annotation) {
  /** Length of a share in bytes. */
  public static final int SHARE_BYTES = 32;

  private static final byte[] LABEL = "penseal ink share/1".getBytes(StandardCharsets.UTF_8);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TAG_BITS = 128;
  private static final int IV_BYTES = 12;

  /** Cipher text and tag under {@code share}, which must be used for nothing else. */
  public byte[] seal(byte[] share) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, share).doFinal(JSON.writeValueAsBytes(this));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("SM4-GCM is missing: is the provider registered?", e);
    }
  }

  /**
   * Opens the inner seal.
   *
   * @throws IOException if the share is another case's or the bytes were altered
   */
  public static InkSeal open(byte[] sealed, byte[] share) throws IOException {
    try {
      byte[] plain = cipher(Cipher.DECRYPT_MODE, share).doFinal(sealed);
      InkSeal seal = JSON.readValue(plain, InkSeal.class);
      if (seal == null || seal.ink == null || seal.salts == null) {
        throw new IOException("a seal without ink or salts");
      }
      return seal;
    } catch (GeneralSecurityException e) {
      throw new IOException("share does not open this ink", e);
    }
  }

  // Key and IV both come from the share: it is random, and seals one plain text only.
  private static Cipher cipher(int mode, byte[] share) throws GeneralSecurityException {
    if (share.length != SHARE_BYTES) {
      throw new GeneralSecurityException("a share has " + SHARE_BYTES + " bytes");
    }
    Mac mac = Mac.getInstance("HMACSM3");
    mac.init(new SecretKeySpec(share, "HMACSM3"));
    byte[] derived = mac.doFinal(LABEL);
    Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(Arrays.copyOf(derived, 16), "SM4"),
        new GCMParameterSpec(TAG_BITS, Arrays.copyOfRange(derived, 16, 16 + IV_BYTES)));
    return cipher;
  }
}
