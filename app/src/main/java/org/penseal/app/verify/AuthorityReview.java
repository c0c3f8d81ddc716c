// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.verify;

import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Manifest;
import org.penseal.identity.message.MessageKey;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** What the answer of an identity authority is worth, by what the manifest says of it. */
final class AuthorityReview {
  private AuthorityReview() {}

  /**
   * Looks for the certificate whose key signed the answer among those that are registered.
   *
   * @return registered, unregistered (signed, but by a key that is not registered or was not
   *     valid), unsigned, or none if no authority was asked
   */
  static String of(@Nullable Manifest manifest, TrustStore trust) {
    Manifest.Authority authority = manifest == null ? null : manifest.identity().authority();
    if (manifest == null || authority == null) {
      return EvidenceReport.NO_AUTHORITY;
    }
    String signedBy = authority.certificate();
    if (!authority.proven() || signedBy == null) {
      return EvidenceReport.UNSIGNED;
    }
    for (X509Certificate each : trust.anchors(Purpose.AUTHORITY)) {
      if (signedBy.equals(MessageKey.id(each)) && wasValid(each, manifest.identity().at(), trust)) {
        return EvidenceReport.REGISTERED;
      }
    }
    return EvidenceReport.UNREGISTERED;
  }

  private static boolean wasValid(X509Certificate certificate, String at, TrustStore trust) {
    try {
      return trust.holds(Purpose.AUTHORITY, certificate, Instant.parse(at));
    } catch (DateTimeException e) {
      return false;
    }
  }
}
