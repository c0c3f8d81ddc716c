// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/**
 * Checks one signature against a digest: form, signed attributes, signature value.
 *
 * <p>Trust in the certificate is not looked at. Parameters of RSASSA-PSS must be those of RFC 4055
 * with one digest throughout and a salt of its length, otherwise the algorithm is unsupported.
 * Reason codes: no-signer-certificate, no-signed-attributes, embedded-content,
 * content-type-mismatch, digest-mismatch, unsupported-algorithm, signing-certificate-mismatch,
 * signature-mismatch. An algorithm that is not supported proves nothing, neither that a signature
 * is intact nor that it is broken: what would be compared by means of it is not.
 */
public final class SignerChecks {
  private static final String OTHER_CERTIFICATE = "signing-certificate-mismatch";

  private SignerChecks() {}

  /**
   * How a signature is to be read.
   *
   * @param form by which rules
   * @param sm2Id user id of SM2 signers
   */
  public record Rules(CmsForm form, String sm2Id) {
    /** With the user id of GM/T 0009. */
    public static Rules of(CmsForm form) {
      return new Rules(form, Suite.DEFAULT_SM2_ID);
    }
  }

  /**
   * Checks a signature of RFC 5652, SM2 signers with the default user id.
   *
   * @param baseline whether signing-certificate-v2 must be there
   */
  public static List<String> check(
      CmsSignature cms, Octets digest, boolean baseline, Hashing hashing) throws SigningException {
    return check(cms, digest, Rules.of(baseline ? CmsForm.BASELINE : CmsForm.PLAIN), hashing);
  }

  /**
   * Checks a signature.
   *
   * @param cms the signature
   * @param digest digest over the signed bytes
   * @return reason codes; empty means that all is well
   * @throws CredentialException.BadCertificate if a certificate in the message cannot be read
   */
  public static List<String> check(CmsSignature cms, Octets digest, Rules rules, Hashing hashing)
      throws SigningException {
    List<String> reasons = new ArrayList<>();
    Optional<X509Certificate> certificate = cms.signerCertificate(rules.sm2Id());
    if (certificate.isEmpty()) {
      reasons.add("no-signer-certificate");
      return reasons;
    }
    boolean gm = rules.form() == CmsForm.GM;
    boolean attributes = cms.signer().getAuthenticatedAttributes() != null;
    boolean content = cms.signedData().getEncapContentInfo().getContent() != null;
    if (!attributes && !(gm && content)) {
      reasons.add("no-signed-attributes");
      return reasons;
    }
    if (content && !gm) {
      reasons.add("embedded-content");
    }
    if (!gm && cms.gm()) {
      reasons.add("content-type-mismatch");
    }
    boolean known = digestName(cms.digestOid()).isPresent();
    if (content && gm && known && !cms.content().equals(Optional.of(digest))) {
      reasons.add("digest-mismatch");
    }
    if (attributes) {
      checkAttributes(cms, digest, certificate.get(), rules, hashing, reasons);
    }
    checkKey(cms, certificate.get(), rules.sm2Id(), reasons);
    return reasons;
  }

  private static void checkAttributes(
      CmsSignature cms,
      Octets digest,
      X509Certificate certificate,
      Rules rules,
      Hashing hashing,
      List<String> reasons) {
    Optional<ASN1Primitive> type = single(cms.signer(), CMSAttributes.contentType);
    ASN1ObjectIdentifier inner = cms.signedData().getEncapContentInfo().getContentType();
    boolean data =
        CMSObjectIdentifiers.data.equals(inner)
            || rules.form() == CmsForm.GM && Oids.GM_DATA.equals(inner);
    if (!data || !type.equals(Optional.of(inner))) {
      reasons.add("content-type-mismatch");
    }
    Optional<Octets> found = cms.messageDigest();
    boolean over =
        found.isPresent()
            && (digestName(cms.digestOid()).isEmpty()
                || found.get().equals(digest)
                || found.equals(ofContent(cms, rules, hashing)));
    if (!over) {
      reasons.add("digest-mismatch");
    }
    signingCertificate(cms.signer(), certificate, rules.form(), hashing).ifPresent(reasons::add);
  }

  // By the syntax the attribute holds the digest over the content, which is itself a digest; some
  // may repeat the content instead. Both bind the document.
  private static Optional<Octets> ofContent(CmsSignature cms, Rules rules, Hashing hashing) {
    return rules.form() != CmsForm.GM
        ? Optional.empty()
        : cms.content()
            .flatMap(
                content ->
                    digestName(cms.digestOid())
                        .map(name -> Octets.of(hashing.start(name).digest(content.bytes()))));
  }

  private static void checkKey(
      CmsSignature cms, X509Certificate certificate, String sm2Id, List<String> reasons) {
    Suite own;
    try {
      own = Suite.of(certificate.getPublicKey());
    } catch (SigningException | RuntimeException e) {
      // BouncyCastle has unchecked exceptions for curves that it does not know.
      reasons.add("unsupported-algorithm");
      return;
    }
    SignerInfo signer = cms.signer();
    Optional<Suite> suite = SignatureAlgorithm.read(signer, own);
    if (suite.isEmpty()) {
      reasons.add("unsupported-algorithm");
      return;
    }
    // Without attributes the content itself was signed: the digest that a GM message holds.
    byte[] value = signer.getEncryptedDigest().getOctets();
    PublicKey key = certificate.getPublicKey();
    boolean made =
        cms.signedOctets().stream()
            .distinct()
            .anyMatch(
                each -> SignatureAlgorithm.verifies(suite.get(), key, sm2Id, each.bytes(), value));
    if (!made) {
      reasons.add("signature-mismatch");
    }
  }

  /**
   * What is wrong with the attributes signing-certificate and signing-certificate-v2 (RFC 5035):
   * one of them must be there if the form wants it, and each that is there must tell this
   * certificate.
   *
   * @return signing-certificate-mismatch, or unsupported-algorithm for a digest that is not known
   */
  public static Optional<String> signingCertificate(
      SignerInfo signer, X509Certificate certificate, CmsForm form, Hashing hashing) {
    boolean first = contains(signer, PKCSObjectIdentifiers.id_aa_signingCertificate);
    boolean second = contains(signer, PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    if (!first && !second) {
      return form == CmsForm.BASELINE ? Optional.of(OTHER_CERTIFICATE) : Optional.empty();
    }
    Optional<String> found = second ? version2(signer, certificate, hashing) : Optional.empty();
    return first && found.isEmpty() ? version1(signer, certificate, hashing) : found;
  }

  private static Optional<String> version1(
      SignerInfo signer, X509Certificate certificate, Hashing hashing) {
    Optional<ASN1Primitive> value = single(signer, PKCSObjectIdentifiers.id_aa_signingCertificate);
    return told(
        () -> {
          // null for an ASN.1 NULL; the list may be empty in a message that was tampered with
          ESSCertID id = SigningCertificate.getInstance(value.orElseThrow()).getCerts()[0];
          byte[] hash = hashing.start("SHA-1").digest(certificate.getEncoded());
          return Arrays.equals(hash, id.getCertHash())
              ? Optional.empty()
              : Optional.of(OTHER_CERTIFICATE);
        });
  }

  private static Optional<String> version2(
      SignerInfo signer, X509Certificate certificate, Hashing hashing) {
    Optional<ASN1Primitive> value =
        single(signer, PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    return told(
        () -> {
          ESSCertIDv2 id = SigningCertificateV2.getInstance(value.orElseThrow()).getCerts()[0];
          Optional<String> name = digestName(id.getHashAlgorithm().getAlgorithm().getId());
          if (name.isEmpty()) {
            return Optional.of("unsupported-algorithm");
          }
          byte[] hash = hashing.start(name.get()).digest(certificate.getEncoded());
          return Arrays.equals(hash, id.getCertHash())
              ? Optional.empty()
              : Optional.of(OTHER_CERTIFICATE);
        });
  }

  private interface Telling {
    Optional<String> tell() throws CertificateEncodingException;
  }

  private static Optional<String> told(Telling telling) {
    try {
      return telling.tell();
    } catch (CertificateEncodingException | RuntimeException e) {
      // BouncyCastle meets bad ASN.1 with whatever exception comes first.
      return Optional.of(OTHER_CERTIFICATE);
    }
  }

  /** Whether a signed attribute occurs, however often and with how many values. */
  static boolean contains(SignerInfo signer, ASN1ObjectIdentifier type) {
    if (signer.getAuthenticatedAttributes() == null) {
      return false;
    }
    for (var each : signer.getAuthenticatedAttributes()) {
      if (Attribute.getInstance(each).getAttrType().equals(type)) {
        return true;
      }
    }
    return false;
  }

  /** The JCA name of a digest; empty if it is not supported. */
  public static Optional<String> digestName(String oid) {
    if (SignatureAlgorithm.SM3_OIDS.contains(oid)) {
      return Optional.of("SM3");
    }
    if (SignatureAlgorithm.SHAKE256_LEN_OID.equals(oid)) {
      return Optional.of(Suite.ED448.digest());
    }
    return Arrays.stream(Suite.values())
        .filter(suite -> suite.digestOid().equals(oid))
        .map(Suite::digest)
        .findFirst();
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
