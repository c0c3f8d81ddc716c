// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penseal.app.server.api.JsonBody;
import org.penseal.app.server.refusal.ServeException.BadParameter;
import org.penseal.signature.Octets;

/**
 * Certificates of those who logged in before, as they were read: who comes again is not read again.
 * Nothing is said of trust. Safe for several threads.
 */
final class KnownCertificates {
  private static final int MOST = 2000;
  // What is larger is read each time: who sends it chooses how large.
  private static final int LONGEST_BYTES = 4096;

  private final Map<Octets, X509Certificate> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Octets, X509Certificate> eldest) {
          return size() > MOST;
        }
      };

  /** The certificate in DER or PEM. */
  X509Certificate of(String name, byte[] encoded) throws BadParameter {
    if (encoded.length > LONGEST_BYTES) {
      return JsonBody.certificate(name, encoded);
    }
    Octets bytes = Octets.of(encoded);
    synchronized (known) {
      X509Certificate found = known.get(bytes);
      if (found != null) {
        return found;
      }
    }
    X509Certificate read = JsonBody.certificate(name, encoded);
    synchronized (known) {
      known.put(bytes, read);
    }
    return read;
  }
}
