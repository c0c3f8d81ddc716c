// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.cli.SkfCommandTest;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.key.Pkcs12File;
import org.penseal.key.Pkcs12Pair;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.HttpAnswer;
import org.penseal.trust.tls.OrdinaryTls;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsTrust;
import org.penseal.trust.tls.WireHttp;

/** One address for everybody, and one for TLCP alone. */
@Slow
class ProtectionTest {
  private static final Duration TIME = Duration.ofSeconds(60);
  private static final char[] PASSWORD = "penseal-demo".toCharArray();
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;
  private static DemoServer demo;

  @BeforeAll
  static void starts() throws Exception {
    demo =
        DemoServer.start(
            folder.resolve("demo"),
            // The listener with ordinary TLS speaks TLCP alone here.
            text ->
                text.replaceFirst(
                    "\"protection\" : \"tls\",\\s*\"key\" : \"tls-p256\"",
                    "\"protection\":\"tlcp\",\"key\":\"tls-sm2\",\"encryptionKey\":\"tls-encryption\""));
  }

  @AfterAll
  static void ends() {
    demo.close();
  }

  private static TlsTrust trust(String kind) throws Exception {
    return trust(kind, demo.folder);
  }

  private static TlsTrust trust(String kind, Path at) throws Exception {
    Path root = at.resolve("trust/signer/root-" + kind + ".pem");
    return new TlsTrust(TrustStore.load(List.of(root)).anchors(Purpose.SIGNER), null);
  }

  private static String digest(WireHttp http, String scheme, int port) throws IOException {
    HttpAnswer answer =
        http.post(
            URI.create(scheme + "://localhost:" + port + "/v1/digest"),
            "application/octet-stream",
            HELLO,
            100_000);
    assertEquals(200, answer.status());
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String ordinary(int port) throws Exception {
    return ordinary(port, demo.folder);
  }

  private static String ordinary(int port, Path at) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(OrdinaryTls.context(trust("p256", at)))
            .build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/v1/digest"))
              .timeout(TIME)
              .POST(HttpRequest.BodyPublishers.ofByteArray(HELLO))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @Test
  void everyProtocolReachesTheSameAddress() throws Exception {
    String one = digest(WireHttp.tlcp(trust("sm2"), TIME), "tlcp+https", demo.ports.sm());
    assertTrue(one.contains("SM3"), one);
    assertEquals(one, digest(WireHttp.sm(trust("sm2"), TIME), "sm+https", demo.ports.sm()));
    assertEquals(one, ordinary(demo.ports.sm()));
  }

  @Test
  void whereTlcpAloneIsSpokenNothingElseIs() throws Exception {
    digest(WireHttp.tlcp(trust("sm2"), TIME), "tlcp+https", demo.ports.tls());
    assertThrows(IOException.class, () -> ordinary(demo.ports.tls()));
    WireHttp sm = WireHttp.sm(trust("sm2"), TIME);
    assertThrows(IOException.class, () -> digest(sm, "sm+https", demo.ports.tls()));
  }

  @Test
  void aCertificateForSignaturesIsNoEncryptionCertificate() {
    ServeException.KeyUnusable refused =
        assertThrows(
            ServeException.KeyUnusable.class,
            () ->
                DemoServer.start(
                    folder.resolve("wrong"),
                    text ->
                        text.replace(
                            "\"encryptionKey\" : \"tls-encryption\"",
                            "\"encryptionKey\" : \"tls-sm2\"")));
    assertEquals("tls-sm2", refused.key);
  }

  @Test
  void aFileWithBothKeysIsEnough() throws Exception {
    Path at = folder.resolve("pair");
    DemoServer.start(at).close();
    Pkcs12Pair.of(
            Pkcs12File.read(at.resolve("tls-sm2.p12"), PASSWORD),
            Pkcs12File.read(at.resolve("tls-encryption.p12"), PASSWORD))
        .write(at.resolve("both.p12"), PASSWORD, 1000);
    try (DemoServer both =
        DemoServer.start(
            at,
            text ->
                text.replaceFirst("\"encryptionKey\" : \"tls-encryption\",", "")
                    .replace("tls-sm2.p12", "both.p12"))) {
      Path root = both.folder.resolve("trust/signer/root-sm2.pem");
      TlsTrust trust = new TlsTrust(TrustStore.load(List.of(root)).anchors(Purpose.SIGNER), null);
      digest(WireHttp.tlcp(trust, TIME), "tlcp+https", both.ports.sm());
    }
  }

  @Test
  void aSystemWhoseCertificateWasRevokedDoesNotPassTheHandshake() throws Exception {
    Path at = folder.resolve("revoked");
    DemoServer.start(at).close();
    X509Certificate revoked = shown(at, "system-sm2").chain().getFirst();
    Pkcs12File root = Pkcs12File.read(at.resolve("root-sm2.p12"), "demo".toCharArray());
    Date now = new Date();
    JcaX509v2CRLBuilder list = new JcaX509v2CRLBuilder(root.chain().getFirst(), now);
    list.setNextUpdate(new Date(now.getTime() + 3_600_000));
    list.addCRLEntry(revoked.getSerialNumber(), now, CRLReason.keyCompromise);
    Files.write(
        at.resolve("revoked.crl"),
        list.build(new JcaContentSignerBuilder("SM3withSM2").setProvider("BC").build(root.key()))
            .getEncoded());
    try (DemoServer server =
        DemoServer.start(
            at,
            text ->
                text.replace(
                    "\"encryptionKey\" : \"tls-encryption\",",
                    "\"clientRevocation\":{\"lists\":[\"revoked.crl\"],\"required\":true},"))) {
      List<X509Certificate> roots = List.of(root.chain().getFirst());
      Pkcs12File person = shown(at, "person-sm2");
      WireHttp good =
          WireHttp.sm(new TlsTrust(roots, new TlsIdentity(person.key(), person.chain())), TIME);
      digest(good, "sm+https", server.ports.sm());
      Pkcs12File system = shown(at, "system-sm2");
      WireHttp bad =
          WireHttp.sm(new TlsTrust(roots, new TlsIdentity(system.key(), system.chain())), TIME);
      assertThrows(IOException.class, () -> digest(bad, "sm+https", server.ports.sm()));
    }
  }

  private static Pkcs12File shown(Path at, String name) throws Exception {
    return Pkcs12File.read(at.resolve(name + ".p12"), PASSWORD);
  }

  // PKCS #11 has no mechanism for SM2.
  private static Path token(Path at) throws Exception {
    DemoServer.start(at).close();
    Path library = at.resolve("libskf.so");
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-shared",
                "-fPIC",
                "-o",
                library.toString(),
                SkfCommandTest.SOURCE.toString(),
                "-ldl")
            .inheritIO()
            .start();
    assertEquals(0, gcc.waitFor());
    Pkcs12File key = shown(at, "tls-sm2");
    Path token = Files.createDirectory(at.resolve("token-1"));
    try (JcaPEMWriter pem = new JcaPEMWriter(Files.newBufferedWriter(token.resolve("key.pem")))) {
      pem.writeObject(key.key());
    }
    Files.write(token.resolve("cert.der"), key.chain().getFirst().getEncoded());
    Files.writeString(token.resolve("pin"), "12345678");
    Files.writeString(token.resolve("tries"), "2");
    Files.writeString(at.resolve("devices"), "token-1\n\n");
    DurableFile.write(at.resolve("pin"), "12345678\n".getBytes(StandardCharsets.US_ASCII));
    return token;
  }

  private static String inToken(String settings, Path at) {
    String place = "skf:" + at.resolve("libskf.so") + "?app=GM应用&container=sign";
    return settings.replaceFirst(
        "\"place\" : \"tls-sm2.p12\",\\s*\"secret\" : \"file:password\"",
        "\"place\":\"" + place + "\",\"secret\":\"file:pin\"");
  }

  @Test
  void aTokenSignsHandshakesOfBothNationalProtocols() throws Exception {
    Path at = folder.resolve("token");
    Path token = token(at);
    try (DemoServer server = DemoServer.start(at, text -> inToken(text, at))) {
      Path root = at.resolve("trust/signer/root-sm2.pem");
      TlsTrust trust = new TlsTrust(TrustStore.load(List.of(root)).anchors(Purpose.SIGNER), null);
      for (int i = 0; i < 3; i++) {
        digest(WireHttp.tlcp(trust, TIME), "tlcp+https", server.ports.sm());
        digest(WireHttp.sm(trust, TIME), "sm+https", server.ports.sm());
      }
      Files.writeString(token.resolve("behaviour"), "removed");
      for (String scheme : List.of("tlcp+https", "sm+https")) {
        WireHttp http =
            scheme.startsWith("sm") ? WireHttp.sm(trust, TIME) : WireHttp.tlcp(trust, TIME);
        assertThrows(IOException.class, () -> digest(http, scheme, server.ports.sm()));
      }
      // The certificate of the other kind is not in it: ordinary browsers are served.
      ordinary(server.ports.sm(), at);
    }
  }

  @Test
  void anRsaOrEcdsaKeyIsNoKeyForTlcp() {
    assertThrows(
        ServeException.KeyUnusable.class,
        () ->
            DemoServer.start(
                folder.resolve("kind"),
                text -> text.replace("\"key\" : \"tls-sm2\"", "\"key\" : \"tls-p256\"")));
  }
}
