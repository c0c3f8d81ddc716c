// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
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
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;
import org.penseal.key.Pkcs12File;
import org.penseal.key.Pkcs12Pair;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.CredentialException.BadCertificate.Why;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
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
      throw new CredentialException.BadCertificate(name, Why.NOT_ISSUED, null);
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
        throw new CredentialException.BadCertificate(file.toString(), Why.NOT_ISSUED, e);
      }
    }
    return Pkcs12Pair.read(file, PASSWORD);
  }

  private Pkcs12File issue(String name, List<String> hosts, int usage)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPair pair = DemoAuthorityKey.pair(random);
    GeneralName[] names = hosts.stream().map(DemoTls::name).toArray(GeneralName[]::new);
    X509Certificate certificate =
        certificate(
            new X500NameBuilder().addRDN(BCStyle.CN, name).build(),
            pair.getPublic(),
            new KeyUsage(usage),
            names.length == 0 ? null : new GeneralNames(names));
    return new Pkcs12File(pair.getPrivate(), List.of(certificate, root()));
  }

  /**
   * The certificate that a request (RFC 2986) asks for: its subject, key, key usage and names.
   *
   * @param request DER
   * @throws CredentialException.BadCertificate if it cannot be read, or is not signed with its key
   */
  public X509Certificate issue(Octets request) throws SigningException {
    try {
      JcaPKCS10CertificationRequest read =
          new JcaPKCS10CertificationRequest(request.bytes()).setProvider("BC");
      boolean held =
          read.isSignatureValid(
              new JcaContentVerifierProviderBuilder().setProvider("BC").build(read.getPublicKey()));
      Extensions wanted = read.getRequestedExtensions();
      if (!held || wanted == null) {
        throw new CredentialException.BadCertificate("request", Why.REQUEST_INCOMPLETE, null);
      }
      return certificate(
          read.getSubject(),
          read.getPublicKey(),
          KeyUsage.fromExtensions(wanted),
          GeneralNames.fromExtensions(wanted, Extension.subjectAlternativeName));
    } catch (GeneralSecurityException
        | IOException
        | OperatorCreationException
        | PKCSException
        | RuntimeException e) {
      throw new CredentialException.BadCertificate("request", Why.UNREADABLE, e);
    }
  }

  private X509Certificate certificate(
      X500Name subject, PublicKey key, KeyUsage usage, @Nullable GeneralNames names)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    Instant now = clock.instant();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            X500Name.getInstance(root().getSubjectX500Principal().getEncoded()),
            DemoAuthorityKey.serial(random),
            Date.from(now.minus(CLOCK_SLACK)),
            Date.from(now.plus(VALIDITY)),
            subject,
            key);
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(root()));
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, usage);
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
    if (names != null) {
      builder.addExtension(Extension.subjectAlternativeName, false, names);
    }
    return DemoAuthorityKey.signed(builder, root.key(), random);
  }

  private static GeneralName name(String host) {
    try {
      return new GeneralName(GeneralName.iPAddress, InetAddress.ofLiteral(host).getHostAddress());
    } catch (IllegalArgumentException e) {
      return new GeneralName(GeneralName.dNSName, host);
    }
  }
}
