// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.BadCertificate.Why;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/**
 * The attributes that are signed, as the DER SET that goes to the key (RFC 5652, section 5.4).
 *
 * <p>Content type, message digest, signing-certificate-v2 with the issuer and serial number (RFC
 * 5035); no signing-time (EN 319 142-1, section 6.3). Immutable.
 */
public final class SignedAttributes {
  private final Suite suite;
  private final Octets der;
  private final @Nullable Octets gmContent;

  private SignedAttributes(Suite suite, Octets der, @Nullable Octets gmContent) {
    this.suite = suite;
    this.der = der;
    this.gmContent = gmContent;
  }

  /**
   * The attributes of a PDF signature: of the prepared file, for the key it was prepared for.
   *
   * <p>Content type id-data and the digest over the covered bytes; in a message of GB/T 35275 its
   * own content type and the digest over the content, which is that digest.
   *
   * @param signer the signer's certificate
   * @throws CredentialException.UnfitKey if the file was prepared for another kind of key
   * @throws CredentialException.BadCertificate if the certificate cannot be encoded
   */
  public static SignedAttributes forPdf(
      PreparedPdf prepared, X509Certificate signer, Hashing hashing) throws SigningException {
    return forPdf(prepared.profile(), prepared.suite(), prepared.digest(), signer, hashing);
  }

  static SignedAttributes forPdf(
      SignatureSpec.Profile profile,
      Suite suite,
      Octets digest,
      X509Certificate signer,
      Hashing hashing)
      throws SigningException {
    suite.requireFor(signer.getPublicKey());
    if (!profile.gm()) {
      return build(suite, common(suite, CMSObjectIdentifiers.data, digest, signer, hashing), null);
    }
    Octets ofContent = Octets.of(hashing.start(suite.digest()).digest(digest.bytes()));
    return build(suite, common(suite, Oids.GM_DATA, ofContent, signer, hashing), digest);
  }

  /**
   * The attributes of a signature over a file, with the evidence as further attributes.
   *
   * @param suite how the key signs
   * @param digest digest of the suite over the file
   * @param signer the signer's certificate
   * @param evidence manifest, statement and sealed ink
   * @throws CredentialException.UnfitKey if the certificate's key does not sign so
   * @throws CredentialException.BadCertificate if the certificate cannot be encoded
   */
  public static SignedAttributes forData(
      Suite suite, Octets digest, X509Certificate signer, EvidenceStreams evidence, Hashing hashing)
      throws SigningException {
    suite.requireFor(signer.getPublicKey());
    ASN1EncodableVector attributes =
        common(suite, CMSObjectIdentifiers.data, digest, signer, hashing);
    attributes.add(octets(Oids.MANIFEST, evidence.manifest()));
    attributes.add(octets(Oids.STATEMENT, evidence.statement()));
    attributes.add(octets(Oids.SEALED_INK, evidence.sealedInk()));
    return build(suite, attributes, null);
  }

  /**
   * The attributes of a signature over a file, with the claimed time (RFC 5652, section 11.3).
   *
   * @param contentType type of the content
   * @param digest digest of the suite over the file
   * @param signer the signer's certificate
   * @throws CredentialException.UnfitKey if the certificate's key does not sign so
   * @throws CredentialException.BadCertificate if the certificate cannot be encoded
   */
  public static SignedAttributes forFile(
      ASN1ObjectIdentifier contentType,
      Suite suite,
      Octets digest,
      X509Certificate signer,
      Instant signingTime,
      Hashing hashing)
      throws SigningException {
    suite.requireFor(signer.getPublicKey());
    ASN1EncodableVector attributes = common(suite, contentType, digest, signer, hashing);
    Time time = new Time(Date.from(signingTime));
    attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(time)));
    return build(suite, attributes, null);
  }

  /** The signer's algorithm. */
  public Suite suite() {
    return suite;
  }

  /** The SET in DER, tag 0x31: exactly what the key signs. */
  public Octets der() {
    return der;
  }

  /** The content of a message of GB/T 35275; empty for a detached one of RFC 5652. */
  Optional<Octets> gmContent() {
    return Optional.ofNullable(gmContent);
  }

  private static SignedAttributes build(
      Suite suite, ASN1EncodableVector attributes, @Nullable Octets gmContent)
      throws SigningException {
    try {
      byte[] der = new DERSet(attributes).getEncoded(ASN1Encoding.DER);
      return new SignedAttributes(suite, Octets.of(der), gmContent);
    } catch (IOException e) {
      throw new CredentialException.BadCertificate("attributes", Why.NOT_ENCODED, e);
    }
  }

  private static ASN1EncodableVector common(
      Suite suite,
      ASN1ObjectIdentifier contentType,
      Octets digest,
      X509Certificate signer,
      Hashing hashing)
      throws SigningException {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(contentType)));
    attributes.add(octets(CMSAttributes.messageDigest, digest));
    try {
      byte[] hash = hashing.start(suite.digest()).digest(signer.getEncoded());
      Certificate certificate = Certificate.getInstance(signer.getEncoded());
      ESSCertIDv2 id =
          new ESSCertIDv2(
              SignatureAlgorithm.digest(suite),
              hash,
              new IssuerSerial(
                  new GeneralNames(new GeneralName(certificate.getIssuer())),
                  certificate.getSerialNumber()));
      attributes.add(
          new Attribute(
              PKCSObjectIdentifiers.id_aa_signingCertificateV2,
              new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {id}))));
      return attributes;
    } catch (CertificateEncodingException e) {
      throw new CredentialException.BadCertificate("signer", Why.NOT_ENCODED, e);
    }
  }

  private static Attribute octets(ASN1ObjectIdentifier type, Octets value) {
    return new Attribute(type, new DERSet(new DEROctetString(value.bytes())));
  }
}
