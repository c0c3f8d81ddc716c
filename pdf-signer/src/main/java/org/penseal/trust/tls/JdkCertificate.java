// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Certificates as the JDK's own classes read them. */
final class JdkCertificate {
  private JdkCertificate() {}

  /** The same certificate; null if the JDK does not know its kind of key. */
  static @Nullable X509Certificate read(X509Certificate other) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
    try {
      return (X509Certificate)
          factory.generateCertificate(new ByteArrayInputStream(other.getEncoded()));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }
}
