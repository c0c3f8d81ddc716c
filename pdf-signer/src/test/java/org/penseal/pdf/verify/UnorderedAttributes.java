// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;

/** A message whose signed attributes are in another order than DER has it, and signed so. */
final class UnorderedAttributes {
  // Of SignedData and of SignerInfo (RFC 5652, 5.1 and 5.3), with certificates and attributes.
  private static final int SIGNERS = 4;
  private static final int ATTRIBUTES = 3;
  private static final int VALUE = 5;

  private UnorderedAttributes() {}

  /**
   * The same message anew.
   *
   * @param der with one signer
   * @param key of this signer, RSA, PKCS #8 in PEM
   */
  static byte[] of(byte[] der, Path key) throws Exception {
    ASN1Sequence info = ASN1Sequence.getInstance(der);
    ASN1TaggedObject content = ASN1TaggedObject.getInstance(info.getObjectAt(1));
    ASN1Sequence data = ASN1Sequence.getInstance(content, true);
    ASN1Set signers = ASN1Set.getInstance(data.getObjectAt(SIGNERS));
    ASN1Sequence signer = ASN1Sequence.getInstance(signers.getObjectAt(0));
    ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(signer.getObjectAt(ATTRIBUTES));
    ASN1EncodableVector reversed = new ASN1EncodableVector();
    ASN1Set attributes = ASN1Set.getInstance(tagged, false);
    for (int i = attributes.size() - 1; i >= 0; i--) {
      reversed.add(attributes.getObjectAt(i));
    }
    DLSet set = new DLSet(reversed);
    byte[] value = value(set.getEncoded(ASN1Encoding.DL), key);
    DLSequence own =
        with(
            with(signer, ATTRIBUTES, new DLTaggedObject(false, 0, set)),
            VALUE,
            new DEROctetString(value));
    DLSequence signed = with(data, SIGNERS, new DLSet(own));
    DLTaggedObject explicit = new DLTaggedObject(true, 0, signed);
    return with(info, 1, explicit).getEncoded(ASN1Encoding.DL);
  }

  private static DLSequence with(ASN1Sequence all, int at, ASN1Encodable other) {
    ASN1EncodableVector parts = new ASN1EncodableVector();
    for (int i = 0; i < all.size(); i++) {
      parts.add(i == at ? other : all.getObjectAt(i));
    }
    return new DLSequence(parts);
  }

  private static byte[] value(byte[] octets, Path key) throws Exception {
    String pem = Files.readString(key, StandardCharsets.US_ASCII).replaceAll("-----[^-]+-----", "");
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(spec));
    signature.update(octets);
    return signature.sign();
  }
}
