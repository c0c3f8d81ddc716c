// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Calendar;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.jspecify.annotations.Nullable;
import org.penseal.key.Pkcs12File;

/**
 * Signs PDF files the way Chinese producers do, put together value by value without the code under
 * test: SignedData of GB/T 35275-2017 (its syntax is that of PKCS #7 1.5, RFC 2315, section 9).
 *
 * @param subFilter of the signature dictionary
 * @param signedData OID of the message
 * @param data OID of its content
 * @param digest OID of the digest algorithm
 * @param signature OID of the signature algorithm
 * @param content what lies in the message
 * @param attributes which attributes are signed
 */
record ForeignGm(
    String subFilter,
    String signedData,
    String data,
    String digest,
    String signature,
    Content content,
    Attributes attributes) {

  static final String GM = "1.2.156.10197.6.1.4.2.";
  static final String PKCS7 = "1.2.840.113549.1.7.";

  enum Content {
    /** The digest over the byte ranges. */
    DIGEST,
    NONE,
    /** The digest over something else. */
    OTHER_DIGEST
  }

  enum Attributes {
    /** None: the content itself is signed. */
    NONE,
    /** The attribute holds the digest over the content. */
    OVER_CONTENT,
    /** The attribute holds the digest over the byte ranges. */
    OVER_RANGES,
    /** The attribute holds the digest over something else. */
    OVER_OTHER
  }

  /** As public code has it for files of one producer: content in the message, no attributes. */
  static ForeignGm seen() {
    return new ForeignGm(
        "GM.sm2cms.detached",
        GM + 2,
        GM + 1,
        "1.2.156.10197.1.401",
        "1.2.156.10197.1.501",
        Content.DIGEST,
        Attributes.NONE);
  }

  ForeignGm with(Content other, Attributes others) {
    return new ForeignGm(subFilter, signedData, data, digest, signature, other, others);
  }

  ForeignGm named(String digestOid, String signatureOid) {
    return new ForeignGm(subFilter, signedData, data, digestOid, signatureOid, content, attributes);
  }

  ForeignGm typed(String outer, String inner) {
    return new ForeignGm(subFilter, outer, inner, digest, signature, content, attributes);
  }

  ForeignGm filtered(String other) {
    return new ForeignGm(other, signedData, data, digest, signature, content, attributes);
  }

  Path sign(Path input, Pkcs12File key, Path output) throws IOException, GeneralSecurityException {
    try (PDDocument document = Loader.loadPDF(input.toFile());
        OutputStream out = Files.newOutputStream(output)) {
      PDSignature dictionary = new PDSignature();
      dictionary.setFilter(COSName.getPDFName("DJ.GMPkiLite"));
      dictionary.setSubFilter(COSName.getPDFName(subFilter));
      dictionary.setSignDate(Calendar.getInstance());
      document.addSignature(dictionary);
      ExternalSigningSupport signing = document.saveIncrementalForExternalSigning(out);
      byte[] ranges;
      try (InputStream in = signing.getContent()) {
        ranges = sm3(in.readAllBytes());
      }
      signing.setSignature(message(ranges, key));
      return output;
    }
  }

  private static byte[] sm3(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SM3", "BC").digest(bytes);
  }

  private byte @Nullable [] held(byte[] ranges) throws GeneralSecurityException {
    return switch (content) {
      case DIGEST -> ranges;
      case OTHER_DIGEST -> sm3(new byte[] {1});
      case NONE -> null;
    };
  }

  byte[] message(byte[] ranges, Pkcs12File key) throws IOException, GeneralSecurityException {
    byte[] held = held(ranges);
    ASN1Set signed = signed(ranges, held);
    byte[] toBeSigned =
        signed != null
            ? signed.getEncoded(ASN1Encoding.DER)
            : java.util.Objects.requireNonNullElse(held, ranges);
    Signature value = Signature.getInstance("SM3withSM2", "BC");
    value.setParameter(
        new SM2ParameterSpec(
            "1234567812345678".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    value.initSign(key.key());
    value.update(toBeSigned);
    X509Certificate certificate = key.chain().getFirst();
    Certificate own = Certificate.getInstance(certificate.getEncoded());
    AlgorithmIdentifier digestAlgorithm = algorithm(digest);
    ASN1EncodableVector signer = new ASN1EncodableVector();
    signer.add(new ASN1Integer(1));
    signer.add(new IssuerAndSerialNumber(own.getIssuer(), own.getSerialNumber().getValue()));
    signer.add(digestAlgorithm);
    if (signed != null) {
      signer.add(new DERTaggedObject(false, 0, signed));
    }
    signer.add(algorithm(signature));
    signer.add(new DEROctetString(value.sign()));
    ASN1EncodableVector inner = new ASN1EncodableVector();
    inner.add(new ASN1ObjectIdentifier(data));
    if (held != null) {
      inner.add(new DERTaggedObject(true, 0, new DEROctetString(held)));
    }
    ASN1EncodableVector body = new ASN1EncodableVector();
    body.add(new ASN1Integer(1));
    body.add(new DERSet(digestAlgorithm));
    body.add(new DERSequence(inner));
    body.add(new DERTaggedObject(false, 0, new DERSet(own)));
    body.add(new DERSet(new DERSequence(signer)));
    ASN1EncodableVector message = new ASN1EncodableVector();
    message.add(new ASN1ObjectIdentifier(signedData));
    message.add(new DERTaggedObject(true, 0, new DERSequence(body)));
    return new DERSequence(message).getEncoded(ASN1Encoding.DER);
  }

  private @Nullable ASN1Set signed(byte[] ranges, byte @Nullable [] held)
      throws GeneralSecurityException {
    if (attributes == Attributes.NONE) {
      return null;
    }
    byte[] digested =
        switch (attributes) {
          case OVER_CONTENT -> sm3(java.util.Objects.requireNonNullElse(held, ranges));
          case OVER_RANGES -> ranges;
          default -> sm3(new byte[] {1});
        };
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(new Attribute(CMSAttributes.contentType, new DERSet(new ASN1ObjectIdentifier(data))));
    all.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(digested))));
    return new DERSet(all);
  }

  private static AlgorithmIdentifier algorithm(String oid) {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid));
  }
}
