// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.penseal.pdf.SigningBench;

/** Certificates of any kind of key and with any extension, as an attacker would have them made. */
public final class TestChain {
  static {
    SigningBench.registerProvider();
  }

  private static final AtomicLong SERIAL = new AtomicLong(1000);
  private static final Map<String, Party> RSA = new HashMap<>();

  private TestChain() {}

  /** Who has a key and a name. */
  public record Party(String name, KeyPair key) {}

  /** A further extension. */
  public interface Extra {
    void add(X509v3CertificateBuilder builder) throws Exception;
  }

  /**
   * A party. One with an RSA key has the same key whenever it is asked for: a search for primes
   * takes longer than the tests.
   *
   * @param kind SM2, P-256, Ed25519, Ed448, or RSA- with the bits
   */
  public static Party party(String name, String kind) throws Exception {
    if (!kind.startsWith("RSA-")) {
      return fresh(name, kind);
    }
    synchronized (RSA) {
      Party known = RSA.get(kind + " " + name);
      if (known == null) {
        known = fresh(name, kind);
        RSA.put(kind + " " + name, known);
      }
      return known;
    }
  }

  private static Party fresh(String name, String kind) throws Exception {
    KeyPairGenerator generator;
    if (kind.startsWith("RSA-")) {
      generator = KeyPairGenerator.getInstance("RSA", "BC");
      generator.initialize(Integer.parseInt(kind.substring("RSA-".length())));
    } else if (kind.startsWith("Ed")) {
      generator = KeyPairGenerator.getInstance(kind, "BC");
    } else {
      generator = KeyPairGenerator.getInstance("EC", "BC");
      generator.initialize(
          new ECGenParameterSpec(
              switch (kind) {
                case "SM2" -> "sm2p256v1";
                case "P-256" -> "secp256r1";
                default -> kind;
              }));
    }
    return new Party("C=CN,O=Test,CN=" + name, generator.generateKeyPair());
  }

  private static String algorithm(Party issuer) {
    String key = issuer.key.getPublic().getAlgorithm();
    if (issuer.key.getPublic() instanceof RSAPublicKey) {
      return "SHA256withRSA";
    }
    if (key.startsWith("Ed")) {
      return key;
    }
    boolean sm2 =
        issuer.key.getPublic() instanceof org.bouncycastle.jce.interfaces.ECPublicKey ec
            && ec.getParameters()
                instanceof org.bouncycastle.jce.spec.ECNamedCurveParameterSpec named
            && named.getName().equals("sm2p256v1");
    return sm2 ? "SM3withSM2" : "SHA256withECDSA";
  }

  public static X509Certificate ca(Party issuer, Party subject, Extra... extras) throws Exception {
    return issue(issuer, subject, KeyUsage.keyCertSign | KeyUsage.cRLSign, extras);
  }

  /** A leaf whose key serves for something else than signatures. */
  public static X509Certificate leaf(int usage, Party issuer, Party subject, Extra... extras)
      throws Exception {
    return issue(issuer, subject, usage, extras);
  }

  public static X509Certificate leaf(Party issuer, Party subject, Extra... extras)
      throws Exception {
    return issue(issuer, subject, KeyUsage.digitalSignature, extras);
  }

  private static X509Certificate issue(Party issuer, Party subject, int usage, Extra... extras)
      throws Exception {
    boolean ca = (usage & KeyUsage.keyCertSign) != 0;
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer.name),
            BigInteger.valueOf(SERIAL.incrementAndGet()),
            Date.from(now.minus(Duration.ofDays(30))),
            Date.from(now.plus(Duration.ofDays(300))),
            new X500Name(subject.name),
            subject.key.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    for (Extra each : extras) {
      each.add(builder);
    }
    return new JcaX509CertificateConverter()
        .setProvider("BC")
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder(algorithm(issuer))
                    .setProvider("BC")
                    .build(issuer.key.getPrivate())));
  }
}
