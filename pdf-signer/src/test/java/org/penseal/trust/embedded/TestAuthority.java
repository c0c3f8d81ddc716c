// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.jspecify.annotations.Nullable;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tsa.StampAuthority;

/**
 * An authority as the outside world has them, with keys of any kind and addresses in its
 * certificates: root, subordinate CA, signer, TSA, OCSP delegate; all of it served on loopback.
 *
 * <p>The subordinate CA's revocation stands in the root's list, the signer's is told by a delegated
 * responder (with a list beside it), the TSA's by the root itself over OCSP.
 */
public final class TestAuthority implements AutoCloseable {
  static {
    org.penseal.pdf.SigningBench.registerProvider();
  }

  public enum Kind {
    SM2,
    ECDSA,
    RSA
  }

  /** Whether the delegate carries ocsp-nocheck. */
  public enum Delegate {
    WITH_NOCHECK,
    WITHOUT_NOCHECK
  }

  private final Kind kind;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final LoopbackServer server;
  private final Duration leafLife;
  public final DemoAuthorityKey root;
  public final DemoAuthorityKey sub;
  public final DemoAuthorityKey signer;
  public final DemoAuthorityKey tsa;
  final DemoAuthorityKey delegate;
  private final DemoResponder ofRoot;
  private final DemoResponder ofSub;
  public volatile RevocationFault ocspFault = RevocationFault.NONE;
  public volatile RevocationFault crlFault = RevocationFault.NONE;
  public volatile Fault tsaFault = Fault.NONE;
  public final AtomicInteger asked = new AtomicInteger();

  private TestAuthority(Kind kind, Delegate nocheck, Clock clock, Duration leafLife)
      throws Exception {
    this.kind = kind;
    this.clock = clock;
    this.leafLife = leafLife;
    this.server = new LoopbackServer();
    root = make("CN=Test Root " + kind, null, new Wish(null, true, true, "/none", "/none"));
    sub = make("CN=Test Sub CA " + kind, root, new Wish(null, true, true, "", "/root/crl"));
    signer = make("CN=Signer " + kind, sub, new Wish(null, false, true, "/sub/ocsp", "/sub/crl"));
    tsa =
        make(
            "CN=TSA " + kind,
            root,
            new Wish(KeyPurposeId.id_kp_timeStamping, false, true, "/root/ocsp", ""));
    delegate =
        make(
            "CN=OCSP " + kind,
            sub,
            new Wish(
                KeyPurposeId.id_kp_OCSPSigning, false, nocheck == Delegate.WITH_NOCHECK, "", ""));
    ofRoot = new DemoResponder(root, root, clock, random);
    ofSub = new DemoResponder(sub, delegate, clock, random);
    listen("/root", ofRoot);
    listen("/sub", ofSub);
    DemoTsa stamper = new DemoTsa(tsa, clock, random);
    server.serve(
        "/tsa",
        "application/timestamp-reply",
        () -> tsaFault,
        body -> stamper.answer(body, tsaFault));
  }

  public static TestAuthority start(Kind kind) throws Exception {
    return start(kind, Delegate.WITH_NOCHECK, Clock.systemUTC(), Duration.ofDays(365));
  }

  public static TestAuthority start(Kind kind, Delegate nocheck) throws Exception {
    return start(kind, nocheck, Clock.systemUTC(), Duration.ofDays(365));
  }

  public static TestAuthority start(Kind kind, Delegate nocheck, Clock clock, Duration leafLife)
      throws Exception {
    return new TestAuthority(kind, nocheck, clock, leafLife);
  }

  private record Wish(
      @Nullable KeyPurposeId usage, boolean ca, boolean nocheck, String ocsp, String crl) {}

  private void listen(String path, DemoResponder responder) {
    server.serveRevocation(
        path + "/ocsp",
        "application/ocsp-response",
        () -> ocspFault,
        body -> {
          asked.incrementAndGet();
          return responder.ocsp(body, ocspFault);
        });
    server.serveRevocation(
        path + "/crl",
        "application/pkix-crl",
        () -> crlFault,
        body -> {
          asked.incrementAndGet();
          return responder.crl(crlFault);
        });
  }

  private KeyPair pair() throws Exception {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(kind == Kind.RSA ? "RSA" : "EC", "BC");
    switch (kind) {
      case RSA -> generator.initialize(2048, random);
      case SM2 -> generator.initialize(new ECGenParameterSpec("sm2p256v1"), random);
      case ECDSA -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    }
    return generator.generateKeyPair();
  }

  private String algorithm() {
    return switch (kind) {
      case RSA -> "SHA256withRSA";
      case SM2 -> "SM3withSM2";
      case ECDSA -> "SHA256withECDSA";
    };
  }

  private DemoAuthorityKey make(String name, @Nullable DemoAuthorityKey issuer, Wish wish)
      throws Exception {
    KeyPair pair = pair();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Duration life = wish.ca ? Duration.ofDays(3650) : leafLife;
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(
                issuer == null
                    ? name
                    : issuer.chain().getFirst().getSubjectX500Principal().getName()),
            DemoAuthorityKey.serial(random),
            Date.from(now.minus(Duration.ofDays(30))),
            Date.from(now.plus(life)),
            new X500Name(name),
            pair.getPublic());
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(wish.ca));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            wish.ca ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
    if (issuer != null) {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(issuer.chain().getFirst()));
      addresses(builder, wish);
    }
    if (wish.usage != null) {
      builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(wish.usage));
    }
    if (wish.usage == KeyPurposeId.id_kp_OCSPSigning && wish.nocheck) {
      builder.addExtension(
          new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.5"), false, DERNull.INSTANCE);
    }
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .setProvider("BC")
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder(algorithm())
                        .setProvider("BC")
                        .build(issuer == null ? pair.getPrivate() : issuer.key())));
    List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
    if (issuer != null) {
      chain.addAll(issuer.chain());
    }
    return new DemoAuthorityKey(pair.getPrivate(), chain);
  }

  private void addresses(JcaX509v3CertificateBuilder builder, Wish wish) throws IOException {
    if (!wish.ocsp.isEmpty()) {
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, name(wish.ocsp)));
    }
    if (!wish.crl.isEmpty()) {
      builder.addExtension(
          Extension.cRLDistributionPoints,
          false,
          new CRLDistPoint(
              new DistributionPoint[] {
                new DistributionPoint(
                    new DistributionPointName(new GeneralNames(name(wish.crl))), null, null)
              }));
    }
  }

  private GeneralName name(String path) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, server.uri(path).toString());
  }

  /** Another TSA of the same root on the same server. */
  public URI tsaUri() {
    return server.uri("/tsa");
  }

  public URI uri(String path) {
    return server.uri(path);
  }

  public X509Certificate rootCertificate() {
    return root.chain().getFirst();
  }

  public X509Certificate subCertificate() {
    return sub.chain().getFirst();
  }

  public X509Certificate signerCertificate() {
    return signer.chain().getFirst();
  }

  public X509Certificate tsaCertificate() {
    return tsa.chain().getFirst();
  }

  public X509Certificate delegateCertificate() {
    return delegate.chain().getFirst();
  }

  public Pkcs12File signerFile() {
    return new Pkcs12File(signer.key(), signer.chain());
  }

  public Pkcs12File subFile() {
    return new Pkcs12File(sub.key(), sub.chain());
  }

  public SigningKey signingKey() throws SigningException {
    return signerFile().open();
  }

  public TrustStore store() {
    return TrustStore.empty()
        .with(Purpose.SIGNER, rootCertificate())
        .with(Purpose.TSA, rootCertificate());
  }

  /**
   * A token of the TSA, whatever its clock shows.
   *
   * @param value what is stamped
   */
  public Octets token(Octets value, Instant at, int accuracyMillis) throws Exception {
    byte[] imprint = MessageDigest.getInstance("SHA-256").digest(value.bytes());
    TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
    asking.setCertReq(true);
    byte[] request = asking.generate(TSPAlgorithms.SHA256, imprint).getEncoded();
    try (SigningKey key = new Pkcs12File(tsa.key(), tsa.chain()).open()) {
      StampAuthority stamps = new StampAuthority("1.2.3.4", accuracyMillis);
      StampAuthority.Mark mark = new StampAuthority.Mark(at, DemoAuthorityKey.serial(random));
      return Timestamp.ofResponse(stamps.answer(StampAuthority.read(request), key, mark).der())
          .der();
    }
  }

  /** Revokes with a CRLReason (RFC 5280, section 5.3.1). */
  public void revoke(X509Certificate certificate, Instant at, int reason) {
    boolean mine =
        certificate.getIssuerX500Principal().equals(rootCertificate().getSubjectX500Principal());
    (mine ? ofRoot : ofSub).revoke(certificate.getSerialNumber(), at, reason);
  }

  /** An answer of the subordinate CA's responder to a request. */
  public byte[] answer(byte[] request, RevocationFault fault) throws IOException {
    return ofSub.ocsp(request, fault);
  }

  /** The subordinate CA's list. */
  public byte[] list() throws IOException {
    return ofSub.crl(RevocationFault.NONE);
  }

  /** The root's list. */
  public byte[] rootList() throws IOException {
    return ofRoot.crl(RevocationFault.NONE);
  }

  /** A certificate, or a chain, as PEM. */
  public static Path pem(Path file, List<X509Certificate> certificates) throws Exception {
    StringBuilder text = new StringBuilder();
    for (X509Certificate each : certificates) {
      text.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(each.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return Files.writeString(file, text);
  }

  /** A private key as PEM. */
  public static Path pem(Path file, java.security.PrivateKey key) throws Exception {
    return Files.writeString(
        file,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  @Override
  public void close() {
    server.close();
  }
}
