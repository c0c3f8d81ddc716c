// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.penseal.signature.Octets;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.WeakSignature;

/**
 * Reads an OCSP response (RFC 6960) for one certificate.
 *
 * <p>The responder is the certificate's issuer itself, or a certificate that this issuer gave the
 * usage id-kp-OCSPSigning (section 4.2.2.2). Reason codes: ocsp-not-parsable, ocsp-status-N,
 * ocsp-critical-extension-unknown, ocsp-signature-mismatch, ocsp-signer-of-another-issuer,
 * ocsp-signer-not-authorized, ocsp-signer-not-valid, ocsp-nonce-mismatch, ocsp-other-certificate
 * (only if a nonce shows that this very certificate was asked for).
 */
final class OcspReading {
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
  private static final Set<String> KNOWN =
      Set.of(
          OCSPObjectIdentifiers.id_pkix_ocsp_nonce.getId(),
          OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff.getId());

  private final Subject subject;
  private final DigestCalculatorProvider digests;

  private OcspReading(Subject subject) throws OperatorCreationException {
    this.subject = subject;
    this.digests = new JcaDigestCalculatorProviderBuilder().setProvider("BC").build();
  }

  /**
   * Reads.
   *
   * @param der OCSPResponse
   * @param nonce what was sent, or null if nobody asked just now
   */
  static Reading of(Octets der, Subject subject, @Nullable Octets nonce) {
    try {
      OCSPResp response = new OCSPResp(der.bytes());
      if (response.getStatus() != OCSPResp.SUCCESSFUL) {
        return new Reading.Rejected("ocsp-status-" + response.getStatus());
      }
      if (!(response.getResponseObject() instanceof BasicOCSPResp basic)) {
        return new Reading.Rejected("ocsp-not-parsable");
      }
      return new OcspReading(subject).read(basic, nonce);
    } catch (IOException
        | OCSPException
        | OperatorCreationException
        | CertificateEncodingException
        | RuntimeException e) {
      // BouncyCastle meets hostile ASN.1 with whatever exception comes first.
      return new Reading.Rejected("ocsp-not-parsable");
    }
  }

  private Reading read(BasicOCSPResp basic, @Nullable Octets nonce)
      throws OCSPException, IOException, CertificateEncodingException {
    SingleResp single = single(basic);
    if (single == null) {
      return nonce == null
          ? new Reading.Irrelevant()
          : new Reading.Rejected("ocsp-other-certificate");
    }
    if (!KNOWN.containsAll(texts(basic.getCriticalExtensionOIDs()))
        || !KNOWN.containsAll(texts(single.getCriticalExtensionOIDs()))) {
      return new Reading.Rejected("ocsp-critical-extension-unknown");
    }
    Signer signer = signer(basic);
    if (signer.refusal != null) {
      return new Reading.Rejected(signer.refusal);
    }
    // A response without a nonce may have been made in advance (RFC 6960, section 4.4.1): then
    // thisUpdate and nextUpdate alone say how fresh it is.
    Octets theirs = nonce(basic);
    if (nonce != null && theirs != null && !theirs.equals(nonce)) {
      return new Reading.Rejected("ocsp-nonce-mismatch");
    }
    Date next = single.getNextUpdate();
    return new Reading.Statement(
        status(single.getCertStatus()),
        single.getThisUpdate().toInstant(),
        next == null ? null : next.toInstant(),
        keepsExpired(single),
        signer.delegate);
  }

  private static Set<String> texts(Set<?> oids) {
    return oids.stream().map(Object::toString).collect(java.util.stream.Collectors.toSet());
  }

  private @Nullable SingleResp single(BasicOCSPResp basic)
      throws OCSPException, CertificateEncodingException, IOException {
    X509CertificateHolder issuer = new X509CertificateHolder(subject.issuer().getEncoded());
    SingleResp found = null;
    for (SingleResp each : basic.getResponses()) {
      boolean serial =
          each.getCertID().getSerialNumber().equals(subject.certificate().getSerialNumber());
      // Of several that disagree the one that revokes counts.
      boolean counts = found == null || each.getCertStatus() instanceof RevokedStatus;
      if (serial && counts && each.getCertID().matchesIssuer(issuer, digests)) {
        found = each;
      }
    }
    return found;
  }

  private record Signer(@Nullable X509Certificate delegate, @Nullable String refusal) {}

  private Signer signer(BasicOCSPResp basic)
      throws OCSPException, CertificateEncodingException, IOException {
    if (signedBy(basic, subject.issuer())) {
      return new Signer(null, null);
    }
    for (X509CertificateHolder holder : basic.getCerts()) {
      X509Certificate candidate = converted(holder);
      if (candidate != null && named(basic, holder) && signedBy(basic, candidate)) {
        boolean weak = WeakSignature.is(holder.getSignatureAlgorithm());
        return new Signer(candidate, refusal(candidate, weak, basic.getProducedAt()));
      }
    }
    return new Signer(null, "ocsp-signature-mismatch");
  }

  private @Nullable String refusal(X509Certificate candidate, boolean weak, Date produced) {
    if (!new Subject(candidate, subject.issuer()).linked()) {
      return "ocsp-signer-of-another-issuer";
    }
    boolean[] usage = candidate.getKeyUsage();
    List<String> extended = CertificateFacts.extendedKeyUsages(candidate);
    // digitalSignature or nonRepudiation
    boolean forbidden =
        !extended.contains(OCSP_SIGNING) || (usage != null && !usage[0] && !usage[1]);
    // Whoever can make a certificate of it, or find its key, answers for all certificates.
    if (forbidden || weak || !CertificateFacts.usable(candidate)) {
      return "ocsp-signer-not-authorized";
    }
    boolean valid =
        !produced.before(candidate.getNotBefore()) && !produced.after(candidate.getNotAfter());
    return valid ? null : "ocsp-signer-not-valid";
  }

  private static @Nullable X509Certificate converted(X509CertificateHolder holder) {
    try {
      return new JcaX509CertificateConverter().setProvider("BC").getCertificate(holder);
    } catch (java.security.cert.CertificateException e) {
      return null;
    }
  }

  private boolean named(BasicOCSPResp basic, X509CertificateHolder holder) throws OCSPException {
    RespID id = basic.getResponderId();
    try {
      return id.equals(new RespID(holder.getSubject()))
          || id.equals(new RespID(holder.getSubjectPublicKeyInfo(), digests.get(RespID.HASH_SHA1)));
    } catch (OperatorCreationException e) {
      return false;
    }
  }

  private static boolean signedBy(BasicOCSPResp basic, X509Certificate certificate) {
    if (WeakSignature.is(basic.getSignatureAlgorithmID())) {
      return false;
    }
    try {
      return basic.isSignatureValid(
          new JcaContentVerifierProviderBuilder()
              .setProvider("BC")
              .build(certificate.getPublicKey()));
    } catch (OCSPException | OperatorCreationException e) {
      return false;
    }
  }

  private static @Nullable Octets nonce(BasicOCSPResp basic) {
    Extension extension = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    return extension == null
        ? null
        : Octets.of(ASN1OctetString.getInstance(extension.getParsedValue()).getOctets());
  }

  private static Status status(@Nullable CertificateStatus status) {
    if (status == CertificateStatus.GOOD) {
      return new Status.Good();
    }
    if (status instanceof RevokedStatus revoked) {
      int reason =
          revoked.hasRevocationReason() ? revoked.getRevocationReason() : Status.Revoked.NO_REASON;
      return new Status.Revoked(revoked.getRevocationTime().toInstant(), reason, null);
    }
    return new Status.Unknown(List.of("ocsp-certificate-unknown"));
  }

  private boolean keepsExpired(SingleResp single) {
    Extension cutoff = single.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff);
    if (cutoff == null) {
      return false;
    }
    try {
      Instant from = ASN1GeneralizedTime.getInstance(cutoff.getParsedValue()).getDate().toInstant();
      return !from.isAfter(subject.certificate().getNotAfter().toInstant());
    } catch (java.text.ParseException e) {
      return false;
    }
  }
}
