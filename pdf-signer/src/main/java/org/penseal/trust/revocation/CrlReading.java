// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.penseal.signature.Octets;
import org.penseal.trust.WeakSignature;

/**
 * Reads a complete revocation list of the certificate's own issuer (RFC 5280, sections 5 and 6.3).
 *
 * <p>Reason codes: crl-not-parsable, crl-is-delta, crl-is-indirect, crl-of-some-reasons,
 * crl-of-another-distribution-point, crl-critical-extension-unknown, crl-issuer-may-not-sign,
 * crl-signature-mismatch, crl-entry-not-supported.
 */
final class CrlReading {
  /** X.509: since when expired certificates stay in the list. */
  private static final ASN1ObjectIdentifier EXPIRED_KEPT = new ASN1ObjectIdentifier("2.5.29.60");

  private static final int REMOVE_FROM_CRL = 8;
  private static final int CRL_SIGN = 6;

  private CrlReading() {}

  /**
   * Reads.
   *
   * @param der CertificateList
   */
  static Reading of(Octets der, Subject subject) {
    try {
      X509CRLHolder crl = new X509CRLHolder(der.bytes());
      X500Name issuer =
          X500Name.getInstance(subject.issuer().getSubjectX500Principal().getEncoded());
      if (!crl.getIssuer().equals(issuer) || outOfScope(crl, subject.certificate())) {
        return new Reading.Irrelevant();
      }
      String refusal = refusal(crl, subject);
      return refusal == null ? statement(crl, subject) : new Reading.Rejected(refusal);
    } catch (IOException | ParseException | RuntimeException e) {
      // BouncyCastle meets hostile ASN.1 with whatever exception comes first.
      return new Reading.Rejected("crl-not-parsable");
    }
  }

  private static @Nullable IssuingDistributionPoint point(X509CRLHolder crl) {
    Extension extension = crl.getExtension(Extension.issuingDistributionPoint);
    return extension == null
        ? null
        : IssuingDistributionPoint.getInstance(extension.getParsedValue());
  }

  private static boolean outOfScope(X509CRLHolder crl, X509Certificate certificate) {
    IssuingDistributionPoint point = point(crl);
    boolean authority = certificate.getBasicConstraints() >= 0;
    return point != null
        && (point.onlyContainsAttributeCerts()
            || (point.onlyContainsUserCerts() && authority)
            || (point.onlyContainsCACerts() && !authority));
  }

  private static @Nullable String refusal(X509CRLHolder crl, Subject subject) {
    if (crl.getExtension(Extension.deltaCRLIndicator) != null) {
      return "crl-is-delta";
    }
    IssuingDistributionPoint point = point(crl);
    if (point != null) {
      if (point.isIndirectCRL()) {
        return "crl-is-indirect";
      }
      if (point.getOnlySomeReasons() != null) {
        return "crl-of-some-reasons";
      }
      // Section 6.3.3 (b) (2) (i): the list of a point is about the certificates that name it.
      DistributionPointName place = point.getDistributionPoint();
      if (place != null
          && Collections.disjoint(
              Addresses.points(subject.certificate()),
              Addresses.names(place, subject.certificate()))) {
        return "crl-of-another-distribution-point";
      }
    }
    Set<String> critical = texts(crl.getCriticalExtensionOIDs());
    critical.remove(Extension.issuingDistributionPoint.getId());
    if (!critical.isEmpty()) {
      return "crl-critical-extension-unknown";
    }
    boolean[] usage = subject.issuer().getKeyUsage();
    if (usage != null && !usage[CRL_SIGN]) {
      return "crl-issuer-may-not-sign";
    }
    return signed(crl, subject.issuer()) ? null : "crl-signature-mismatch";
  }

  private static Set<String> texts(Set<?> oids) {
    return oids.stream().map(Object::toString).collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean signed(X509CRLHolder crl, X509Certificate issuer) {
    if (WeakSignature.is(crl.toASN1Structure().getSignatureAlgorithm())) {
      return false;
    }
    try {
      return crl.isSignatureValid(
          new JcaContentVerifierProviderBuilder().setProvider("BC").build(issuer.getPublicKey()));
    } catch (CertException | OperatorCreationException e) {
      return false;
    }
  }

  private static Reading statement(X509CRLHolder crl, Subject subject) throws ParseException {
    Date next = crl.getNextUpdate();
    X509CRLEntryHolder entry = crl.getRevokedCertificate(subject.certificate().getSerialNumber());
    Status status = entry == null ? new Status.Good() : status(entry);
    if (status == null) {
      return new Reading.Rejected("crl-entry-not-supported");
    }
    return new Reading.Statement(
        status,
        crl.getThisUpdate().toInstant(),
        next == null ? null : next.toInstant(),
        keepsExpired(crl, subject.certificate()),
        null);
  }

  private static @Nullable Status status(X509CRLEntryHolder entry) throws ParseException {
    Set<String> critical = texts(entry.getCriticalExtensionOIDs());
    critical.remove(Extension.reasonCode.getId());
    critical.remove(Extension.invalidityDate.getId());
    Extension coded = entry.getExtension(Extension.reasonCode);
    int reason =
        coded == null
            ? Status.Revoked.NO_REASON
            : ASN1Enumerated.getInstance(coded.getParsedValue()).intValueExact();
    // removeFromCRL belongs in delta lists only (RFC 5280, section 5.3.1).
    if (!critical.isEmpty() || reason == REMOVE_FROM_CRL) {
      return null;
    }
    Extension dated = entry.getExtension(Extension.invalidityDate);
    Instant invalidity =
        dated == null
            ? null
            : ASN1GeneralizedTime.getInstance(dated.getParsedValue()).getDate().toInstant();
    return new Status.Revoked(entry.getRevocationDate().toInstant(), reason, invalidity);
  }

  private static boolean keepsExpired(X509CRLHolder crl, X509Certificate certificate)
      throws ParseException {
    Extension kept = crl.getExtension(EXPIRED_KEPT);
    return kept != null
        && !ASN1GeneralizedTime.getInstance(kept.getParsedValue())
            .getDate()
            .after(certificate.getNotAfter());
  }
}
