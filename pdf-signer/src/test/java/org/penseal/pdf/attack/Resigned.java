// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ByteRange;
import org.penseal.pdf.SignedHole;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.SigningKey;

/**
 * Real signatures that our signer would not make: its last signature is made anew, by a key of the
 * same kind, over the file as it is now.
 */
record Resigned(byte[] file, SigningKey key, @Nullable ASN1Set certificates, boolean told) {
  /** A file that was changed after all steps but this. */
  static byte[] of(byte[] file, SigningKey key) throws Exception {
    return new Resigned(file, key, null, true).bytes();
  }

  /** Characters 0 to 255 changed before signing and changed back after it. */
  static byte[] hidden(byte[] file, String from, String to, Signing signing, SigningKey key)
      throws Exception {
    UnaryOperator<String> back = text -> text.replace(to, from);
    String text = new String(file, StandardCharsets.ISO_8859_1).replace(from, to);
    byte[] signed = signing.of(text.getBytes(StandardCharsets.ISO_8859_1));
    return of(
        back.apply(new String(signed, StandardCharsets.ISO_8859_1))
            .getBytes(StandardCharsets.ISO_8859_1),
        key);
  }

  interface Signing {
    byte[] of(byte[] file) throws Exception;
  }

  byte[] bytes() throws Exception {
    Message message = Message.last(file);
    SignedData data = SignedData.getInstance(ContentInfo.getInstance(message.der()).getContent());
    SignerInfo old = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    ByteRange range = new ByteRange(message.start() - 1, message.end() + 1, file.length);
    byte[] digest =
        SigningBench.HASHING.start(key.suite().digest()).digest(SignedHole.covered(file, range));
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    for (ASN1Encodable each : old.getAuthenticatedAttributes()) {
      ASN1ObjectIdentifier type = Attribute.getInstance(each).getAttrType();
      if (type.equals(CMSAttributes.messageDigest)) {
        attributes.add(new Attribute(type, new DERSet(new DEROctetString(digest))));
      } else if (told || !type.equals(PKCSObjectIdentifiers.id_aa_signingCertificateV2)) {
        attributes.add(each);
      }
    }
    ASN1Set signed = new DERSet(attributes);
    SignerInfo signer =
        new SignerInfo(
            old.getSID(),
            old.getDigestAlgorithm(),
            signed,
            old.getDigestEncryptionAlgorithm(),
            new DEROctetString(key.sign(signed.getEncoded(ASN1Encoding.DER))),
            null);
    SignedData made =
        new SignedData(
            data.getDigestAlgorithms(),
            data.getEncapContentInfo(),
            certificates == null ? data.getCertificates() : certificates,
            null,
            new DLSet(signer));
    return message.replaced(
        new ContentInfo(CMSObjectIdentifiers.signedData, made).getEncoded(ASN1Encoding.DL));
  }
}
