// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.skf;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.penseal.key.TokenKey;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

/**
 * Opens SM2 keys in tokens of GM/T 0016 (SKF). The chain is the token's signing certificate alone.
 */
public final class SkfKey {
  private SkfKey() {}

  /**
   * Opens the key; whoever opens it closes it.
   *
   * @param pin the user's; the caller wipes it
   * @param sm2Id user id, at most 8191 bytes in UTF-8
   * @throws CredentialException.TokenMissing if library, function, device, application, container
   *     or certificate is not there
   * @throws CredentialException.PinRefused if the PIN is not the one
   * @throws CredentialException.TokenRemoved if the token was pulled out
   * @throws CredentialException.TokenFailed for any other code of the library
   * @throws CredentialException.BadCertificate if the certificate cannot be read
   * @throws CredentialException.UnfitKey if it is not for an SM2 key
   */
  public static TokenKey open(SkfAddress address, byte[] pin, String sm2Id, Hashing hashing)
      throws SigningException {
    SkfToken token = SkfToken.open(address, pin);
    boolean whole = false;
    try {
      X509Certificate certificate = TokenKey.certificate(token.certificate());
      Suite.SM2_SM3.requireFor(certificate.getPublicKey());
      whole = true;
      SigningKey.Way way = new SigningKey.Way(Suite.SM2_SM3, sm2Id);
      return new TokenKey(List.of(certificate), way, hashing, token);
    } finally {
      if (!whole) {
        token.close();
      }
    }
  }

  /**
   * The encryption certificate beside the key, as TLCP shows it; empty if the container has none.
   *
   * @param pin as {@link #open}
   * @throws SigningException as {@link #open}
   */
  public static Optional<X509Certificate> encryptionCertificate(SkfAddress address, byte[] pin)
      throws SigningException {
    try (SkfToken token = SkfToken.open(address, pin)) {
      Optional<byte[]> der = token.encryptionCertificate();
      return der.isEmpty() ? Optional.empty() : Optional.of(TokenKey.certificate(der.get()));
    }
  }
}
