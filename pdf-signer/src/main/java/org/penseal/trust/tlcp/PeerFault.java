// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.TlcpException;

/** What a peer is told whose certificates are not believed. */
final class PeerFault {
  private PeerFault() {}

  static void check(PeerCheck check, PeerCertificates shown) throws TlcpException {
    try {
      check.require(shown);
    } catch (CertificateException e) {
      throw new TlcpException.Refused(alert(e), "certificates are not believed", e);
    }
  }

  private static Alert alert(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return Alert.CERTIFICATE_EXPIRED;
      }
      if (cause instanceof CertificateRevokedException
          || cause instanceof CertPathValidatorException refused
              && refused.getReason() == BasicReason.REVOKED) {
        return Alert.CERTIFICATE_REVOKED;
      }
    }
    return Alert.BAD_CERTIFICATE;
  }
}
