// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.BadCertificate.Why;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/**
 * A certification request for an event certificate (PKCS #10, RFC 2986), made in two halves so that
 * a chip can sign between them.
 *
 * <p>The subject is the signer's common name only. The extension request (RFC 2985, section 5.4.2)
 * holds what {@link EventProfile} wants of the certificate: key usage (digitalSignature,
 * nonRepudiation; critical), extended key usage (document signing, RFC 9336), the one-time policy,
 * and the evidence binding, not critical. The chip statement travels in an attribute of its own and
 * is not copied into the certificate.
 *
 * @param commonName the signer's name
 * @param key the one-time public key
 * @param binding what is to be bound
 * @param statement the chip's or the host's statement
 */
public record EventRequest(
    String commonName, PublicKey key, EvidenceBinding binding, Octets statement) {

  /** The extended key usages that are asked for. */
  static final List<String> PURPOSES = List.of(KeyPurposeId.id_kp_documentSigning.getId());

  /** The DER of the CertificationRequestInfo: what the key signs first. */
  public Octets info() {
    X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    Extensions extensions =
        new Extensions(
            new Extension[] {
              extension(
                  Extension.keyUsage,
                  true,
                  new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation)),
              extension(Extension.extendedKeyUsage, false, purposes()),
              extension(
                  Extension.certificatePolicies,
                  false,
                  new CertificatePolicies(
                      new PolicyInformation(
                          new ASN1ObjectIdentifier(ProjectOids.POLICY_ONE_TIME)))),
              new Extension(
                  new ASN1ObjectIdentifier(ProjectOids.EVIDENCE_BINDING),
                  false,
                  BindingCodec.encode(binding).bytes())
            });
    DERSet attributes =
        new DERSet(
            new ASN1Encodable[] {
              new Attribute(
                  PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(extensions)),
              new Attribute(
                  new ASN1ObjectIdentifier(ProjectOids.STATEMENT),
                  new DERSet(new DEROctetString(statement.bytes())))
            });
    CertificationRequestInfo info =
        new CertificationRequestInfo(
            subject, SubjectPublicKeyInfo.getInstance(key.getEncoded()), attributes);
    return encoded(info);
  }

  private static Extension extension(
      ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
    return new Extension(type, critical, encoded(value).bytes());
  }

  /** The extended key usages as an extension has them. */
  public static ExtendedKeyUsage purposes() {
    return new ExtendedKeyUsage(KeyPurposeId.id_kp_documentSigning);
  }

  /**
   * The whole request.
   *
   * @param info from {@link #info()}
   * @param signature the key's signature over it, DER
   * @param suite the key's algorithm
   */
  public static Octets assemble(Octets info, byte[] signature, Suite suite) {
    return encoded(
        new DERSequence(
            new ASN1Encodable[] {
              CertificationRequestInfo.getInstance(info.bytes()),
              new AlgorithmIdentifier(new ASN1ObjectIdentifier(suite.signatureOid())),
              new DERBitString(signature)
            }));
  }

  /**
   * Reads a request and checks the proof of possession.
   *
   * @param der the whole request
   * @throws CredentialException.BadCertificate if it is malformed, lacks the binding or the
   *     statement, or is not signed by its own key
   */
  public static EventRequest parse(Octets der) throws SigningException {
    try {
      CertificationRequest request = CertificationRequest.getInstance(der.bytes());
      CertificationRequestInfo info = request.getCertificationRequestInfo();
      PublicKey key = BouncyCastleProvider.getPublicKey(info.getSubjectPublicKeyInfo());
      if (key == null) {
        throw new CredentialException.BadCertificate("request", Why.REQUEST_KEY, null);
      }
      Signature signature = Signature.getInstance(Suite.of(key).signature(), "BC");
      signature.initVerify(key);
      signature.update(info.getEncoded(ASN1Encoding.DER));
      if (!signature.verify(request.getSignature().getOctets())) {
        throw new CredentialException.BadCertificate("request", Why.REQUEST_NOT_SIGNED, null);
      }
      return of(info, key);
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | ClassCastException e) {
      throw new CredentialException.BadCertificate("request", Why.UNREADABLE, e);
    }
  }

  private static EventRequest of(CertificationRequestInfo info, PublicKey key)
      throws SigningException {
    var names = info.getSubject().getRDNs();
    if (names.length != 1 || !BCStyle.CN.equals(names[0].getFirst().getType())) {
      throw new CredentialException.BadCertificate("request", Why.REQUEST_INCOMPLETE, null);
    }
    Extensions extensions =
        Extensions.getInstance(value(info, PKCSObjectIdentifiers.pkcs_9_at_extensionRequest));
    Extension binding =
        extensions.getExtension(new ASN1ObjectIdentifier(ProjectOids.EVIDENCE_BINDING));
    if (binding == null) {
      throw new CredentialException.BadCertificate("request", Why.REQUEST_INCOMPLETE, null);
    }
    ASN1OctetString statement =
        ASN1OctetString.getInstance(value(info, new ASN1ObjectIdentifier(ProjectOids.STATEMENT)));
    return new EventRequest(
        IETFUtils.valueToString(names[0].getFirst().getValue()),
        key,
        BindingCodec.decode(Octets.of(binding.getExtnValue().getOctets())),
        Octets.of(statement.getOctets()));
  }

  private static ASN1Primitive value(CertificationRequestInfo info, ASN1ObjectIdentifier type)
      throws SigningException {
    for (ASN1Encodable each : info.getAttributes()) {
      Attribute attribute = Attribute.getInstance(each);
      if (attribute.getAttrType().equals(type) && attribute.getAttrValues().size() == 1) {
        return attribute.getAttrValues().getObjectAt(0).toASN1Primitive();
      }
    }
    throw new CredentialException.BadCertificate("request", Why.REQUEST_INCOMPLETE, null);
  }

  private static Octets encoded(ASN1Encodable value) {
    try {
      return Octets.of(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new IllegalStateException("values in memory can be encoded", e);
    }
  }
}
