// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.penseal.pad.PadException;

/** X.509 certificates with SM2 keys, through the provider {@code BC}. */
final class Certificates {
  private Certificates() {}

  static X509Certificate read(byte[] der) throws PadException.Malformed {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", "BC");
      if (factory.generateCertificate(new ByteArrayInputStream(der))
              instanceof X509Certificate certificate
          && certificate.getPublicKey() != null) {
        return certificate;
      }
      throw new PadException.Malformed("device certificate", null);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Its key is read only when it is asked for; one that is no point fails otherwise.
      throw new PadException.Malformed("device certificate", e);
    }
  }
}
