// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.BadCertificate.Why;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.ProjectOids;

/**
 * A demo authority's SM2 key and chain, kept in one file.
 *
 * @param key private key
 * @param chain its certificate first, the root last
 */
record DemoAuthorityKey(PrivateKey key, List<X509Certificate> chain) {
  // FIPS 186-4, appendix D.1.2.3
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final int SERIAL_BITS = 127;
  private static final Duration VALIDITY = Duration.ofDays(3650);
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

  // The files hold nothing worth a secret: whoever trusts a demo root trusts nobody.
  private static final char[] PASSWORD = "demo".toCharArray();
  private static final int ROUNDS = 2048;

  static DemoAuthorityKey root(Path file, String name, Instant now, SecureRandom random)
      throws SigningException {
    return root(file, name, "sm2p256v1", now, random);
  }

  static DemoAuthorityKey root(
      Path file, String name, String curve, Instant now, SecureRandom random)
      throws SigningException {
    return stored(file, () -> create(name, null, now, pair(curve, random), random));
  }

  static DemoAuthorityKey tsa(
      Path file, String name, DemoAuthorityKey issuer, Instant now, SecureRandom random)
      throws SigningException {
    return stored(file, () -> create(name, issuer, now, pair(random), random));
  }

  private interface Maker {
    DemoAuthorityKey make() throws GeneralSecurityException, IOException, OperatorCreationException;
  }

  private static DemoAuthorityKey stored(Path file, Maker maker) throws SigningException {
    if (Files.exists(file)) {
      Pkcs12File read = Pkcs12File.read(file, PASSWORD);
      return new DemoAuthorityKey(read.key(), read.chain());
    }
    DemoAuthorityKey made;
    try {
      made = maker.make();
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new CredentialException.BadCertificate(file.toString(), Why.NOT_ISSUED, e);
    }
    new Pkcs12File(made.key, made.chain).write(file, PASSWORD, "demo", ROUNDS);
    return made;
  }

  private static DemoAuthorityKey create(
      String name,
      @org.jspecify.annotations.Nullable DemoAuthorityKey issuer,
      Instant now,
      KeyPair pair,
      SecureRandom random)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    X500Name issuerName =
        issuer == null
            ? subject
            : X500Name.getInstance(issuer.chain.getFirst().getSubjectX500Principal().getEncoded());
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuerName,
            serial(random),
            Date.from(now.minus(CLOCK_SLACK)),
            Date.from(now.plus(VALIDITY)),
            subject,
            pair.getPublic());
    addExtensions(builder, pair.getPublic(), issuer);
    PrivateKey signing = issuer == null ? pair.getPrivate() : issuer.key;
    X509Certificate certificate = signed(builder, signing, random);
    return new DemoAuthorityKey(
        pair.getPrivate(),
        issuer == null ? List.of(certificate) : List.of(certificate, issuer.chain.getFirst()));
  }

  private static void addExtensions(
      JcaX509v3CertificateBuilder builder,
      PublicKey key,
      @org.jspecify.annotations.Nullable DemoAuthorityKey issuer)
      throws GeneralSecurityException, IOException {
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
    builder.addExtension(
        Extension.certificatePolicies,
        false,
        new CertificatePolicies(
            new PolicyInformation(new ASN1ObjectIdentifier(ProjectOids.POLICY_DEMO))));
    if (issuer == null) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    } else {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(issuer.chain.getFirst()));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
      builder.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    }
  }

  static X509Certificate signed(
      JcaX509v3CertificateBuilder builder, PrivateKey key, SecureRandom random)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    byte[] der =
        builder
            .build(
                new JcaContentSignerBuilder(algorithm(key))
                    .setProvider("BC")
                    .setSecureRandom(random)
                    .build(key))
            .getEncoded();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509", "BC")
            .generateCertificate(new ByteArrayInputStream(der));
  }

  private static String algorithm(PrivateKey key) {
    return key instanceof ECKey ec && ec.getParams().getOrder().equals(P256_ORDER)
        ? "SHA256withECDSA"
        : "SM3withSM2";
  }

  /** The JCA name of the algorithm that its key signs with. */
  String signature() throws SigningException {
    return Suite.of(chain.getFirst().getPublicKey()).signature();
  }

  /** A fresh key of the same kind and size as another one. */
  static KeyPair pairLike(PublicKey other, SecureRandom random) throws GeneralSecurityException {
    if (other instanceof RSAPublicKey rsa) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "BC");
      generator.initialize(rsa.getModulus().bitLength(), random);
      return generator.generateKeyPair();
    }
    if (other instanceof ECPublicKey ec) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
      generator.initialize(ec.getParams(), random);
      return generator.generateKeyPair();
    }
    throw new NoSuchAlgorithmException(other.getAlgorithm());
  }

  static KeyPair pair(SecureRandom random) throws GeneralSecurityException {
    return pair("sm2p256v1", random);
  }

  static KeyPair pair(String curve, SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec(curve), random);
    return generator.generateKeyPair();
  }

  static BigInteger serial(SecureRandom random) {
    return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
  }
}
