// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

/**
 * Whose revocation is asked for.
 *
 * @param certificate the certificate in question
 * @param issuer the certificate that signed it
 */
record Subject(X509Certificate certificate, X509Certificate issuer) {
  /** RFC 9608: the issuer offers no revocation information. */
  private static final String NO_REV_AVAIL = "2.5.29.56";

  /** RFC 6960, section 4.2.2.2.1: an OCSP responder that need not be asked about. */
  static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

  /** Serial number, lower-case hexadecimal. */
  String serial() {
    return certificate.getSerialNumber().toString(16);
  }

  /** Whether it is a root. */
  boolean itself() {
    return certificate.equals(issuer);
  }

  /** Whether the one signed the other. */
  boolean linked() {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey(), "BC");
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * Whether revocation is to be asked for: not for a certificate that signed itself, and not for an
   * end entity with noRevAvail. A CA's certificate must not carry noRevAvail, nor one that names a
   * place to ask (RFC 9608, section 3): there it is not honoured.
   */
  boolean needsAnswer() {
    if (itself()) {
      return false;
    }
    boolean excused =
        certificate.getExtensionValue(NO_REV_AVAIL) != null
            && certificate.getBasicConstraints() < 0
            && Addresses.ocsp(certificate).isEmpty()
            && certificate.getExtensionValue(Addresses.CRL_POINTS) == null;
    return !excused;
  }
}
