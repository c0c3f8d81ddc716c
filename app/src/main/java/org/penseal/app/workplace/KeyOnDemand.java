// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;

/**
 * A key of the workplace that is opened for each signature, so that a token is free in between. May
 * be shared between threads; closing it does nothing.
 */
record KeyOnDemand(StatementKey key) implements SigningKey {
  @Override
  public List<X509Certificate> chain() {
    return key.chain();
  }

  @Override
  public byte[] sign(byte[] toBeSigned) throws SigningException {
    try (SigningKey opened = key.open()) {
      return opened.sign(toBeSigned);
    }
  }

  @Override
  public void close() {
    // nothing stays open
  }
}
