// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.Octets;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/** What a certificate says, read for reports and checks. */
public final class CertificateFacts {
  private CertificateFacts() {}

  /** The subject's common name; empty if there is none. */
  public static String commonName(X509Certificate certificate) {
    try {
      X500Name name = Certificate.getInstance(certificate.getEncoded()).getSubject();
      RDN[] found = name.getRDNs(BCStyle.CN);
      return found.length == 0 ? "" : IETFUtils.valueToString(found[0].getFirst().getValue());
    } catch (CertificateEncodingException | IllegalArgumentException e) {
      return "";
    }
  }

  /** Whether a policy is among the certificate policies (RFC 5280, section 4.2.1.4). */
  public static boolean hasPolicy(X509Certificate certificate, String policy) {
    return extension(certificate, "2.5.29.32")
        .map(
            value -> {
              for (PolicyInformation each :
                  CertificatePolicies.getInstance(value.bytes()).getPolicyInformation()) {
                if (each.getPolicyIdentifier().getId().equals(policy)) {
                  return true;
                }
              }
              return false;
            })
        .orElse(false);
  }

  /** The extended key usages; empty if there is no such extension. */
  public static List<String> extendedKeyUsages(X509Certificate certificate) {
    try {
      List<String> found = certificate.getExtendedKeyUsage();
      return found == null ? List.of() : found;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /**
   * The evidence binding of an event certificate.
   *
   * @throws CredentialException.BadCertificate if the extension is there but cannot be read
   */
  public static Optional<EvidenceBinding> binding(X509Certificate certificate)
      throws SigningException {
    Optional<Octets> value = extension(certificate, Arc.EVIDENCE_BINDING);
    return value.isEmpty() ? Optional.empty() : Optional.of(BindingCodec.decode(value.get()));
  }

  private static Optional<Octets> extension(X509Certificate certificate, String oid) {
    byte[] wrapped = certificate.getExtensionValue(oid);
    return wrapped == null
        ? Optional.empty()
        : Optional.of(Octets.of(ASN1OctetString.getInstance(wrapped).getOctets()));
  }
}
