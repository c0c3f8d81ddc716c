// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;

/**
 * A key of the workplace that is opened for each signature, so that a token is free in between. May
 * be shared between threads; closing it does nothing. A PIN that was refused is not tried again:
 * every further try brings the token nearer to being locked.
 */
final class KeyOnDemand implements SigningKey {
  private final StatementKey key;
  private volatile CredentialException.@Nullable PinRefused refused;

  KeyOnDemand(StatementKey key) {
    this.key = key;
  }

  @Override
  public List<X509Certificate> chain() {
    return key.chain();
  }

  private interface Signing {
    byte[] with(SigningKey opened) throws SigningException;
  }

  private byte[] sign(Signing signing) throws SigningException {
    CredentialException.PinRefused known = refused;
    if (known != null) {
      throw known;
    }
    try (SigningKey opened = key.open()) {
      // Another token in its place would sign under this certificate.
      if (!opened.chain().getFirst().equals(chain().getFirst())) {
        throw new CredentialException.KeyRefused(
            CredentialException.KeyRefused.Why.ANOTHER_KEY, null);
      }
      return signing.with(opened);
    } catch (CredentialException.PinRefused e) {
      refused = e;
      throw e;
    }
  }

  @Override
  public byte[] sign(byte[] toBeSigned) throws SigningException {
    return sign(opened -> opened.sign(toBeSigned));
  }

  @Override
  public byte[] sign(byte[] toBeSigned, Way way) throws SigningException {
    return sign(opened -> opened.sign(toBeSigned, way));
  }

  @Override
  public void close() {
    // nothing stays open
  }
}
