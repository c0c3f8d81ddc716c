// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ber.DerNode;
import org.penseal.signature.Suite;

/** Writes a signature in either form, with the file inside or without it. */
public final class SignedDataTree {
  private SignedDataTree() {}

  /**
   * The message, DER.
   *
   * @param signature what was signed, by whom, with which value
   * @param suite of the signer's key
   * @param attributes whether the signed attributes go into it; if not, the value is over the file
   *     itself
   * @param content the file's length if it goes inside
   */
  public static DerNode of(
      CmsSignature signature,
      Suite suite,
      SignatureForm form,
      boolean attributes,
      OptionalLong content)
      throws IOException {
    SignedData data =
        SignedData.getInstance(ContentInfo.getInstance(signature.der().bytes()).getContent());
    SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    SignerInfo written =
        new SignerInfo(
            signer.getSID(),
            signer.getDigestAlgorithm(),
            attributes ? signer.getAuthenticatedAttributes() : null,
            form.signatureAlgorithm(suite, signer.getDigestEncryptionAlgorithm()),
            signer.getEncryptedDigest(),
            signer.getUnauthenticatedAttributes());
    List<DerNode> encapsulated = new ArrayList<>();
    encapsulated.add(DerNode.of(form.data()));
    if (content.isPresent()) {
      encapsulated.add(DerNode.explicit(0, DerNode.octets(content.getAsLong())));
    }
    DerNode body =
        DerNode.sequence(
            List.of(
                // Version 1 in both: RFC 5652 section 5.1 (id-data, issuer and serial number)
                DerNode.of(new ASN1Integer(1)),
                DerNode.of(data.getDigestAlgorithms()),
                DerNode.sequence(encapsulated),
                DerNode.of(new DERTaggedObject(false, 0, data.getCertificates())),
                DerNode.of(new DERSet(written))));
    return DerNode.sequence(List.of(DerNode.of(form.signedData()), DerNode.explicit(0, body)));
  }
}
