// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/** What a certificate says, read for reports and checks. */
public final class CertificateFacts {
  private CertificateFacts() {}

  /**
   * Whether names, key and the extensions that are looked at can be read. BouncyCastle reads them
   * when they are asked for, and throws unchecked exceptions of several kinds.
   */
  public static boolean readable(X509Certificate certificate) {
    try {
      Objects.requireNonNull(certificate.getSubjectX500Principal());
      Objects.requireNonNull(certificate.getIssuerX500Principal());
      Objects.requireNonNull(certificate.getPublicKey());
      Objects.requireNonNull(certificate.getNotBefore());
      Objects.requireNonNull(certificate.getNotAfter());
      boolean[] usage = certificate.getKeyUsage();
      List<String> extended = certificate.getExtendedKeyUsage();
      Set<String> critical = certificate.getCriticalExtensionOIDs();
      return certificate.getBasicConstraints() >= -1
          && (usage == null || usage.length >= 9)
          && (extended == null || !extended.isEmpty())
          && (critical == null || !critical.contains(""));
    } catch (CertificateParsingException | RuntimeException e) {
      return false;
    }
  }

  /** Whether its key is one that a signer may have, and every critical extension is known. */
  public static boolean usable(X509Certificate certificate) {
    return PathRules.keyAccepted(certificate) && PathRules.criticalKnown(certificate);
  }

  /** The subject's common name; empty if there is none. */
  public static String commonName(X509Certificate certificate) {
    try {
      X500Name name = Certificate.getInstance(certificate.getEncoded()).getSubject();
      RDN[] found = name.getRDNs(BCStyle.CN);
      if (found.length == 0) {
        return "";
      }
      // As it is, without the escapes of a distinguished name's string form.
      ASN1Encodable value = found[0].getFirst().getValue();
      return value instanceof ASN1String text ? text.getString() : IETFUtils.valueToString(value);
    } catch (CertificateEncodingException | IllegalArgumentException | IllegalStateException e) {
      return "";
    }
  }

  /** Type of the part of a name that is a serial number, of a device for example. */
  public static final String SERIAL_NUMBER = BCStyle.SERIALNUMBER.getId();

  /** Type of the part of a name that is an organisational unit. */
  public static final String UNIT = BCStyle.OU.getId();

  /**
   * A part of the subject that stands there once.
   *
   * @param type dotted
   */
  public static Optional<String> subjectPart(X509Certificate certificate, String type) {
    try {
      RDN[] found =
          X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
              .getRDNs(new ASN1ObjectIdentifier(type));
      return found.length == 1
              && !found[0].isMultiValued()
              && found[0].getFirst().getValue() instanceof ASN1String text
          ? Optional.of(text.getString())
          : Optional.empty();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a policy is among the certificate policies (RFC 5280, section 4.2.1.4); not if they
   * cannot be read.
   */
  public static boolean hasPolicy(X509Certificate certificate, String policy) {
    try {
      Optional<Octets> value = extension(certificate, "2.5.29.32");
      if (value.isEmpty()) {
        return false;
      }
      for (PolicyInformation each :
          CertificatePolicies.getInstance(value.get().bytes()).getPolicyInformation()) {
        if (each.getPolicyIdentifier().getId().equals(policy)) {
          return true;
        }
      }
      return false;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return false;
    }
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
    Optional<Octets> value = extension(certificate, ProjectOids.EVIDENCE_BINDING);
    return value.isEmpty() ? Optional.empty() : Optional.of(BindingCodec.decode(value.get()));
  }

  private static Optional<Octets> extension(X509Certificate certificate, String oid) {
    byte[] wrapped = certificate.getExtensionValue(oid);
    return wrapped == null
        ? Optional.empty()
        : Optional.of(Octets.of(ASN1OctetString.getInstance(wrapped).getOctets()));
  }
}
