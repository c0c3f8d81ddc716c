// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Suite;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/**
 * The attributes that are signed, as the DER SET that goes to the key (RFC 5652, section 5.4).
 *
 * <p>Content type id-data, message digest, signing-certificate-v2 with the issuer and serial number
 * (RFC 5035); no signing-time (EN 319 142-1, section 6.3).
 *
 * @param suite the signer's algorithm
 * @param der the SET in DER, tag 0x31: exactly what the key signs
 */
public record SignedAttributes(Suite suite, Octets der) {

  /**
   * The attributes of a PDF signature.
   *
   * @param digest digest over the covered bytes, of the suite's digest algorithm
   * @param signer the signer's certificate
   * @throws CredentialException.BadCertificate if the certificate cannot be encoded
   */
  public static SignedAttributes forPdf(Octets digest, X509Certificate signer, Hashing hashing)
      throws SigningException {
    return build(common(digest, signer, hashing), signer);
  }

  /**
   * The attributes of a signature over a file, with the evidence as further attributes.
   *
   * @param digest digest over the file
   * @param signer the signer's certificate
   * @param evidence manifest, statement and sealed ink
   * @throws CredentialException.BadCertificate if the certificate cannot be encoded
   */
  public static SignedAttributes forData(
      Octets digest, X509Certificate signer, EvidenceStreams evidence, Hashing hashing)
      throws SigningException {
    ASN1EncodableVector attributes = common(digest, signer, hashing);
    attributes.add(octets(Oids.MANIFEST, evidence.manifest()));
    attributes.add(octets(Oids.STATEMENT, evidence.statement()));
    attributes.add(octets(Oids.SEALED_INK, evidence.sealedInk()));
    return build(attributes, signer);
  }

  private static SignedAttributes build(ASN1EncodableVector attributes, X509Certificate signer)
      throws SigningException {
    try {
      byte[] der = new DERSet(attributes).getEncoded(ASN1Encoding.DER);
      return new SignedAttributes(Suite.of(signer.getPublicKey()), Octets.of(der));
    } catch (IOException e) {
      throw new CredentialException.BadCertificate("signed attributes", "cannot be encoded", e);
    }
  }

  private static ASN1EncodableVector common(Octets digest, X509Certificate signer, Hashing hashing)
      throws SigningException {
    Suite suite = Suite.of(signer.getPublicKey());
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(CMSObjectIdentifiers.data)));
    attributes.add(octets(CMSAttributes.messageDigest, digest));
    try {
      byte[] hash = hashing.start(suite.digest()).digest(signer.getEncoded());
      Certificate certificate = Certificate.getInstance(signer.getEncoded());
      ESSCertIDv2 id =
          new ESSCertIDv2(
              new AlgorithmIdentifier(new ASN1ObjectIdentifier(suite.digestOid())),
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
      throw new CredentialException.BadCertificate("signer", "cannot be encoded", e);
    }
  }

  private static Attribute octets(ASN1ObjectIdentifier type, Octets value) {
    return new Attribute(type, new DERSet(new DEROctetString(value.bytes())));
  }
}
