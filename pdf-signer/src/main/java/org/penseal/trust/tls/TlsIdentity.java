// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What this program shows a service that asks who it is.
 *
 * @param key the private key; for an SM service an SM2 key
 * @param chain its certificate first
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
  /** Copies the list. */
  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  /** No key. */
  @Override
  public String toString() {
    return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
