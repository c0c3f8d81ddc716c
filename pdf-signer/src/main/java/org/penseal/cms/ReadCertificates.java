// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.signature.Octets;

/**
 * The certificates that were read last, by their octets: whoever signs one file signs others, and a
 * key that is used again keeps what was calculated for it. Nothing is said of them here but that
 * these octets read so. May be shared between threads.
 */
final class ReadCertificates {
  private static final int MOST = 64;
  private static final int LARGEST_BYTES = 1 << 14;

  private final Map<Octets, X509Certificate> known =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Octets, X509Certificate> eldest) {
          return size() > MOST;
        }
      };

  /**
   * The certificate.
   *
   * @throws GeneralSecurityException if it cannot be read
   */
  X509Certificate of(byte[] der) throws GeneralSecurityException {
    Octets key = Octets.of(der);
    X509Certificate certificate = known(key);
    if (certificate == null) {
      certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509", "BC")
                  .generateCertificate(new ByteArrayInputStream(der));
      if (der.length <= LARGEST_BYTES && certificate != null) {
        keep(key, certificate);
      }
    }
    return certificate;
  }

  private synchronized @Nullable X509Certificate known(Octets der) {
    return known.get(der);
  }

  private synchronized void keep(Octets der, X509Certificate certificate) {
    known.put(der, certificate);
  }
}
