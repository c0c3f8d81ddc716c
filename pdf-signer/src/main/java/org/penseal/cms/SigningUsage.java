// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Whether the extended key usage of a certificate (RFC 5280, section 4.2.1.12) allows the signing
 * of documents: there is none, or one of its purposes is any, document signing (RFC 9336), mail
 * protection (what most signers' certificates carry), or one of the two that Microsoft and Adobe
 * use for documents. Whether the extension is critical makes no difference.
 */
public final class SigningUsage {
  private static final Set<String> DOCUMENTS =
      Set.of(
          "2.5.29.37.0", // anyExtendedKeyUsage
          "1.3.6.1.5.5.7.3.36", // id-kp-documentSigning
          "1.3.6.1.5.5.7.3.4", // id-kp-emailProtection
          "1.3.6.1.4.1.311.10.3.12", // Microsoft document signing
          "1.2.840.113583.1.1.5"); // Adobe authentic documents

  private SigningUsage() {}

  /** Whether documents may be signed; not if the extension cannot be read. */
  public static boolean allowsDocuments(X509Certificate certificate) {
    return allows(certificate, DOCUMENTS);
  }

  /**
   * Whether one of some purposes is allowed.
   *
   * @param purposes dotted
   * @return true without the extension, false if it cannot be read
   */
  public static boolean allows(X509Certificate certificate, Set<String> purposes) {
    try {
      List<String> found = certificate.getExtendedKeyUsage();
      return found == null || found.stream().anyMatch(purposes::contains);
    } catch (CertificateParsingException | RuntimeException e) {
      // BouncyCastle meets bad ASN.1 with whatever exception comes first.
      return false;
    }
  }
}
