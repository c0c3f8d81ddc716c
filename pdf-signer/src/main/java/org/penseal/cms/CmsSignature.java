// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/**
 * A detached CMS SignedData with one signer (RFC 5652, section 5; or the same under the content
 * types of GB/T 35275-2017), kept as parsed structures.
 *
 * <p>Made by {@link #assemble} from signed attributes and a signature value, or by {@link #parse}.
 * Immutable; {@link #withTimestamp} gives a new one whose signed part has the same bytes.
 */
public final class CmsSignature {
  private static final ASN1ObjectIdentifier SIGNED_DATA = CMSObjectIdentifiers.signedData;

  private static final ReadCertificates KNOWN = new ReadCertificates();

  private final ASN1ObjectIdentifier type;
  private final SignedData signedData;
  private final SignerInfo signer;
  private final Octets der;
  // Read once: judging asks for them several times.
  private volatile @Nullable List<X509Certificate> certificates;

  private CmsSignature(
      ASN1ObjectIdentifier type, SignedData signedData, SignerInfo signer, Octets der) {
    this.type = type;
    this.signedData = signedData;
    this.signer = signer;
    this.der = der;
  }

  /**
   * Puts a signature together.
   *
   * @param attributes what was signed
   * @param signature the value the key gave for {@code attributes.der()}
   * @param chain the signer's certificate first; all of it goes into the message
   * @throws CredentialException.BadCertificate if a certificate cannot be encoded
   */
  public static CmsSignature assemble(
      SignedAttributes attributes, byte[] signature, List<X509Certificate> chain)
      throws SigningException {
    try {
      ASN1EncodableVector certificates = new ASN1EncodableVector();
      for (X509Certificate certificate : chain) {
        certificates.add(Certificate.getInstance(certificate.getEncoded()));
      }
      Certificate own = Certificate.getInstance(chain.getFirst().getEncoded());
      SignerInfo info =
          new SignerInfo(
              new SignerIdentifier(
                  new IssuerAndSerialNumber(own.getIssuer(), own.getSerialNumber().getValue())),
              SignatureAlgorithm.digest(attributes.suite()),
              ASN1Set.getInstance(ASN1Primitive.fromByteArray(attributes.der().bytes())),
              SignatureAlgorithm.of(attributes.suite()),
              new DEROctetString(signature),
              null);
      return of(
          attributes.gmContent().isPresent() ? Oids.GM_SIGNED_DATA : SIGNED_DATA,
          new SignedData(
              new DERSet(SignatureAlgorithm.digest(attributes.suite())),
              content(attributes),
              new DERSet(certificates),
              null,
              new DERSet(info)));
    } catch (IOException | GeneralSecurityException e) {
      throw new CredentialException.BadCertificate(
          "chain", CredentialException.BadCertificate.Why.NOT_ENCODED, e);
    }
  }

  private static ContentInfo content(SignedAttributes attributes) {
    return attributes
        .gmContent()
        .map(digest -> new ContentInfo(Oids.GM_DATA, new DEROctetString(digest.bytes())))
        .orElseGet(() -> new ContentInfo(CMSObjectIdentifiers.data, null));
  }

  /**
   * Reads a message in DER or BER; bytes behind it (the padding of a PDF's hole) are ignored only
   * if all zero.
   *
   * @throws CmsException.WrongCms if it is no SignedData with exactly one signer
   */
  public static CmsSignature parse(byte[] message) throws SigningException {
    try {
      PaddedValue value = PaddedValue.read(message);
      byte[] exact = value.bytes();
      ContentInfo info = ContentInfo.getInstance(value.object());
      ASN1ObjectIdentifier type = info.getContentType();
      if (!SIGNED_DATA.equals(type) && !Oids.GM_SIGNED_DATA.equals(type)) {
        throw new CmsException.WrongCms(CmsException.WrongCms.Why.NOT_SIGNED_DATA, null);
      }
      SignedData data = SignedData.getInstance(info.getContent());
      if (data.getSignerInfos().size() != 1) {
        throw new CmsException.WrongCms(CmsException.WrongCms.Why.NOT_ONE_SIGNER, null);
      }
      return new CmsSignature(
          type,
          data,
          SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0)),
          Octets.of(exact));
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException e) {
      throw new CmsException.WrongCms(CmsException.WrongCms.Why.NOT_PARSABLE, e);
    }
  }

  private static CmsSignature of(ASN1ObjectIdentifier type, SignedData data) throws IOException {
    byte[] der = new ContentInfo(type, data).getEncoded(ASN1Encoding.DER);
    return new CmsSignature(
        type, data, SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0)), Octets.of(der));
  }

  /** The whole message; DER if it was made here, otherwise as it was read. */
  public Octets der() {
    return der;
  }

  /** The signature value; a signature time-stamp covers its digest (RFC 5126, section 6.1.1). */
  public Octets signatureValue() {
    return Octets.of(signer.getEncryptedDigest().getOctets());
  }

  /**
   * The same signature with a time-stamp token as unsigned attribute, in place of earlier ones.
   *
   * @param token RFC 3161 TimeStampToken, DER
   * @throws CmsException.WrongCms if the token is no ASN.1 value
   */
  public CmsSignature withTimestamp(Octets token) throws SigningException {
    try {
      Attribute attribute =
          new Attribute(
              PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
              new DERSet(ASN1Primitive.fromByteArray(token.bytes())));
      SignerInfo stamped =
          new SignerInfo(
              signer.getSID(),
              signer.getDigestAlgorithm(),
              signer.getAuthenticatedAttributes(),
              signer.getDigestEncryptionAlgorithm(),
              signer.getEncryptedDigest(),
              new DERSet(attribute));
      return of(
          type,
          new SignedData(
              signedData.getDigestAlgorithms(),
              signedData.getEncapContentInfo(),
              signedData.getCertificates(),
              signedData.getCRLs(),
              new DERSet(stamped)));
    } catch (IOException e) {
      throw new CmsException.WrongCms(CmsException.WrongCms.Why.TIMESTAMP_NOT_PARSABLE, e);
    }
  }

  /** The signature time-stamp tokens, DER, as {@link SignatureTimestamps#of}. */
  public List<Octets> timestamps() {
    return SignatureTimestamps.of(signer);
  }

  /** The signed attributes as the SET in DER that was signed, if there are any. */
  public Optional<Octets> signedAttributes() {
    if (signer.getAuthenticatedAttributes() == null) {
      return Optional.empty();
    }
    try {
      // DER again, whatever the message was encoded in (RFC 5652, section 5.4).
      return Optional.of(
          Octets.of(signer.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The octets of which the value may be: the signed attributes in DER, and in the order that they
   * have in the message, which some programs sign as OpenSSL verifies them; without attributes the
   * content.
   */
  List<Octets> signedOctets() {
    List<Octets> octets = new ArrayList<>(signedAttributes().or(this::content).stream().toList());
    ASN1Set attributes = signer.getAuthenticatedAttributes();
    try {
      if (attributes != null) {
        octets.add(Octets.of(attributes.getEncoded(ASN1Encoding.DL)));
      }
    } catch (IOException e) {
      // DER has said so.
    }
    return octets;
  }

  /** The message digest among the signed attributes, if there is one. */
  public Optional<Octets> messageDigest() {
    return octets(CMSAttributes.messageDigest);
  }

  /** The evidence among the signed attributes of a data signature, if all three are there. */
  public Optional<EvidenceStreams> evidence() {
    Optional<Octets> manifest = octets(Oids.MANIFEST);
    Optional<Octets> statement = octets(Oids.STATEMENT);
    Optional<Octets> ink = octets(Oids.SEALED_INK);
    if (manifest.isEmpty() || statement.isEmpty() || ink.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new EvidenceStreams(manifest.get(), statement.get(), ink.get()));
  }

  /**
   * The certificates in the message, in its order.
   *
   * <p>The key of one on a curve that is not known cannot be had of it.
   *
   * @throws CredentialException.BadCertificate if one cannot be read
   */
  public List<X509Certificate> certificates() throws SigningException {
    List<X509Certificate> known = certificates;
    if (known == null) {
      known = List.copyOf(readCertificates());
      certificates = known;
    }
    return known;
  }

  private List<X509Certificate> readCertificates() throws SigningException {
    List<X509Certificate> found = new ArrayList<>();
    if (signedData.getCertificates() == null) {
      return found;
    }
    try {
      for (ASN1Encodable each : signedData.getCertificates()) {
        if (each.toASN1Primitive() instanceof ASN1TaggedObject) {
          continue; // attribute and other certificates, RFC 5652 section 10.2.2
        }
        byte[] encoded = each.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        found.add(readable(KNOWN.of(encoded)));
      }
      return found;
    } catch (IOException | GeneralSecurityException e) {
      throw new CredentialException.BadCertificate(
          "CMS", CredentialException.BadCertificate.Why.UNREADABLE, e);
    }
  }

  // BouncyCastle decodes the key when it is asked for, and of an unknown curve or a point outside
  // of it makes whatever RuntimeException the place happens to give, NullPointerException too.
  private static X509Certificate readable(X509Certificate certificate) throws SigningException {
    try {
      certificate.getPublicKey();
      return certificate;
    } catch (RuntimeException e) {
      if (onUnknownCurve(certificate)) {
        return certificate;
      }
      throw new CredentialException.BadCertificate(
          "CMS", CredentialException.BadCertificate.Why.KEY_UNREADABLE, e);
    }
  }

  private static boolean onUnknownCurve(X509Certificate certificate) throws SigningException {
    try {
      AlgorithmIdentifier key =
          Certificate.getInstance(certificate.getEncoded())
              .getSubjectPublicKeyInfo()
              .getAlgorithm();
      return key.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
          && key.getParameters() instanceof ASN1ObjectIdentifier curve
          && ECNamedCurveTable.getByOID(curve) == null;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new CredentialException.BadCertificate(
          "CMS", CredentialException.BadCertificate.Why.UNREADABLE, e);
    }
  }

  /**
   * The signer's certificate, if it is in the message; of an SM2 signer with the user id of GM/T
   * 0009.
   *
   * @throws CredentialException.BadCertificate if a certificate cannot be read
   */
  public Optional<X509Certificate> signerCertificate() throws SigningException {
    return signerCertificate(Suite.DEFAULT_SM2_ID);
  }

  /**
   * The signer's certificate, if it is in the message.
   *
   * @param sm2Id user id of an SM2 signer
   * @throws CredentialException.BadCertificate if a certificate cannot be read
   */
  public Optional<X509Certificate> signerCertificate(String sm2Id) throws SigningException {
    return SignerCertificate.among(
        certificates(), signer, each -> SignerCertificate.verifies(this, each, sm2Id));
  }

  /** The dotted OID of the digest algorithm. */
  public String digestOid() {
    return signer.getDigestAlgorithm().getAlgorithm().getId();
  }

  /** Whether the message itself is one of GB/T 35275. */
  public boolean gm() {
    return type.equals(Oids.GM_SIGNED_DATA);
  }

  /** The octets that lie in the message itself, if any do. */
  public Optional<Octets> content() {
    ASN1Encodable content = signedData.getEncapContentInfo().getContent();
    return content instanceof ASN1OctetString octets
        ? Optional.of(Octets.of(octets.getOctets()))
        : Optional.empty();
  }

  /**
   * Whether it was made for bytes with this digest: the message digest among its attributes, or in
   * a message of GB/T 35275 its content.
   */
  public boolean isOver(Octets digest) {
    return (gm() ? content() : messageDigest()).equals(Optional.of(digest));
  }

  SignedData signedData() {
    return signedData;
  }

  SignerInfo signer() {
    return signer;
  }

  private Optional<Octets> octets(ASN1ObjectIdentifier type) {
    return SignerChecks.single(signer, type)
        .filter(value -> value instanceof ASN1OctetString)
        .map(value -> Octets.of(((ASN1OctetString) value).getOctets()));
  }
}
