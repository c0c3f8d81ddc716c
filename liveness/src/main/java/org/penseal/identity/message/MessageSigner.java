// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Signs messages with one key. Any thread.
 *
 * @param key private key
 * @param keyId how the other side finds the certificate: {@link MessageKey#id}
 * @param algorithm of the key
 */
public record MessageSigner(PrivateKey key, String keyId, MessageAlgorithm algorithm) {

  /**
   * A signature as its two headers.
   *
   * @param input {@code Signature-Input}
   * @param value {@code Signature}
   */
  public record Headers(String input, String value) {}

  /**
   * Signs.
   *
   * @param created now, in whole seconds in the signature
   * @param nonce letters and digits, never used before
   * @throws GeneralSecurityException if the key cannot sign
   */
  public Headers sign(List<Component> components, Instant created, String nonce)
      throws GeneralSecurityException {
    String parameters =
        "%s;created=%d;keyid=\"%s\";alg=\"%s\";nonce=\"%s\""
            .formatted(
                SignatureBase.list(components),
                created.getEpochSecond(),
                keyId,
                algorithm.word(),
                nonce);
    byte[] base = SignatureBase.of(components, parameters).getBytes(StandardCharsets.UTF_8);
    String value = Base64.getEncoder().encodeToString(algorithm.sign(key, base));
    return new Headers("sig1=" + parameters, "sig1=:" + value + ":");
  }

  /** No key. */
  @Override
  public String toString() {
    return "MessageSigner[" + keyId + "]";
  }
}
