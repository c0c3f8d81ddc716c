// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.penseal.app.workplace.Station;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.trust.BindingCodec;
import org.penseal.trust.ProjectOids;

/**
 * An attacker who has what a trusted party gave him: a CA that issues what he wants, and a chip,
 * certified by a maker, that states what he wants.
 */
final class Forge {
  static final String MODEL = "PSREF-430";
  static final String SERIAL = "SIM0000001";

  private static final SecureRandom RANDOM = new SecureRandom();

  final X509Certificate root;
  final X509Certificate maker;
  final KeyPair device;
  private final KeyPair rootKey = pair();
  private final KeyPair makerKey = pair();
  X509Certificate deviceCertificate;

  static {
    Station.registerProvider();
  }

  Forge() throws Exception {
    root = authority("CN=A CA that issues anything", rootKey);
    maker = authority("CN=A maker of pads", makerKey);
    device = pair();
    deviceCertificate = device(SERIAL, MODEL);
  }

  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
      generator.initialize(new ECGenParameterSpec("sm2p256v1"), RANDOM);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate authority(String name, KeyPair pair) throws Exception {
    Cert cert = new Cert(name, name, pair.getPublic().getEncoded());
    cert.until = cert.from.plus(Duration.ofDays(365));
    cert.usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    cert.ca = true;
    return cert.sign(pair);
  }

  /** A certificate of the maker for the attacker's device key. */
  X509Certificate device(String serial, String model) throws Exception {
    String name = "CN=Pad,OU=" + model + ",SERIALNUMBER=" + serial;
    Cert cert =
        new Cert(maker.getSubjectX500Principal().getName(), name, device.getPublic().getEncoded());
    cert.until = cert.from.plus(Duration.ofDays(365));
    cert.usage = KeyUsage.digitalSignature;
    cert.purposes = List.of(ProjectOids.DEVICE_USAGE);
    return cert.sign(makerKey);
  }

  /** A statement of the chip. */
  byte[] states(StatementBody body) throws Exception {
    return ChipStatement.sign(body, device.getPrivate(), deviceCertificate.getEncoded()).encode();
  }

  /** An event certificate as the profile wants it, with whatever a lie changes. */
  X509Certificate event(String name, byte[] publicKey, EvidenceBinding binding, Consumer<Cert> lie)
      throws Exception {
    Cert cert = new Cert(root.getSubjectX500Principal().getName(), "CN=" + name, publicKey);
    cert.until = cert.from.plus(Duration.ofMinutes(10));
    cert.usage = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    cert.purposes = List.of("1.3.6.1.5.5.7.3.36");
    cert.policies = new ArrayList<>(List.of(ProjectOids.POLICY_ONE_TIME));
    cert.binding = BindingCodec.encode(binding).bytes();
    lie.accept(cert);
    return cert.sign(cert.signedBy == null ? rootKey : cert.signedBy);
  }

  /** What stands in a certificate. */
  static final class Cert {
    String issuer;
    String subject;
    byte[] publicKey;
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(5);
    Instant until = from;
    int usage;
    boolean ca;
    List<String> purposes = List.of();
    List<String> policies = List.of();
    String alternative = "";
    byte @org.jspecify.annotations.Nullable [] binding;
    @org.jspecify.annotations.Nullable KeyPair signedBy;

    Cert(String issuer, String subject, byte[] publicKey) {
      this.issuer = issuer;
      this.subject = subject;
      this.publicKey = publicKey;
    }

    X509Certificate sign(KeyPair by) throws Exception {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              new BigInteger(120, RANDOM),
              Date.from(from),
              Date.from(until),
              new X500Name(subject),
              java.security.KeyFactory.getInstance("EC", "BC")
                  .generatePublic(new java.security.spec.X509EncodedKeySpec(publicKey)));
      if (ca) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      }
      if (usage != 0) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      }
      if (!purposes.isEmpty()) {
        KeyPurposeId[] ids =
            purposes.stream()
                .map(each -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(each)))
                .toArray(KeyPurposeId[]::new);
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(ids));
      }
      if (!policies.isEmpty()) {
        PolicyInformation[] all =
            policies.stream()
                .map(each -> new PolicyInformation(new ASN1ObjectIdentifier(each)))
                .toArray(PolicyInformation[]::new);
        builder.addExtension(Extension.certificatePolicies, false, new CertificatePolicies(all));
      }
      if (!alternative.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new org.bouncycastle.asn1.x509.GeneralNames(
                new org.bouncycastle.asn1.x509.GeneralName(
                    org.bouncycastle.asn1.x509.GeneralName.rfc822Name, alternative)));
      }
      if (binding != null) {
        builder.addExtension(
            new ASN1ObjectIdentifier(ProjectOids.EVIDENCE_BINDING),
            false,
            ASN1Primitive.fromByteArray(binding));
      }
      byte[] der =
          builder
              .build(
                  new JcaContentSignerBuilder("SM3withSM2")
                      .setProvider("BC")
                      .build(by.getPrivate()))
              .getEncoded();
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", "BC")
              .generateCertificate(new ByteArrayInputStream(der));
    }
  }

  /** A lie about one part of a statement. */
  interface Lie extends UnaryOperator<StatementBody> {}
}
