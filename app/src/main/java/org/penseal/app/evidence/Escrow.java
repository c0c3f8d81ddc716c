// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ProjectOids;

/**
 * For whose key the ink was sealed.
 *
 * @param sm3 digest of its certificate, lower-case hex
 * @param demo whether it is a demonstration's
 */
public record Escrow(String sm3, boolean demo) {
  /** Of a certificate; it says by its policy whether it is a demonstration's. */
  public static Escrow of(X509Certificate certificate) {
    try {
      return new Escrow(
          Sm3.hex(certificate.getEncoded()),
          CertificateFacts.hasPolicy(certificate, ProjectOids.POLICY_DEMO));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }
}
