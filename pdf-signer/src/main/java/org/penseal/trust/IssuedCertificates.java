// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penseal.signature.Octets;

/**
 * Certificates of which it is known whose key has signed them, the last thousand. That is a matter
 * of their bytes alone and never changes; whether anybody is trusted is not kept here. Safe for
 * several threads.
 */
final class IssuedCertificates {
  private static final int MOST = 1000;

  // Digests: a certificate may be large, and who sends it chooses how large.
  private record Pair(Octets certificate, Octets issuer) {
    static Pair of(X509Certificate certificate, X509Certificate issuer)
        throws CertificateEncodingException {
      return new Pair(digest(certificate), digest(issuer));
    }

    private static Octets digest(X509Certificate of) throws CertificateEncodingException {
      try {
        return Octets.of(MessageDigest.getInstance("SHA-256").digest(of.getEncoded()));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }

  private final Map<Pair, Boolean> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Boolean> eldest) {
          return size() > MOST;
        }
      };

  boolean has(X509Certificate certificate, X509Certificate issuer)
      throws CertificateEncodingException {
    Pair pair = Pair.of(certificate, issuer);
    synchronized (known) {
      return known.get(pair) != null;
    }
  }

  void put(X509Certificate certificate, X509Certificate issuer)
      throws CertificateEncodingException {
    Pair pair = Pair.of(certificate, issuer);
    synchronized (known) {
      known.put(pair, true);
    }
  }
}
