// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ChainCheck;
import org.penseal.trust.ProjectOids;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TrustStore;

/**
 * Whether a timestamp is a demonstration's, by the policy of any certificate up to the root, and
 * whether a case takes it.
 */
public final class TsaOrigin {
  private TsaOrigin() {}

  /**
   * Of a token.
   *
   * @param roots whom the timestamp services are trusted by
   */
  public static Origin of(Timestamp token, TrustStore roots) {
    X509Certificate tsa = token.tsa();
    boolean demo =
        tsa != null
            && (CertificateFacts.hasPolicy(tsa, ProjectOids.POLICY_DEMO)
                || new ChainCheck(roots)
                    .check(tsa, token.certificates(), Purpose.TSA, token.time())
                    .demo());
    return demo ? Origin.DEMO : Origin.SERVICE;
  }

  /**
   * Which timestamps a case takes: what it states of its timestamp services, and what stands on the
   * page, is true of whoever stamps. Simulated and recorded sources and a real service do not mix.
   *
   * @param origins as its manifest states them
   * @param roots whom the timestamp services are trusted by
   */
  public static Predicate<Timestamp> taken(Origins origins, TrustStore roots) {
    boolean service = Origin.SERVICE.label().equals(origins.stated().get(Origins.TSA));
    boolean laboratory = !origins.laboratory().isEmpty();
    boolean demo = origins.demo() && !service;
    return token -> of(token, roots) == Origin.DEMO ? demo : !laboratory;
  }
}
