// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.penseal.pdf.MemoryKey;
import org.penseal.signature.SigningKey;

/** Messages in the hole that are not what RFC 5652 and PAdES ask for. */
final class CmsAttacks {
  private static final ASN1ObjectIdentifier SHA1 = new ASN1ObjectIdentifier("1.3.14.3.2.26");

  private final CaseList cases;
  private final byte[] file;
  private final int start;
  private final int end;
  private final SignedData message;
  private final SignerInfo signer;

  private CmsAttacks(boolean attack, byte[] file) {
    this.cases = new CaseList(attack).family("cms");
    this.file = file;
    String text = new String(file, StandardCharsets.ISO_8859_1);
    this.start = text.lastIndexOf("/Contents <") + "/Contents <".length();
    this.end = text.indexOf('>', start);
    byte[] hole = HexFormat.of().parseHex(text.substring(start, end));
    int length = 4 + ((hole[2] & 0xff) << 8) + (hole[3] & 0xff);
    ContentInfo info = ContentInfo.getInstance(Arrays.copyOf(hole, length));
    this.message = SignedData.getInstance(info.getContent());
    this.signer = SignerInfo.getInstance(message.getSignerInfos().getObjectAt(0));
  }

  static List<Case> of(Signers signers) throws Exception {
    List<Case> all = new ArrayList<>();
    CmsAttacks made = new CmsAttacks(true, signers.approval());
    made.messages();
    made.attributes();
    made.genuine(signers.key("ecdsa"));
    made.impostor();
    all.addAll(made.cases.all());
    return all;
  }

  /** What a message may hold besides. */
  static List<Case> harmless(Signers signers) throws Exception {
    CmsAttacks made = new CmsAttacks(false, signers.approval());
    SignerInfo noted =
        made.signer(
            made.signer.getAuthenticatedAttributes(),
            new DERSet(
                new Attribute(
                    PKCSObjectIdentifiers.pkcs_9_at_challengePassword,
                    new DERSet(new DERUTF8String("x")))));
    made.add(
        "unknown-unsigned-attribute", "", made.data(made.message.getCertificates(), null, noted));
    ASN1EncodableVector more = new ASN1EncodableVector();
    more.add(
        org.bouncycastle.asn1.x509.Certificate.getInstance(
            signers.key("rsa").chain().getFirst().getEncoded()));
    made.message.getCertificates().forEach(more::add);
    made.add(
        "another-certificate-first",
        "",
        made.data(new org.bouncycastle.asn1.DLSet(more), null, made.signer));
    made.namesakes(signers);
    return made.cases.all();
  }

  // Issuer and number of the signer's certificate, and another key.
  private void namesakes(Signers signers) throws Exception {
    ASN1EncodableVector both = new ASN1EncodableVector();
    try (MemoryKey namesake = new MemoryKey()) {
      both.add(
          org.bouncycastle.asn1.x509.Certificate.getInstance(
              namesake.chain().getFirst().getEncoded()));
    }
    message.getCertificates().forEach(both::add);
    ASN1Set certificates = new org.bouncycastle.asn1.DLSet(both);
    add("namesake-first", "", data(certificates, null, signer));
    // The same in a file whose signatures need no signing-certificate-v2.
    String text = new String(file, StandardCharsets.ISO_8859_1);
    byte[] plain =
        text.replace("ETSI.CAdES.detached", "adbe.pkcs7.detached")
            .getBytes(StandardCharsets.ISO_8859_1);
    SigningKey key = signers.key("ecdsa");
    cases.add("untold-alone", "", new Resigned(plain, key, null, false).bytes());
    cases.add("untold-namesake-first", "", new Resigned(plain, key, certificates, false).bytes());
  }

  private void add(String name, String reason, SignedData data) throws Exception {
    add(
        name,
        reason,
        new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded(ASN1Encoding.DL));
  }

  private void add(String name, String reason, byte[] cms) {
    byte[] forged = file.clone();
    byte[] hex = HexFormat.of().formatHex(cms).getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(forged, start, end, (byte) '0');
    System.arraycopy(hex, 0, forged, start, Math.min(hex.length, end - start));
    cases.add(name, reason, file, forged);
  }

  private SignedData data(ASN1Set certificates, ContentInfo content, SignerInfo... signers) {
    return new SignedData(
        message.getDigestAlgorithms(),
        content == null ? message.getEncapContentInfo() : content,
        certificates,
        null,
        new org.bouncycastle.asn1.DLSet(signers));
  }

  private SignerInfo signer(ASN1Set signed, ASN1Set unsigned) {
    return new SignerInfo(
        signer.getSID(),
        signer.getDigestAlgorithm(),
        signed,
        signer.getDigestEncryptionAlgorithm(),
        signer.getEncryptedDigest(),
        unsigned);
  }

  private void messages() throws Exception {
    ASN1Set certificates = message.getCertificates();
    add("two-signers", "cms-not-parsable", data(certificates, null, signer, signer));
    add("no-signer", "cms-not-parsable", data(certificates, null));
    add("no-certificates", "no-signer-certificate", data(null, null, signer));
    add("empty-certificates", "no-signer-certificate", data(new DERSet(), null, signer));
    add(
        "embedded-content",
        "embedded-content",
        data(
            certificates,
            new ContentInfo(CMSObjectIdentifiers.data, new DEROctetString(new byte[] {1})),
            signer));
    add(
        "other-content-type",
        "content-type-mismatch",
        data(certificates, new ContentInfo(CMSObjectIdentifiers.digestedData, null), signer));
    add(
        "enveloped",
        "cms-not-parsable",
        new ContentInfo(CMSObjectIdentifiers.envelopedData, message).getEncoded(ASN1Encoding.DER));
    byte[] whole =
        new ContentInfo(CMSObjectIdentifiers.signedData, message).getEncoded(ASN1Encoding.DER);
    byte[] trailing = Arrays.copyOf(whole, whole.length + 40);
    trailing[whole.length + 20] = 7;
    add("bytes-behind", "cms-not-parsable", trailing);
    add("cut-off", "cms-not-parsable", Arrays.copyOf(whole, whole.length / 2));
    byte[] deep = new byte[Math.min(8000, (end - start) / 2)];
    for (int i = 0; i + 1 < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }
    add("nested-without-end", "cms-not-parsable", deep);
    add(
        "weak-digest",
        "unsupported-algorithm",
        data(
            certificates,
            null,
            new SignerInfo(
                signer.getSID(),
                new AlgorithmIdentifier(SHA1),
                signer.getAuthenticatedAttributes(),
                signer.getDigestEncryptionAlgorithm(),
                signer.getEncryptedDigest(),
                null)));
    add(
        "other-signature-algorithm",
        "unsupported-algorithm",
        data(
            certificates,
            null,
            new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                signer.getAuthenticatedAttributes(),
                new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption),
                signer.getEncryptedDigest(),
                null)));
    add(
        "empty-value",
        "signature-mismatch",
        data(
            certificates,
            null,
            new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                signer.getAuthenticatedAttributes(),
                signer.getDigestEncryptionAlgorithm(),
                new DEROctetString(new byte[0]),
                null)));
  }

  // Signed by the very key: only the check of each attribute stands against it.
  private SignedData genuine(SigningKey key, ASN1ObjectIdentifier left) throws Exception {
    ASN1Set kept = without(signer.getAuthenticatedAttributes(), left);
    byte[] value = key.sign(kept.getEncoded(ASN1Encoding.DER));
    return one(
        new SignerInfo(
            signer.getSID(),
            signer.getDigestAlgorithm(),
            kept,
            signer.getDigestEncryptionAlgorithm(),
            new DEROctetString(value),
            null));
  }

  private void genuine(SigningKey key) throws Exception {
    add("signed-without-digest", "digest-mismatch", genuine(key, CMSAttributes.messageDigest));
    add("signed-without-type", "content-type-mismatch", genuine(key, CMSAttributes.contentType));
    add(
        "signed-without-certificate-id",
        "signing-certificate-mismatch",
        genuine(key, PKCSObjectIdentifiers.id_aa_signingCertificateV2));
  }

  // Who is named and told by no attribute is not believed for a key that did not sign.
  private void impostor() throws Exception {
    try (MemoryKey namesake = new MemoryKey()) {
      ASN1Set other =
          new DERSet(
              org.bouncycastle.asn1.x509.Certificate.getInstance(
                  namesake.chain().getFirst().getEncoded()));
      add("namesake-alone", "signing-certificate-mismatch", data(other, null, signer));
    }
  }

  private void attributes() throws Exception {
    add("no-signed-attributes", "no-signed-attributes", one(signer(null, null)));
    add("no-message-digest", "digest-mismatch", without(CMSAttributes.messageDigest));
    add("no-content-type", "content-type-mismatch", without(CMSAttributes.contentType));
    add(
        "no-signing-certificate",
        "signing-certificate-mismatch",
        without(PKCSObjectIdentifiers.id_aa_signingCertificateV2));
    add("empty-attributes", "signature-mismatch", one(signer(new DERSet(), null)));
    add(
        "message-digest-twice",
        "digest-mismatch",
        edited(
            all -> {
              List<ASN1Encodable> more = new ArrayList<>(all);
              more.add(
                  new Attribute(
                      CMSAttributes.messageDigest, new DERSet(new DEROctetString(new byte[32]))));
              return more;
            }));
    add(
        "digest-moved-to-unsigned",
        "digest-mismatch",
        one(
            signer(
                without(signer.getAuthenticatedAttributes(), CMSAttributes.messageDigest),
                signer.getAuthenticatedAttributes())));
    add(
        "timestamp-that-is-none",
        "timestamp-not-parsable",
        one(
            signer(
                signer.getAuthenticatedAttributes(),
                new DERSet(
                    new Attribute(
                        PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                        new DERSet(new DERUTF8String("now")))))));
  }

  private SignedData one(SignerInfo signer) {
    return data(message.getCertificates(), null, signer);
  }

  private static ASN1Set without(ASN1Set attributes, ASN1ObjectIdentifier type) {
    ASN1EncodableVector kept = new ASN1EncodableVector();
    for (ASN1Encodable each : attributes) {
      if (!Attribute.getInstance(each).getAttrType().equals(type)) {
        kept.add(each);
      }
    }
    return new DERSet(kept);
  }

  private SignedData without(ASN1ObjectIdentifier type) {
    return one(signer(without(signer.getAuthenticatedAttributes(), type), null));
  }

  private SignedData edited(UnaryOperator<List<ASN1Encodable>> edit) {
    List<ASN1Encodable> all = new ArrayList<>();
    signer.getAuthenticatedAttributes().forEach(all::add);
    return one(signer(new DERSet(edit.apply(all).toArray(ASN1Encodable[]::new)), null));
  }
}
