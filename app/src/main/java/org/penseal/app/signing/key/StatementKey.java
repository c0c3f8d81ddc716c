// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.security.cert.X509Certificate;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;

/**
 * The workplace's own key: signs statements for pads without a chip. May be shared between threads.
 */
public interface StatementKey {
  /** Its certificate, which verifiers know as that of a registered workplace. */
  X509Certificate certificate();

  /**
   * Opens the key; the caller closes it.
   *
   * @throws CredentialException.KeyRefused if it is locked, removed or cannot be had
   */
  SigningKey open() throws SigningException;

  /** A key in memory. */
  static StatementKey of(Pkcs12File file) {
    return new StatementKey() {
      @Override
      public X509Certificate certificate() {
        return file.chain().getFirst();
      }

      @Override
      public SigningKey open() throws SigningException {
        return file.open();
      }
    };
  }
}
