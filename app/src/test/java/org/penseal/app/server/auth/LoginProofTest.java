// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.server.refusal.ServeException.LoginRefused;
import org.penseal.app.server.refusal.ServeException.LoginRefused.Ground;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.refusal.CredentialException;
import org.penseal.signature.Octets;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;

/** Whom a login certificate is asked about, and by which roots it is judged. */
@Timeout(600)
class LoginProofTest {
  private static final Instant NOW = Instant.now();
  private static KeyPair rootKey;
  private static X509Certificate root;

  @TempDir Path folder;

  @BeforeAll
  static void makes() throws Exception {
    CryptoProvider.register();
    rootKey = pair();
    root = certificate("root", rootKey, "root", rootKey, Optional.empty());
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator maker = KeyPairGenerator.getInstance("EC", "BC");
    maker.initialize(new ECGenParameterSpec("P-256"));
    return maker.generateKeyPair();
  }

  // With a responder for an end, without one for a root.
  private static X509Certificate certificate(
      String name, KeyPair key, String issuer, KeyPair issuerKey, Optional<String> responder)
      throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + issuer),
            BigInteger.valueOf(name.length()),
            Date.from(NOW.minus(Duration.ofDays(1))),
            Date.from(NOW.plus(Duration.ofDays(90))),
            new X500Name("CN=" + name),
            key.getPublic());
    if (responder.isEmpty()) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    } else {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(
              new AccessDescription(
                  AccessDescription.id_ad_ocsp,
                  new GeneralName(GeneralName.uniformResourceIdentifier, responder.get()))));
    }
    return new JcaX509CertificateConverter()
        .setProvider("BC")
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider("BC")
                    .build(issuerKey.getPrivate())));
  }

  @Test
  void aResponderThatWasSilentOnceIsAskedAgainAtTheNextLogin() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer responder =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    responder.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    responder.start();
    try {
      String at = "http://127.0.0.1:" + responder.getAddress().getPort() + "/ocsp";
      X509Certificate leaf = certificate("person", pair(), "root", rootKey, Optional.of(at));
      RevocationClient client =
          new RevocationClient(
              new HttpExchange(Duration.ofSeconds(60)),
              RevocationCache.inMemory(),
              List.of(),
              Clock.systemUTC(),
              new SecureRandom());
      LoginProof proof =
          new LoginProof(
              Optional.empty(),
              TrustStore.empty().with(Purpose.LOGIN, root),
              new PathJudge.Sources(List.of(), Optional.of(client)),
              true);
      int asked = 0;
      for (int i = 0; i < 3; i++) {
        var refused =
            assertThrows(
                LoginRefused.class, () -> proof.requireTrusted(List.of(leaf, root), Instant.now()));
        assertEquals(Ground.REVOCATION, refused.why);
        assertTrue(requests.get() > asked, "not asked at login " + i);
        asked = requests.get();
      }
    } finally {
      responder.stop(0);
    }
  }

  @Test
  void aChainThatIsKnownCountsNoLongerThanItsCertificatesAndNotBeforeItWasJudged()
      throws Exception {
    X509Certificate leaf =
        certificate("person", pair(), "root", rootKey, Optional.of("http://127.0.0.1:1/"));
    LoginProof proof =
        new LoginProof(
            Optional.empty(),
            TrustStore.empty().with(Purpose.LOGIN, root),
            PathJudge.Sources.NONE,
            false);
    List<X509Certificate> sent = List.of(leaf, root);
    Instant end = leaf.getNotAfter().toInstant();
    Instant last = end.minusSeconds(10);
    assertFalse(proof.knows(sent, last));
    proof.requireTrusted(sent, last);
    assertTrue(proof.knows(sent, last.plusSeconds(9)));
    assertFalse(proof.knows(sent, end));
    assertFalse(proof.knows(sent, last.minusSeconds(1)));
    assertFalse(proof.knows(List.of(leaf), last));
    assertFalse(proof.knows(List.of(), last));
    var refused =
        assertThrows(LoginRefused.class, () -> proof.requireTrusted(sent, end.plusSeconds(1)));
    assertEquals(Ground.CERTIFICATE, refused.why);
    Instant before = end.minusSeconds(600);
    proof.requireTrusted(sent, before);
    assertTrue(proof.knows(sent, before.plusSeconds(59)));
    assertFalse(proof.knows(sent, before.plusSeconds(61)));
    // Who is not trusted is not known the next time either.
    X509Certificate stranger =
        certificate("stranger", pair(), "root", pair(), Optional.of("http://127.0.0.1:1/"));
    for (int i = 0; i < 2; i++) {
      assertThrows(LoginRefused.class, () -> proof.requireTrusted(List.of(stranger, root), before));
    }
  }

  @Test
  void whereRevocationIsAskedNoChainIsKnown() throws Exception {
    X509Certificate leaf =
        certificate("person", pair(), "root", rootKey, Optional.of("http://127.0.0.1:1/"));
    LoginProof proof =
        new LoginProof(
            Optional.empty(),
            TrustStore.empty().with(Purpose.LOGIN, root),
            new PathJudge.Sources(List.of(Octets.of(new byte[] {0})), Optional.empty()),
            false);
    Instant now = Instant.now();
    proof.requireTrusted(List.of(leaf, root), now);
    assertFalse(proof.knows(List.of(leaf, root), now));
  }

  @Test
  void aFolderByPurposeGivesItsRootsForLoginsAndNoOthers() throws Exception {
    X509Certificate leaf =
        certificate("person", pair(), "root", rootKey, Optional.of("http://127.0.0.1:1/"));
    Files.write(Files.createDirectories(folder.resolve("a/login")).resolve("r.cer"), encoded());
    Files.createDirectories(folder.resolve("a/signer"));
    assertDoesNotThrow(() -> judged("a", leaf));
    Files.write(Files.createDirectories(folder.resolve("b/signer")).resolve("r.cer"), encoded());
    // Roots of signers alone: nobody could log in, so it is said at the start.
    assertThrows(CredentialException.BadCertificate.class, () -> judged("b", leaf));
    Files.write(Files.createDirectories(folder.resolve("c")).resolve("r.cer"), encoded());
    assertDoesNotThrow(() -> judged("c", leaf));
    assertDoesNotThrow(() -> judged("c/r.cer", leaf));
  }

  private void judged(String roots, X509Certificate leaf) throws Exception {
    new LoginProof(
            Optional.empty(),
            TrustStore.empty()
                .with(
                    Purpose.LOGIN, TrustStore.roots(Purpose.LOGIN, List.of(folder.resolve(roots)))),
            PathJudge.Sources.NONE,
            false)
        .requireTrusted(List.of(leaf), Instant.now());
  }

  private static byte[] encoded() throws Exception {
    return root.getEncoded();
  }
}
