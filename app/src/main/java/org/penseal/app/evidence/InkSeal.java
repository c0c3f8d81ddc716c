// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inner seal of the ink: SM4-GCM under a key from the case's own share, so that deleting the
 * share erases the ink in every copy of the file. The outer seal is an envelope for the escrow key.
 *
 * @param ink the handwritten signature, native trace format
 * @param salts the salts of the manifest's digests, hex, by name
 * @param annotation the handwritten annotation in its own format; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InkSeal(byte[] ink, Map<String, String> salts, byte @Nullable [] annotation) {
  /** Length of a share in bytes. */
  public static final int SHARE_BYTES = 32;

  private static final String LABEL = "penseal ink share/1";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Cipher text and tag under {@code share}, with which no other ink may be sealed. */
  public byte[] seal(byte[] share) {
    try {
      return ShareCipher.seal(share, LABEL, JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new IllegalStateException("texts and bytes can be written", e);
    }
  }

  /**
   * Opens the inner seal.
   *
   * @throws IOException if the share is another case's or the bytes were altered
   */
  public static InkSeal open(byte[] sealed, byte[] share) throws IOException {
    try {
      InkSeal seal = JSON.readValue(ShareCipher.open(share, LABEL, sealed), InkSeal.class);
      if (seal == null || seal.ink == null || seal.salts == null) {
        throw new IOException("a seal without ink or salts");
      }
      return seal;
    } catch (GeneralSecurityException e) {
      throw new IOException("share does not open this ink", e);
    }
  }
}
