// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.penseal.cms.SignedAttributes;
import org.penseal.pdf.Hashing;
import org.penseal.pdf.Octets;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;

/** The signed attributes of a signature over a file. */
public final class DataAttributes {
  private DataAttributes() {}

  /**
   * Content type, message digest, signing time and signing-certificate-v2 (RFC 5652, section 11;
   * RFC 5035).
   *
   * @param digest digest over the file, of the suite of the signer's key
   * @param signingTime the claimed time
   * @throws CredentialException.BadCertificate if the certificate cannot be encoded
   */
  public static SignedAttributes of(
      SignatureForm form,
      Octets digest,
      X509Certificate signer,
      Instant signingTime,
      Hashing hashing)
      throws SigningException {
    SignedAttributes common = SignedAttributes.forPdf(digest, signer, hashing);
    try {
      ASN1EncodableVector attributes = new ASN1EncodableVector();
      for (ASN1Encodable each : ASN1Set.getInstance(common.der().bytes())) {
        Attribute attribute = Attribute.getInstance(each);
        boolean type = attribute.getAttrType().equals(CMSAttributes.contentType);
        attributes.add(
            type ? new Attribute(CMSAttributes.contentType, new DERSet(form.data())) : attribute);
      }
      Time time = new Time(Date.from(signingTime));
      attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(time)));
      byte[] der = new DERSet(attributes).getEncoded(ASN1Encoding.DER);
      return new SignedAttributes(common.suite(), Octets.of(der));
    } catch (IOException e) {
      throw new CredentialException.BadCertificate("signed attributes", "cannot be encoded", e);
    }
  }
}
