// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.SigningKey;
import org.penseal.pdf.Suite;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/** A key from a PKCS #12 file; not safe for several threads at once. */
final class Pkcs12Key implements SigningKey {
  private final List<X509Certificate> chain;
  private @Nullable PrivateKey key;

  Pkcs12Key(Pkcs12File file) {
    this.key = file.key();
    this.chain = file.chain();
  }

  @Override
  public List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public byte[] sign(byte[] toBeSigned) throws SigningException {
    if (key == null) {
      throw new CredentialException.KeyRefused("closed", null);
    }
    try {
      Suite suite = Suite.of(chain.getFirst().getPublicKey());
      Signature signature = Signature.getInstance(suite.signature(), "BC");
      signature.initSign(key);
      signature.update(toBeSigned);
      return signature.sign();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CredentialException.KeyRefused("cannot-sign", e);
    }
  }

  @Override
  public void close() {
    key = null;
  }
}
