// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one OCSP response or revocation list says of one certificate. */
sealed interface Reading {
  /**
   * An authentic statement.
   *
   * @param status good, revoked or unknown
   * @param thisUpdate when it was true
   * @param nextUpdate when a newer one comes, or null
   * @param keepsExpired whether expired certificates stay in it (archive cutoff, RFC 6960 section
   *     4.4.4; expiredCertsOnCRL, X.509)
   * @param responder the delegated OCSP responder's certificate, or null
   */
  record Statement(
      Status status,
      Instant thisUpdate,
      @Nullable Instant nextUpdate,
      boolean keepsExpired,
      @Nullable X509Certificate responder)
      implements Reading {
    private static final Duration SKEW = Duration.ofMinutes(5);
    // Without nextUpdate newer information is always there (RFC 6960, section 2.4), so it ages at
    // once; this is how long we let it.
    private static final Duration OLDEST_WITHOUT_END = Duration.ofHours(1);

    /** Whether it is not older than a time. */
    boolean isSince(Instant at) {
      return !thisUpdate.isBefore(at.minus(SKEW));
    }

    /**
     * Whether it says something about a certificate at a time: it was made for a time before the
     * certificate's end and is not out of date at that time.
     *
     * @param at the time in question
     * @param known the time at which we look: nothing may come from later
     */
    boolean speaksOf(X509Certificate certificate, Instant at, Instant known) {
      Instant end = nextUpdate != null ? nextUpdate : thisUpdate.plus(OLDEST_WITHOUT_END);
      return !thisUpdate.isAfter(known.plus(SKEW))
          && !end.isBefore(at.minus(SKEW))
          && (keepsExpired || !thisUpdate.isAfter(certificate.getNotAfter().toInstant()));
    }
  }

  /** About another certificate. */
  record Irrelevant() implements Reading {}

  /**
   * Not to be believed or not supported.
   *
   * @param reason a stable code
   */
  record Rejected(String reason) implements Reading {}
}
