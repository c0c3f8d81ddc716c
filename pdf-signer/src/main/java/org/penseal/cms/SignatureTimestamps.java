// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.penseal.signature.Octets;

/**
 * The signature time-stamp tokens among a signer's unsigned attributes, of which there may be
 * several (RFC 5126, section 6.1.1). Nothing protects them: anybody may add some.
 */
public final class SignatureTimestamps {
  private SignatureTimestamps() {}

  /**
   * Every value of every attribute of this kind, in the order of the message.
   *
   * @return DER; without a byte for a value that has none
   * @throws IllegalArgumentException if an unsigned attribute is none
   */
  public static List<Octets> of(SignerInfo signer) {
    List<Octets> tokens = new ArrayList<>();
    if (signer.getUnauthenticatedAttributes() == null) {
      return tokens;
    }
    for (ASN1Encodable each : signer.getUnauthenticatedAttributes()) {
      Attribute attribute = Attribute.getInstance(each);
      if (attribute.getAttrType().equals(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)) {
        for (ASN1Encodable value : attribute.getAttributeValues()) {
          tokens.add(encoded(value));
        }
      }
    }
    return tokens;
  }

  private static Octets encoded(ASN1Encodable value) {
    try {
      return Octets.of(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      return Octets.of(new byte[0]);
    }
  }
}
