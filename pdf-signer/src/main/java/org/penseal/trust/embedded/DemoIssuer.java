// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.BadCertificate.Why;
import org.penseal.refusal.SigningException;
import org.penseal.trust.ProjectOids;

/**
 * Issues the keys of a demonstration's servers, systems and people under a root of its own; every
 * certificate carries the demo policy. Roots on P-256 are for TLS stacks that do not know SM2.
 */
public final class DemoIssuer {
  private static final Duration VALIDITY = Duration.ofDays(825);
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);
  private static final int ROUNDS = 2048;

  private final DemoAuthorityKey root;
  private final Clock clock;
  private final SecureRandom random;

  private DemoIssuer(DemoAuthorityKey root, Clock clock, SecureRandom random) {
    this.root = root;
    this.clock = clock;
    this.random = random;
  }

  /** What a key is for. */
  public enum Use {
    /** Signs documents. */
    SIGN(KeyUsage.digitalSignature | KeyUsage.nonRepudiation, List.of()),
    /** Opens envelopes. */
    OPEN(KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement, List.of()),
    /** Stamps (RFC 3161, section 2.3). */
    STAMP(KeyUsage.digitalSignature, List.of(KeyPurposeId.id_kp_timeStamping)),
    /** A TLS server on loopback. */
    SERVER(KeyUsage.digitalSignature, List.of(KeyPurposeId.id_kp_serverAuth)),
    /** The encryption certificate of a TLCP server on loopback. */
    SERVER_ENCRYPTION(
        KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement,
        List.of(KeyPurposeId.id_kp_serverAuth)),
    /** A system or a person that proves who it is. */
    LOGIN(KeyUsage.digitalSignature, List.of(KeyPurposeId.id_kp_clientAuth));

    private final int usage;

    // A list of constants that is never changed.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<KeyPurposeId> purposes;

    Use(int usage, List<KeyPurposeId> purposes) {
      this.usage = usage;
      this.purposes = purposes;
    }
  }

  /** The kind of a key. */
  public enum Curve {
    /** GB/T 32918.5. */
    SM2("sm2p256v1"),
    /** FIPS 186. */
    P256("P-256");

    private final String name;

    Curve(String name) {
      this.name = name;
    }
  }

  /**
   * Reads or makes the root.
   *
   * @param file its PKCS #12 file
   * @param curve of its key; what it issues should be on the same
   */
  public static DemoIssuer in(Path file, String name, Curve curve, Clock clock, SecureRandom random)
      throws SigningException {
    return new DemoIssuer(
        DemoAuthorityKey.root(file, name, curve.name, clock.instant(), random), clock, random);
  }

  /** The root's certificate. */
  public X509Certificate root() {
    return root.chain().getFirst();
  }

  /**
   * Issues a key; an existing file stays.
   *
   * @param file PKCS #12
   * @param password of the file
   */
  public void issue(Path file, char[] password, String name, Use use, Curve curve)
      throws SigningException {
    if (!Files.exists(file)) {
      make(name, use, curve).write(file, password, "key", ROUNDS);
    }
  }

  /** Issues a key. */
  public Pkcs12File make(String name, Use use, Curve curve) throws SigningException {
    try {
      KeyPair pair = DemoAuthorityKey.pair(curve.name, random);
      X509Certificate issuer = root();
      Instant now = clock.instant();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
              DemoAuthorityKey.serial(random),
              Date.from(now.minus(CLOCK_SLACK)),
              Date.from(now.plus(VALIDITY)),
              new X500NameBuilder().addRDN(BCStyle.CN, name).build(),
              pair.getPublic());
      extend(builder, pair, use);
      X509Certificate certificate = DemoAuthorityKey.signed(builder, root.key(), random);
      return new Pkcs12File(pair.getPrivate(), List.of(certificate, issuer));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new CredentialException.BadCertificate(name, Why.NOT_ISSUED, e);
    }
  }

  private void extend(JcaX509v3CertificateBuilder builder, KeyPair pair, Use use)
      throws GeneralSecurityException, IOException {
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(root()));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(use.usage));
    if (!use.purposes.isEmpty()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          true,
          new ExtendedKeyUsage(use.purposes.toArray(KeyPurposeId[]::new)));
    }
    builder.addExtension(
        Extension.certificatePolicies,
        false,
        new CertificatePolicies(
            new PolicyInformation(new ASN1ObjectIdentifier(ProjectOids.POLICY_DEMO))));
    if (use == Use.SERVER || use == Use.SERVER_ENCRYPTION) {
      List<GeneralName> names = new ArrayList<>();
      names.add(new GeneralName(GeneralName.dNSName, "localhost"));
      names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
      names.add(new GeneralName(GeneralName.iPAddress, "::1"));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
    }
  }
}
