// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.SigningUsage;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

/**
 * The rules that a chain's certificates must keep (RFC 5280, section 6.1).
 *
 * <p>Every key, a root's too, must be one that signers may have ({@link Suite#of}). The extended
 * key usage of an authority limits what is below it, as OpenSSL and the root programmes have it;
 * RFC 5280 says nothing of it.
 *
 * <p>Reason codes: critical-extension-unknown, issuer-is-no-ca, path-length-exceeded,
 * issuer-may-not-certify, issuer-certifies-other-purposes, key-not-accepted,
 * signature-algorithm-weak, name-not-permitted, key-usage-forbids-signing,
 * extended-key-usage-forbids-signing, not-a-tsa-certificate, tsa-certificate-for-other-purpose,
 * not-a-device-certificate, device-certificate-for-other-purpose, ca-certificate-as-signer,
 * not-a-login-certificate, login-certificate-for-other-purpose.
 */
final class PathRules {
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final int CERT_SIGN = 5;

  // Key usage, subject alternative name, basic constraints, name constraints, policies, extended
  // key usage.
  private static final Set<String> KNOWN_CRITICAL =
      Set.of("2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.32", "2.5.29.37");

  private PathRules() {}

  /**
   * What is broken.
   *
   * @param path from the leaf up
   * @return reason codes; empty if every rule holds
   */
  static List<String> broken(List<X509Certificate> path, Purpose purpose) {
    List<String> reasons = new ArrayList<>();
    leafRules(path.getFirst(), purpose, reasons);
    int below = 0;
    for (int i = 0; i < path.size(); i++) {
      X509Certificate each = path.get(i);
      if (!criticalKnown(each)) {
        reasons.add("critical-extension-unknown");
      }
      if (!keyAccepted(each)) {
        reasons.add("key-not-accepted");
      }
      // A root is trusted for itself, not for its signature.
      if (i < path.size() - 1 && weak(each)) {
        reasons.add("signature-algorithm-weak");
      }
      if (i > 0) {
        issuerRules(each, below, reasons);
        // A root is trusted for a purpose by who chose it.
        if (i < path.size() - 1 && !certifiesFor(each, purpose)) {
          reasons.add("issuer-certifies-other-purposes");
        }
        // Section 6.1.4 (l): who issued a certificate to himself does not count.
        below += selfIssued(each) ? 0 : 1;
      }
    }
    if (!namesPermitted(path)) {
      reasons.add("name-not-permitted");
    }
    return reasons;
  }

  static boolean validAt(X509Certificate certificate, Instant at) {
    Date date = Date.from(at);
    return !date.before(certificate.getNotBefore()) && !date.after(certificate.getNotAfter());
  }

  private static boolean selfIssued(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
  }

  static boolean criticalKnown(X509Certificate certificate) {
    Set<String> critical = certificate.getCriticalExtensionOIDs();
    return critical == null || KNOWN_CRITICAL.containsAll(critical);
  }

  static boolean keyAccepted(X509Certificate certificate) {
    try {
      return !Suite.of(certificate.getPublicKey()).key().isEmpty();
    } catch (SigningException | RuntimeException e) {
      return false;
    }
  }

  private static boolean certifiesFor(X509Certificate ca, Purpose purpose) {
    return switch (purpose) {
      case SIGNER -> SigningUsage.allowsDocuments(ca);
      case TSA -> SigningUsage.allows(ca, Set.of(ANY_USAGE, TIME_STAMPING));
      case DEVICE -> SigningUsage.allows(ca, Set.of(ANY_USAGE, ProjectOids.DEVICE_USAGE));
      case LOGIN -> SigningUsage.allows(ca, Set.of(ANY_USAGE, CLIENT));
      // Their certificates are registered one by one.
      case STATION, AUTHORITY, ESCROW -> false;
    };
  }

  private static boolean weak(X509Certificate certificate) {
    try {
      return WeakSignature.is(
          Certificate.getInstance(certificate.getEncoded()).getSignatureAlgorithm());
    } catch (CertificateEncodingException | IllegalArgumentException e) {
      return true;
    }
  }

  // RFC 5280, section 6.1.4 (k) to (n).
  private static void issuerRules(X509Certificate ca, int below, List<String> reasons) {
    boolean[] usage = ca.getKeyUsage();
    if (ca.getBasicConstraints() < 0) {
      reasons.add("issuer-is-no-ca");
    } else if (ca.getBasicConstraints() < below) {
      reasons.add("path-length-exceeded");
    }
    if (usage != null && !usage[CERT_SIGN]) {
      reasons.add("issuer-may-not-certify");
    }
  }

  // RFC 5280, sections 6.1.3 (b), (c) and 6.1.4 (g), from the root down.
  private static boolean namesPermitted(List<X509Certificate> path) {
    PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
    try {
      for (int i = path.size() - 1; i >= 0; i--) {
        X509Certificate each = path.get(i);
        if (i < path.size() - 1 && (i == 0 || !selfIssued(each))) {
          checkNames(validator, each);
        }
        restrict(validator, each);
      }
      return true;
    } catch (NameConstraintValidatorException
        | CertificateParsingException
        | IllegalArgumentException
        | ClassCastException e) {
      return false;
    }
  }

  private static void checkNames(PKIXNameConstraintValidator validator, X509Certificate each)
      throws NameConstraintValidatorException, CertificateParsingException {
    X500Name subject = X500Name.getInstance(each.getSubjectX500Principal().getEncoded());
    if (subject.getRDNs().length > 0) {
      validator.checkPermittedDN(subject);
      validator.checkExcludedDN(subject);
    }
    // Section 4.2.1.10: an address in the subject is an address, too.
    for (RDN mail : subject.getRDNs(BCStyle.EmailAddress)) {
      GeneralName name =
          new GeneralName(
              GeneralName.rfc822Name, IETFUtils.valueToString(mail.getFirst().getValue()));
      validator.checkPermitted(name);
      validator.checkExcluded(name);
    }
    byte[] alternative = each.getExtensionValue(Extension.subjectAlternativeName.getId());
    if (alternative != null) {
      for (GeneralName name : GeneralNames.getInstance(octets(alternative)).getNames()) {
        validator.checkPermitted(name);
        validator.checkExcluded(name);
      }
    }
  }

  private static void restrict(PKIXNameConstraintValidator validator, X509Certificate each) {
    byte[] value = each.getExtensionValue(Extension.nameConstraints.getId());
    if (value == null) {
      return;
    }
    NameConstraints constraints = NameConstraints.getInstance(octets(value));
    if (constraints.getPermittedSubtrees() != null) {
      validator.intersectPermittedSubtree(constraints.getPermittedSubtrees());
    }
    if (constraints.getExcludedSubtrees() != null) {
      for (GeneralSubtree excluded : constraints.getExcludedSubtrees()) {
        validator.addExcludedSubtree(excluded);
      }
    }
  }

  private static byte[] octets(byte[] wrapped) {
    return ASN1OctetString.getInstance(wrapped).getOctets();
  }

  private static void leafRules(X509Certificate leaf, Purpose purpose, List<String> reasons) {
    boolean[] usage = leaf.getKeyUsage();
    // digitalSignature or nonRepudiation
    if (usage != null && !usage[0] && !usage[1]) {
      reasons.add("key-usage-forbids-signing");
    }
    List<String> extended = CertificateFacts.extendedKeyUsages(leaf);
    if (purpose == Purpose.TSA) {
      // RFC 3161, section 2.3: this one usage only, critical.
      Set<String> critical = leaf.getCriticalExtensionOIDs();
      if (!extended.equals(List.of(TIME_STAMPING))
          || critical == null
          || !critical.contains("2.5.29.37")) {
        reasons.add("not-a-tsa-certificate");
      }
    } else if (extended.contains(TIME_STAMPING)) {
      reasons.add("tsa-certificate-for-other-purpose");
    }
    if (purpose == Purpose.DEVICE && !extended.contains(ProjectOids.DEVICE_USAGE)) {
      reasons.add("not-a-device-certificate");
    }
    if (purpose == Purpose.LOGIN) {
      loginRules(leaf, usage, extended, reasons);
    }
    if (purpose == Purpose.SIGNER && extended.contains(ProjectOids.DEVICE_USAGE)) {
      reasons.add("device-certificate-for-other-purpose");
    }
    if (purpose == Purpose.SIGNER && !SigningUsage.allowsDocuments(leaf)) {
      reasons.add("extended-key-usage-forbids-signing");
    }
    if (purpose == Purpose.SIGNER && leaf.getBasicConstraints() >= 0) {
      reasons.add("ca-certificate-as-signer");
    }
  }

  // A key that also signs documents could be made to sign one in place of a challenge.
  private static void loginRules(
      X509Certificate leaf,
      boolean @Nullable [] usage,
      List<String> extended,
      List<String> reasons) {
    if (!extended.contains(CLIENT) || leaf.getBasicConstraints() >= 0) {
      reasons.add("not-a-login-certificate");
    }
    if (usage != null && usage[1]) {
      reasons.add("login-certificate-for-other-purpose");
    }
  }
}
