// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
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
import org.penseal.key.Pkcs12Pair;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.ProjectOids;

/**
 * A demo CA for TLS and TLCP under a root of its own, so that nothing it certifies signs a
 * document. Its key is kept in a folder and made when it is missing.
 */
public final class DemoTls {
  private static final Duration VALIDITY = Duration.ofDays(365);
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);
  private static final char[] PASSWORD = "demo".toCharArray();
  private static final int ROUNDS = 2048;
  private static final String ROOT = "tls-root";
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9-]+");

  private final Path folder;
  private final DemoAuthorityKey root;
  private final Clock clock;
  private final SecureRandom random;

  private DemoTls(Path folder, DemoAuthorityKey root, Clock clock, SecureRandom random) {
    this.folder = folder;
    this.root = root;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Loads or makes it.
   *
   * @param folder existing folder for its files
   * @throws SigningException if the folder cannot be written or a file cannot be read
   */
  public static DemoTls in(Path folder, Clock clock, SecureRandom random) throws SigningException {
    DemoAuthorityKey root =
        DemoAuthorityKey.root(
            folder.resolve(ROOT + ".p12"), "PenSeal DEMO TLS Root 演示", clock.instant(), random);
    return new DemoTls(folder, root, clock, random);
  }

  /** Its own certificate. */
  public X509Certificate root() {
    return root.chain().getLast();
  }

  /**
   * A signature key and an encryption key with their certificates (GB/T 38636), for servers and
   * clients, kept as NAME.p12 with the password demo.
   *
   * @param name of the file and in the certificates; letters, digits and hyphens
   * @param hosts names and addresses of a server; none for a client
   * @throws SigningException if the name is another or the root's, or the file cannot be written or
   *     read
   */
  public Pkcs12Pair pair(String name, List<String> hosts) throws SigningException {
    if (!NAMES.matcher(name).matches() || name.equalsIgnoreCase(ROOT)) {
      throw new CredentialException.BadCertificate(name, "cannot be made", null);
    }
    Path file = folder.resolve(name + ".p12");
    if (!Files.exists(file)) {
      try {
        int encryption =
            KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement;
        new Pkcs12Pair(
                issue(name, hosts, KeyUsage.digitalSignature),
                Optional.of(issue(name, hosts, encryption)))
            .write(file, PASSWORD, ROUNDS);
      } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
        throw new CredentialException.BadCertificate(file.toString(), "cannot be made", e);
      }
    }
    return Pkcs12Pair.read(file, PASSWORD);
  }

  private Pkcs12File issue(String name, List<String> hosts, int usage)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPair pair = DemoAuthorityKey.pair(random);
    Instant now = clock.instant();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            X500Name.getInstance(root().getSubjectX500Principal().getEncoded()),
            DemoAuthorityKey.serial(random),
            Date.from(now.minus(CLOCK_SLACK)),
            Date.from(now.plus(VALIDITY)),
            new X500NameBuilder().addRDN(BCStyle.CN, name).build(),
            pair.getPublic());
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(root()));
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    builder.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
    builder.addExtension(
        Extension.certificatePolicies,
        false,
        new CertificatePolicies(
            new PolicyInformation(new ASN1ObjectIdentifier(ProjectOids.POLICY_DEMO))));
    if (!hosts.isEmpty()) {
      GeneralName[] names = hosts.stream().map(DemoTls::name).toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    X509Certificate certificate = DemoAuthorityKey.signed(builder, root.key(), random);
    return new Pkcs12File(pair.getPrivate(), List.of(certificate, root()));
  }

  private static GeneralName name(String host) {
    try {
      return new GeneralName(GeneralName.iPAddress, InetAddress.ofLiteral(host).getHostAddress());
    } catch (IllegalArgumentException e) {
      return new GeneralName(GeneralName.dNSName, host);
    }
  }
}
