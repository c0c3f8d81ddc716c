// SPDX-License-Identifier: Apache-2.0
package org.penseal.signature;

import java.security.cert.X509Certificate;

/**
 * What the key of a certificate is for, by its extension keyUsage (RFC 5280, section 4.2.1.3), as
 * the two certificates of TLCP are told apart: a certificate without the extension is for neither.
 */
public enum CertificateUse {
  /** digitalSignature. */
  DIGITAL_SIGNATURE(0),
  /** nonRepudiation, which is called contentCommitment now. */
  CONTENT_COMMITMENT(1),
  /** keyEncipherment. */
  KEY_ENCIPHERMENT(2),
  /** dataEncipherment. */
  DATA_ENCIPHERMENT(3),
  /** keyAgreement. */
  KEY_AGREEMENT(4);

  private final int bit;

  CertificateUse(int bit) {
    this.bit = bit;
  }

  /** Whether the extension is there and names this use. */
  public boolean in(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return usage != null && usage[bit];
  }

  /** Whether something may be encrypted to it, in any of the three ways. */
  public static boolean encrypts(X509Certificate certificate) {
    return KEY_ENCIPHERMENT.in(certificate)
        || DATA_ENCIPHERMENT.in(certificate)
        || KEY_AGREEMENT.in(certificate);
  }
}
