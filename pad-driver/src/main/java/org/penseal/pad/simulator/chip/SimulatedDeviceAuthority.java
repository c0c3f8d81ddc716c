// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
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
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.penseal.pad.PadModel;

/**
 * The authority that certifies simulated devices, and only those: a device is known as a simulator
 * by who certified it. Its key lies in a folder, {@code device-ca.key} (PKCS#8) and {@code
 * device-ca.pem}, with the counters of the devices. Needs the BouncyCastle provider registered.
 */
public final class SimulatedDeviceAuthority {
  /** Extended key usage of device certificates: signing of chip statements, ARC.4.1. */
  public static final String DEVICE_USAGE = "2.25.245451997612407219764004899378027207171.4.1";

  /** Extended key usage of link certificates: securing of a pad's link, ARC.4.2. */
  public static final String LINK_USAGE = "2.25.245451997612407219764004899378027207171.4.2";

  /** Certificate policy of everything that is for demonstration, ARC.2.2. */
  public static final String DEMO_POLICY = "2.25.245451997612407219764004899378027207171.2.2";

  private static final String NAME = "CN=PenSeal Simulator Device CA (DEMO),O=PenSeal,C=CN";
  private static final Duration CA_LIFE = Duration.ofDays(3650);
  private static final Duration DEVICE_LIFE = Duration.ofDays(1825);
  private static final String FIRMWARE = "1.00";

  private final Path folder;
  private final PrivateKey key;
  private final X509CertificateHolder certificate;
  private final Clock clock;
  private final SecureRandom random;

  private SimulatedDeviceAuthority(
      Path folder,
      PrivateKey key,
      X509CertificateHolder certificate,
      Clock clock,
      SecureRandom random) {
    this.folder = folder;
    this.key = key;
    this.certificate = certificate;
    this.clock = clock;
    this.random = random;
  }

  /** Loads the authority of a folder, or makes one there when there is none yet. */
  public static SimulatedDeviceAuthority in(Path folder, Clock clock, SecureRandom random)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    Path keyFile = folder.resolve("device-ca.key");
    Path certificateFile = folder.resolve("device-ca.pem");
    if (Files.exists(keyFile) && Files.exists(certificateFile)) {
      PrivateKey key =
          KeyFactory.getInstance("EC", "BC")
              .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(keyFile)));
      String pem = Files.readString(certificateFile, StandardCharsets.US_ASCII);
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      return new SimulatedDeviceAuthority(
          folder, key, new X509CertificateHolder(der), clock, random);
    }
    KeyPair pair = keyPair(random);
    X509CertificateHolder certificate = selfSigned(pair, clock.instant(), random);
    Files.createFile(
        keyFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(keyFile, pair.getPrivate().getEncoded());
    Files.writeString(certificateFile, pem(certificate), StandardCharsets.US_ASCII);
    return new SimulatedDeviceAuthority(folder, pair.getPrivate(), certificate, clock, random);
  }

  /** The authority's own certificate, which a verifier trusts for devices or does not. */
  public X509Certificate certificate() throws GeneralSecurityException {
    return new JcaX509CertificateConverter().setProvider("BC").getCertificate(certificate);
  }

  /** The same in PEM. */
  public String certificatePem() throws IOException {
    return pem(certificate);
  }

  /**
   * A chip with a new device key and a certificate for it. Its counter goes on where the latest
   * chip with this serial number stopped.
   *
   * @param model a model with a chip
   * @param serialNumber factory id, letters and digits
   * @param pin 8..16 bytes
   */
  public SimulatedChip chip(PadModel model, String serialNumber, byte[] pin)
      throws IOException, GeneralSecurityException {
    return chip(model, serialNumber, pin, clock);
  }

  /** The same with a clock of its own, for those who let time pass. */
  public SimulatedChip chip(PadModel model, String serialNumber, byte[] pin, Clock chipClock)
      throws IOException, GeneralSecurityException {
    if (!model.chip() || !serialNumber.matches("[0-9A-Za-z-]{1,13}")) {
      throw new IllegalArgumentException("no chip for model " + model.id());
    }
    if (pin.length < 8 || pin.length > 16) {
      throw new IllegalArgumentException("a PIN has 8 to 16 bytes");
    }
    return new SimulatedChip(
        device(model, serialNumber), pin, counter(serialNumber), chipClock, random);
  }

  /** A new device key and a certificate for it. */
  DeviceIdentity device(PadModel model, String serialNumber)
      throws IOException, GeneralSecurityException {
    KeyPair pair = keyPair(random);
    byte[] issued = issue(model, serialNumber, pair.getPublic()).getEncoded();
    KeyPair link = keyPair(random);
    byte[] linkCertificate =
        issue(model, serialNumber, link.getPublic(), KeyUsage.keyAgreement, LINK_USAGE)
            .getEncoded();
    BigInteger linkKey = ((ECPrivateKey) link.getPrivate()).getS();
    return new DeviceIdentity(
        model,
        serialNumber,
        FIRMWARE,
        pair.getPrivate(),
        issued,
        Optional.of(new DeviceIdentity.Link(linkKey, linkCertificate)));
  }

  /** The counter of the chips with this serial number. */
  MonotonicCounter counter(String serialNumber) throws IOException {
    return new MonotonicCounter(Optional.of(folder.resolve("counter-" + serialNumber)));
  }

  private X509CertificateHolder issue(PadModel model, String serialNumber, PublicKey publicKey)
      throws IOException, GeneralSecurityException {
    return issue(model, serialNumber, publicKey, KeyUsage.digitalSignature, DEVICE_USAGE);
  }

  /** A certificate of a device with another usage or purpose. */
  X509CertificateHolder issue(
      PadModel model, String serialNumber, PublicKey publicKey, int usage, String purpose)
      throws IOException, GeneralSecurityException {
    X500Name subject =
        new X500NameBuilder()
            .addRDN(BCStyle.C, "CN")
            .addRDN(BCStyle.O, "PenSeal")
            .addRDN(BCStyle.OU, model.reportedName())
            .addRDN(BCStyle.CN, model.name() + " (simulated)")
            .addRDN(BCStyle.SERIALNUMBER, serialNumber)
            .build();
    Instant now = clock.instant();
    X509v3CertificateBuilder builder =
        builder(certificate.getSubject(), subject, publicKey, now, DEVICE_LIFE, random);
    BcX509ExtensionUtils ids = new BcX509ExtensionUtils();
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
        .addExtension(
            Extension.extendedKeyUsage,
            true,
            new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purpose))))
        .addExtension(
            Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(certificate));
    return sign(builder, key, random);
  }

  private static X509CertificateHolder selfSigned(KeyPair pair, Instant now, SecureRandom random)
      throws IOException, GeneralSecurityException {
    X500Name name = new X500Name(NAME);
    X509v3CertificateBuilder builder = builder(name, name, pair.getPublic(), now, CA_LIFE, random);
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
        .addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return sign(builder, pair.getPrivate(), random);
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      X500Name subject,
      PublicKey publicKey,
      Instant now,
      Duration life,
      SecureRandom random)
      throws IOException {
    SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded());
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer,
            new BigInteger(127, random).setBit(126),
            Date.from(now.minus(Duration.ofMinutes(5))),
            Date.from(now.plus(life)),
            subject,
            info);
    PolicyInformation demo = new PolicyInformation(new ASN1ObjectIdentifier(DEMO_POLICY));
    builder
        .addExtension(Extension.certificatePolicies, false, new CertificatePolicies(demo))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            new BcX509ExtensionUtils().createSubjectKeyIdentifier(info));
    return builder;
  }

  private static X509CertificateHolder sign(
      X509v3CertificateBuilder builder, PrivateKey key, SecureRandom random)
      throws GeneralSecurityException {
    try {
      return builder.build(
          new JcaContentSignerBuilder("SM3WITHSM2")
              .setProvider("BC")
              .setSecureRandom(random)
              .build(key));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("cannot sign a device certificate", e);
    }
  }

  private static KeyPair keyPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "BC");
    generator.initialize(new ECGenParameterSpec("sm2p256v1"), random);
    return generator.generateKeyPair();
  }

  private static String pem(X509CertificateHolder certificate) throws IOException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }
}
