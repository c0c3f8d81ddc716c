// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penseal.pdf.MemoryKey;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/** Messages that tell the signer's certificate once, twice, wrongly or not at all (RFC 5035). */
class SigningCertificateAttributesTest {
  private static final String MISMATCH = "signing-certificate-mismatch";
  private static final String SHA3_256 = "2.16.840.1.101.3.4.2.8";

  private MemoryKey key;
  private MemoryKey other;
  private byte[] digest;

  @BeforeEach
  void open() throws Exception {
    key = new MemoryKey();
    other = new MemoryKey();
    digest = MessageDigest.getInstance(key.suite().digest()).digest("document".getBytes());
  }

  @AfterEach
  void close() {
    key.close();
    other.close();
  }

  private static Attribute first(X509Certificate certificate) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
    return new Attribute(
        PKCSObjectIdentifiers.id_aa_signingCertificate,
        new DERSet(new org.bouncycastle.asn1.ess.SigningCertificate(new ESSCertID(hash))));
  }

  private static Attribute second(X509Certificate certificate, String name, String oid)
      throws Exception {
    byte[] hash = MessageDigest.getInstance(name).digest(certificate.getEncoded());
    ESSCertIDv2 id = new ESSCertIDv2(new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid)), hash);
    return new Attribute(
        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
        new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {id})));
  }

  private static Attribute second(X509Certificate certificate) throws Exception {
    return second(certificate, "SHA-256", Suite.ECDSA_SHA256.digestOid());
  }

  private List<String> check(CmsForm form, Attribute... told) throws Exception {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(CMSObjectIdentifiers.data)));
    attributes.add(
        new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(digest))));
    attributes.addAll(told);
    DERSet signed = new DERSet(attributes);
    Certificate own = Certificate.getInstance(key.chain().getFirst().getEncoded());
    AlgorithmIdentifier digestId =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(key.suite().digestOid()));
    SignerInfo signer =
        new SignerInfo(
            new SignerIdentifier(
                new IssuerAndSerialNumber(own.getIssuer(), own.getSerialNumber().getValue())),
            digestId,
            signed,
            new AlgorithmIdentifier(new ASN1ObjectIdentifier(key.suite().signatureOid())),
            new DEROctetString(key.sign(signed.getEncoded(ASN1Encoding.DER))),
            null);
    SignedData data =
        new SignedData(
            new DERSet(digestId),
            new ContentInfo(CMSObjectIdentifiers.data, null),
            new DERSet(own),
            null,
            new DERSet(signer));
    byte[] der = new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded();
    return SignerChecks.check(
        CmsSignature.parse(der), Octets.of(digest), SignerChecks.Rules.of(form), Hashing.jca());
  }

  @Test
  void eitherVersionOrBothTellTheCertificate() throws Exception {
    X509Certificate own = key.chain().getFirst();
    for (CmsForm form : List.of(CmsForm.BASELINE, CmsForm.PLAIN)) {
      assertEquals(List.of(), check(form, second(own)));
      assertEquals(List.of(), check(form, first(own)));
      assertEquals(List.of(), check(form, first(own), second(own)));
      assertEquals(List.of(), check(form, second(own), first(own)));
    }
    assertEquals(List.of(), check(CmsForm.PLAIN));
    assertEquals(List.of(MISMATCH), check(CmsForm.BASELINE));
  }

  @Test
  void versionsThatDisagreeAreRefused() throws Exception {
    X509Certificate own = key.chain().getFirst();
    X509Certificate foreign = other.chain().getFirst();
    for (CmsForm form : List.of(CmsForm.BASELINE, CmsForm.PLAIN)) {
      assertEquals(List.of(MISMATCH), check(form, first(foreign), second(own)));
      assertEquals(List.of(MISMATCH), check(form, first(own), second(foreign)));
      assertEquals(List.of(MISMATCH), check(form, first(foreign)));
    }
  }

  @Test
  void attributeTwiceOrEmptyOrOfNoUseIsRefused() throws Exception {
    X509Certificate own = key.chain().getFirst();
    List<Attribute[]> bad = new ArrayList<>();
    bad.add(new Attribute[] {second(own), second(own)});
    for (ASN1ObjectIdentifier type :
        List.of(
            PKCSObjectIdentifiers.id_aa_signingCertificate,
            PKCSObjectIdentifiers.id_aa_signingCertificateV2)) {
      bad.add(new Attribute[] {new Attribute(type, new DERSet())});
      bad.add(new Attribute[] {new Attribute(type, new DERSet((ASN1Encodable) DERNull.INSTANCE))});
    }
    for (Attribute[] each : bad) {
      assertEquals(List.of(MISMATCH), check(CmsForm.PLAIN, each));
      assertEquals(List.of(MISMATCH), check(CmsForm.BASELINE, each));
    }
  }

  @Test
  void digestThatIsNotKnownTellsNothing() throws Exception {
    X509Certificate own = key.chain().getFirst();
    assertEquals(
        List.of("unsupported-algorithm"),
        check(CmsForm.BASELINE, second(own, "SHA3-256", SHA3_256)));
  }
}
