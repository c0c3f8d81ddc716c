// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.security.cert.X509Certificate;
import org.penseal.trust.Arc;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ChainCheck;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TrustStore;

/** Whether a timestamp is a demonstration's: by the policy of any certificate up to the root. */
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
            && (CertificateFacts.hasPolicy(tsa, Arc.POLICY_DEMO)
                || new ChainCheck(roots)
                    .check(tsa, token.certificates(), Purpose.TSA, token.time())
                    .demo());
    return demo ? Origin.DEMO : Origin.SERVICE;
  }
}
