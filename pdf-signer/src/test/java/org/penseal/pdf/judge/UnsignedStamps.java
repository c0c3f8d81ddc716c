// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.judge;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.penseal.signature.Octets;

/** A message with any time-stamps among the unsigned attributes, as anybody can make it. */
public final class UnsignedStamps {
  private UnsignedStamps() {}

  /**
   * The same message with these in place of its own.
   *
   * @param attributes the values of each, in this order
   */
  public static byte[] of(byte[] message, List<List<Octets>> attributes) throws IOException {
    ContentInfo info = ContentInfo.getInstance(message);
    SignedData data = SignedData.getInstance(info.getContent());
    SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    ASN1EncodableVector unsigned = new ASN1EncodableVector();
    for (List<Octets> values : attributes) {
      ASN1EncodableVector tokens = new ASN1EncodableVector();
      for (Octets each : values) {
        tokens.add(ASN1Primitive.fromByteArray(each.bytes()));
      }
      unsigned.add(
          sequence(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DLSet(tokens)));
    }
    DLSequence stamped =
        sequence(
            signer.getVersion(),
            signer.getSID(),
            signer.getDigestAlgorithm(),
            new DLTaggedObject(false, 0, signer.getAuthenticatedAttributes()),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            new DLTaggedObject(false, 1, new DLSet(unsigned)));
    return new ContentInfo(
            info.getContentType(),
            new SignedData(
                data.getDigestAlgorithms(),
                data.getEncapContentInfo(),
                data.getCertificates(),
                data.getCRLs(),
                new DLSet(stamped)))
        .getEncoded(ASN1Encoding.DL);
  }

  // BouncyCastle's own structures are DER, in which a set has an order of its own.
  private static DLSequence sequence(ASN1Encodable... parts) {
    return new DLSequence(parts);
  }
}
