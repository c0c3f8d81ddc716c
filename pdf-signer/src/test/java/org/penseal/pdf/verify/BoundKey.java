// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;
import org.penseal.trust.BindingCodec;
import org.penseal.trust.ProjectOids;

/** A key of either kind whose own certificate binds a document, or nothing. */
final class BoundKey implements SigningKey {
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
  private static final Duration VALID = Duration.ofMinutes(30);

  private final KeyPair pair;
  private final Suite suite;
  private final X509Certificate certificate;

  private BoundKey(KeyPair pair, Suite suite, X509Certificate certificate) {
    this.pair = pair;
    this.suite = suite;
    this.certificate = certificate;
  }

  static KeyPair sm2() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("sm2p256v1"));
    return generator.generateKeyPair();
  }

  static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "BC");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  /**
   * Certifies a pair by itself.
   *
   * @param binding makes it an event certificate; null for any other
   */
  static BoundKey of(KeyPair pair, @Nullable EvidenceBinding binding) throws Exception {
    Suite suite = Suite.of(pair.getPublic());
    X500Name name = new X500Name("CN=Li Na");
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(CLOCKS_DIFFER);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.TEN,
            Date.from(from),
            Date.from(from.plus(VALID)),
            name,
            pair.getPublic());
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    if (binding != null) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(KeyPurposeId.id_kp_documentSigning));
      PolicyInformation policy =
          new PolicyInformation(new ASN1ObjectIdentifier(ProjectOids.POLICY_ONE_TIME));
      builder.addExtension(Extension.certificatePolicies, false, new CertificatePolicies(policy));
      builder.addExtension(
          new ASN1ObjectIdentifier(ProjectOids.EVIDENCE_BINDING),
          false,
          ASN1Primitive.fromByteArray(BindingCodec.encode(binding).bytes()));
    }
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .setProvider("BC")
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder(suite.signature())
                        .setProvider("BC")
                        .build(pair.getPrivate())));
    return new BoundKey(pair, suite, certificate);
  }

  @Override
  public List<X509Certificate> chain() {
    return List.of(certificate);
  }

  @Override
  public byte[] sign(byte[] toBeSigned) throws SigningException {
    try {
      Signature signature = Signature.getInstance(suite.signature(), "BC");
      signature.initSign(pair.getPrivate());
      signature.update(toBeSigned);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.CANNOT_SIGN, e);
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
