// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chains that were good a moment ago. Roots do not change while the program runs; what does, time
 * and revocation, is heeded: a chain counts for a minute, no longer than each of its certificates,
 * and not at all before it was judged. Only for where nobody is asked about revocation. Safe for
 * several threads.
 */
final class KnownPaths {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST = 2000;
  private static final int LONGEST_CHAIN = 4;
  private static final int LARGEST_BYTES = 4096;

  private record Good(Instant from, Instant until) {}

  private final Map<List<X509Certificate>, Good> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<X509Certificate>, Good> eldest) {
          return size() > MOST;
        }
      };

  /** Whether what was sent, the leaf first, was good a moment ago and still is. */
  boolean has(List<X509Certificate> sent, Instant now) {
    if (sent.isEmpty() || sent.size() > LONGEST_CHAIN) {
      return false;
    }
    Good good;
    synchronized (known) {
      good = known.get(sent);
    }
    return good != null && !now.isBefore(good.from) && now.isBefore(good.until);
  }

  /**
   * Notes a chain that was found good.
   *
   * @param sent the leaf first
   * @param path from the leaf up to a root
   */
  void add(List<X509Certificate> sent, List<X509Certificate> path, Instant now) {
    if (sent.size() > LONGEST_CHAIN || !sent.stream().allMatch(KnownPaths::isSmall)) {
      return;
    }
    Instant until = now.plus(LONGEST);
    for (X509Certificate each : path) {
      Instant end = each.getNotAfter().toInstant();
      until = end.isBefore(until) ? end : until;
    }
    synchronized (known) {
      known.put(List.copyOf(sent), new Good(now, until));
    }
  }

  // Who sends them chooses how large.
  private static boolean isSmall(X509Certificate certificate) {
    try {
      return certificate.getEncoded().length <= LARGEST_BYTES;
    } catch (CertificateEncodingException e) {
      return false;
    }
  }
}
