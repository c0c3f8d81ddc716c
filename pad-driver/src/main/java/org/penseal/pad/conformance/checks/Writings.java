// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.x500.X500Name;

/** What a chip is given to sign in a test: requests and signed attributes in DER. */
final class Writings {
  /** id-aa-contentReference (RFC 2634, 2.11): of no meaning here but its size. */
  private static final ASN1ObjectIdentifier BALLAST =
      new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.4");

  private Writings() {}

  static byte[] sm3(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SM3").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the provider with SM3 is not registered", e);
    }
  }

  /** CertificationRequestInfo (RFC 2986, 4.1) for a key; without it, if it is no DER. */
  static byte[] requestInfo(byte[] publicKeyInfo) {
    ASN1EncodableVector info = new ASN1EncodableVector();
    info.add(new ASN1Integer(0));
    info.add(new X500Name("CN=conformance test"));
    try {
      info.add(ASN1Primitive.fromByteArray(publicKeyInfo));
    } catch (IOException | RuntimeException e) {
      // A chip may give anything for a key: the request is then wrong, as it should be.
    }
    info.add(new DERTaggedObject(false, 0, new DERSet()));
    return encoded(new DERSequence(info));
  }

  /** SET OF attributes (RFC 5652, 5.4): a message digest, and ballast in another attribute. */
  static byte[] attributes(byte[] document, int ballastBytes) {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(attribute(CMSAttributes.messageDigest, sm3(document)));
    if (ballastBytes > 0) {
      attributes.add(attribute(BALLAST, new byte[ballastBytes]));
    }
    return encoded(new DERSet(attributes));
  }

  private static ASN1Encodable attribute(ASN1ObjectIdentifier type, byte[] octets) {
    return new Attribute(type, new DERSet(new DEROctetString(octets)));
  }

  /** Attributes without a message digest. */
  static byte[] noAttributes() {
    return encoded(new DERSet());
  }

  private static byte[] encoded(ASN1Object value) {
    try {
      return value.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written but memory
    }
  }
}
