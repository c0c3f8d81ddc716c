// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes SM2 keys with a self-signed certificate. */
final class SelfSigned {
  private static final Duration VALIDITY = Duration.ofDays(3650);
  private static final int SERIAL_BITS = 127;

  private SelfSigned() {}

  /**
   * Makes a key.
   *
   * @param name common name
   * @param usage what the certificate allows (RFC 5280, section 4.2.1.3)
   * @param now start of its validity, which is ten years
   */
  static Pkcs12File generate(String name, KeyUsage usage, Instant now, SecureRandom random) {
    return generate(name, usage, Optional.empty(), now, random);
  }

  /** The same under a policy (RFC 5280, section 4.2.1.4). */
  static Pkcs12File generate(
      String name, KeyUsage usage, Optional<String> policy, Instant now, SecureRandom random) {
    X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    return generate(subject, usage, policy, now, random);
  }

  /** The same for any name. */
  static Pkcs12File generate(
      X500Name subject, KeyUsage usage, Optional<String> policy, Instant now, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
      generator.initialize(new ECGenParameterSpec("sm2p256v1"), random);
      KeyPair pair = generator.generateKeyPair();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              new BigInteger(SERIAL_BITS, random).setBit(0),
              Date.from(now),
              Date.from(now.plus(VALIDITY)),
              subject,
              pair.getPublic());
      builder.addExtension(Extension.keyUsage, true, usage);
      if (policy.isPresent()) {
        builder.addExtension(
            Extension.certificatePolicies,
            false,
            new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(policy.get()))));
      }
      byte[] der =
          builder
              .build(
                  new JcaContentSignerBuilder("SM3withSM2")
                      .setProvider("BC")
                      .setSecureRandom(random)
                      .build(pair.getPrivate()))
              .getEncoded();
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509", "BC")
                  .generateCertificate(new ByteArrayInputStream(der));
      return new Pkcs12File(pair.getPrivate(), List.of(certificate));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("BouncyCastle is registered and knows SM2", e);
    }
  }
}
