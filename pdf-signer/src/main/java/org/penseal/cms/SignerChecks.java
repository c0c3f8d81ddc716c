// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Suite;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/**
 * Checks one signature against a digest: form, signed attributes, signature value.
 *
 * <p>Trust in the certificate is not looked at. Reason codes: no-signer-certificate,
 * no-signed-attributes, embedded-content, content-type-mismatch, digest-mismatch,
 * digest-algorithm-mismatch, unsupported-algorithm, signing-certificate-mismatch,
 * signature-mismatch.
 */
public final class SignerChecks {
  // GM/T 0006 names and those that producers write instead (sm2-1, plain curve, SM3 without key).
  private static final Map<Suite, Set<String>> SIGNATURE_OIDS =
      Map.of(
          Suite.SM2_SM3,
          Set.of("1.2.156.10197.1.501", "1.2.156.10197.1.301.1", "1.2.156.10197.1.301"),
          Suite.ECDSA_SHA256,
          Set.of("1.2.840.10045.4.3.2", "1.2.840.10045.2.1"),
          Suite.RSA_SHA256,
          Set.of("1.2.840.113549.1.1.11", "1.2.840.113549.1.1.1"));
  private static final Set<String> SM3_OIDS =
      Set.of("1.2.156.10197.1.401", "1.2.156.10197.1.401.1");

  private SignerChecks() {}

  /**
   * Checks a detached signature with signed attributes.
   *
   * @param cms the signature
   * @param digest digest over the signed bytes
   * @param baseline whether signing-certificate-v2 must be there (EN 319 142-1, section 6.3)
   * @return reason codes; empty means that all is well
   * @throws CredentialException.BadCertificate if a certificate in the message cannot be read
   */
  public static List<String> check(
      CmsSignature cms, Octets digest, boolean baseline, Hashing hashing) throws SigningException {
    List<String> reasons = new ArrayList<>();
    Optional<X509Certificate> certificate = cms.signerCertificate();
    if (certificate.isEmpty()) {
      reasons.add("no-signer-certificate");
      return reasons;
    }
    if (cms.signer().getAuthenticatedAttributes() == null) {
      reasons.add("no-signed-attributes");
      return reasons;
    }
    if (cms.signedData().getEncapContentInfo().getContent() != null) {
      reasons.add("embedded-content");
    }
    if (single(cms.signer(), CMSAttributes.contentType)
        .filter(CMSObjectIdentifiers.data::equals)
        .isEmpty()) {
      reasons.add("content-type-mismatch");
    }
    if (!cms.messageDigest().equals(Optional.of(digest))) {
      reasons.add("digest-mismatch");
    }
    checkKey(cms, certificate.get(), reasons);
    if (!signingCertificateFits(cms.signer(), certificate.get(), baseline, hashing)) {
      reasons.add("signing-certificate-mismatch");
    }
    return reasons;
  }

  private static void checkKey(
      CmsSignature cms, X509Certificate certificate, List<String> reasons) {
    Suite suite;
    try {
      suite = Suite.of(certificate.getPublicKey());
    } catch (IllegalArgumentException e) {
      reasons.add("unsupported-algorithm");
      return;
    }
    String signatureOid = cms.signer().getDigestEncryptionAlgorithm().getAlgorithm().getId();
    if (!SIGNATURE_OIDS.getOrDefault(suite, Set.of()).contains(signatureOid)) {
      reasons.add("unsupported-algorithm");
    }
    Set<String> digestOids = suite == Suite.SM2_SM3 ? SM3_OIDS : Set.of(suite.digestOid());
    if (!digestOids.contains(cms.digestOid())) {
      reasons.add("digest-algorithm-mismatch");
    }
    if (!verifies(cms.signer(), certificate.getPublicKey(), suite)) {
      reasons.add("signature-mismatch");
    }
  }

  private static boolean verifies(SignerInfo signer, PublicKey key, Suite suite) {
    try {
      // DER again, whatever the message was encoded in (RFC 5652, section 5.4).
      byte[] attributes = signer.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER);
      Signature signature = Signature.getInstance(suite.signature(), "BC");
      signature.initVerify(key);
      signature.update(attributes);
      return signature.verify(signer.getEncryptedDigest().getOctets());
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * Whether the signing-certificate-v2 attribute is that of this certificate (RFC 5035).
   *
   * @param baseline whether the attribute must be there
   */
  public static boolean signingCertificateFits(
      SignerInfo signer, X509Certificate certificate, boolean baseline, Hashing hashing) {
    Optional<ASN1Primitive> value =
        single(signer, PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    if (value.isEmpty()) {
      return !baseline;
    }
    try {
      ESSCertIDv2 id = SigningCertificateV2.getInstance(value.get()).getCerts()[0];
      String algorithm = digestName(id.getHashAlgorithm().getAlgorithm().getId());
      byte[] hash = hashing.start(algorithm).digest(certificate.getEncoded());
      return Octets.of(hash).equals(Octets.of(id.getCertHash()));
    } catch (CertificateEncodingException | IllegalArgumentException | IllegalStateException e) {
      return false;
    }
  }

  /**
   * The JCA name of a digest.
   *
   * @throws IllegalArgumentException if it is not supported
   */
  public static String digestName(String oid) {
    if (SM3_OIDS.contains(oid)) {
      return "SM3";
    }
    return switch (oid) {
      case "2.16.840.1.101.3.4.2.1" -> "SHA-256";
      case "2.16.840.1.101.3.4.2.2" -> "SHA-384";
      case "2.16.840.1.101.3.4.2.3" -> "SHA-512";
      default -> throw new IllegalArgumentException("digest " + oid);
    };
  }

  /** The value of a signed attribute that occurs exactly once with exactly one value. */
  public static Optional<ASN1Primitive> single(SignerInfo signer, ASN1ObjectIdentifier type) {
    if (signer.getAuthenticatedAttributes() == null) {
      return Optional.empty();
    }
    List<Attribute> found = new ArrayList<>();
    for (var each : signer.getAuthenticatedAttributes()) {
      Attribute attribute = Attribute.getInstance(each);
      if (attribute.getAttrType().equals(type)) {
        found.add(attribute);
      }
    }
    if (found.size() != 1 || found.getFirst().getAttrValues().size() != 1) {
      return Optional.empty();
    }
    return Optional.of(found.getFirst().getAttributeValues()[0].toASN1Primitive());
  }

  /** Whether a signer or recipient is named by this identifier. */
  public static boolean names(SignerIdentifier id, X509Certificate certificate) {
    try {
      Certificate parsed = Certificate.getInstance(certificate.getEncoded());
      if (id.getId().toASN1Primitive() instanceof ASN1OctetString keyId) {
        byte[] extension =
            certificate.getExtensionValue(
                org.bouncycastle.asn1.x509.Extension.subjectKeyIdentifier.getId());
        return extension != null
            && Octets.of(
                    SubjectKeyIdentifier.getInstance(
                            ASN1OctetString.getInstance(extension).getOctets())
                        .getKeyIdentifier())
                .equals(Octets.of(keyId.getOctets()));
      }
      IssuerAndSerialNumber wanted = IssuerAndSerialNumber.getInstance(id.getId());
      return wanted.getName().equals(parsed.getIssuer())
          && wanted.getSerialNumber().getValue().equals(certificate.getSerialNumber());
    } catch (CertificateEncodingException | IllegalArgumentException | IllegalStateException e) {
      return false;
    }
  }
}
