// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;

/**
 * A key of the workplace: signs statements for pads without a chip, or what a CA is sent. May be
 * shared between threads.
 */
public interface StatementKey {
  /** Its certificate first, then its issuers as far as they are known; never empty. */
  List<X509Certificate> chain();

  /** Its certificate, which verifiers know as that of a registered workplace. */
  default X509Certificate certificate() {
    return chain().getFirst();
  }

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
      public List<X509Certificate> chain() {
        return file.chain();
      }

      @Override
      public SigningKey open() throws SigningException {
        return file.open();
      }
    };
  }
}
