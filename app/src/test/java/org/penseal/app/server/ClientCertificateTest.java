// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.key.Pkcs12File;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.DemoIssuer;
import org.penseal.trust.embedded.DemoIssuer.Curve;
import org.penseal.trust.embedded.DemoIssuer.Use;
import org.penseal.trust.tls.HttpAnswer;
import org.penseal.trust.tls.OrdinaryTls;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsTrust;
import org.penseal.trust.tls.WireHttp;

/** Systems that are known by the certificate that they show in the handshake. */
@Slow
class ClientCertificateTest {
  private static final char[] PASSWORD = "penseal-demo".toCharArray();
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;
  private static DemoServer demo;

  @BeforeAll
  static void starts() throws Exception {
    Path at = folder.resolve("demo");
    // The demo makes the keys; their certificates become an application of their own.
    DemoServer.start(at).close();
    for (String name : List.of("system-sm2", "system-p256")) {
      X509Certificate own = Pkcs12File.read(at.resolve(name + ".p12"), PASSWORD).chain().getFirst();
      Files.write(at.resolve(name + ".der"), own.getEncoded());
    }
    // Roots by purpose: those of signers do not count for clients.
    for (String[] each : new String[][] {{"login", "sm2"}, {"signer", "p256"}}) {
      Path by = Files.createDirectories(at.resolve("clients").resolve(each[0]));
      Files.copy(at.resolve("trust/signer/root-" + each[1] + ".pem"), by.resolve("root.pem"));
    }
    demo =
        DemoServer.start(
            at,
            text ->
                text.replace("trust/signer/root-sm2.pem", "clients")
                    .replaceFirst(
                        "\"applications\" : \\[ \\{\\s*\"name\" : \"office\"",
                        "\"applications\" : [ {\"name\":\"system\",\"operations\":[\"keys\",\"login\"],"
                            + "\"origins\":[\"https://office.example\"],"
                            + "\"certificates\":[\"system-sm2.der\",\"system-p256.der\"]},"
                            + "{\"name\" : \"office\""));
  }

  @AfterAll
  static void ends() {
    demo.close();
  }

  private static TlsTrust trust(String kind, Pkcs12File shown) throws Exception {
    TrustStore roots =
        TrustStore.load(List.of(demo.folder.resolve("trust/signer/root-" + kind + ".pem")));
    return new TlsTrust(roots.anchors(Purpose.SIGNER), new TlsIdentity(shown.key(), shown.chain()));
  }

  private static Pkcs12File file(String name) throws Exception {
    return Pkcs12File.read(demo.folder.resolve(name + ".p12"), PASSWORD);
  }

  private static int ordinary(Pkcs12File shown, String token) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(OrdinaryTls.context(trust("p256", shown)))
            .build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + demo.ports.tls() + "/v1/keys"))
              .timeout(Duration.ofSeconds(120));
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  private static int sm(Pkcs12File shown) throws Exception {
    HttpAnswer answer =
        WireHttp.sm(trust("sm2", shown), Duration.ofSeconds(60))
            .get(URI.create("sm+https://localhost:" + demo.ports.sm() + "/v1/keys"), 100_000);
    return answer.status();
  }

  @Test
  void aSystemIsKnownByItsCertificateOverBothKindsOfTls() throws Exception {
    assertEquals(200, ordinary(file("system-p256"), ""));
    assertEquals(200, sm(file("system-sm2")));
  }

  @Test
  void aTokenUnderAnotherSystemsCertificateIsWorthNothing() throws Exception {
    assertEquals(401, ordinary(file("system-p256"), demo.token));
  }

  @Test
  void anotherCertificateOfTheSameIssuerIsNobodys() throws Exception {
    // It is let through the handshake, and may do what anybody may: not this.
    assertEquals(403, sm(file("person-sm2")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGN", "SERVER"})
  void aCertificateThatIsNotForClientsDoesNotPassTheHandshake(Use use) throws Exception {
    DemoIssuer issuer =
        DemoIssuer.in(
            demo.folder.resolve("root-p256.p12"),
            "root",
            Curve.P256,
            Clock.systemUTC(),
            new SecureRandom());
    Pkcs12File other = issuer.make("Other", use, Curve.P256);
    if (use == Use.SIGN) {
      // No extended usage at all: any purpose, but no application's certificate.
      assertEquals(403, ordinary(other, ""));
    } else {
      assertThrows(IOException.class, () -> ordinary(other, ""));
    }
  }

  @Test
  void aStrangersCertificateDoesNotPassTheHandshake() throws Exception {
    DemoIssuer stranger =
        DemoIssuer.in(
            folder.resolve("stranger.p12"),
            "stranger",
            Curve.SM2,
            Clock.systemUTC(),
            new SecureRandom());
    assertThrows(IOException.class, () -> sm(stranger.make("S", Use.LOGIN, Curve.SM2)));
  }

  @Test
  void whatTheHandshakeHasShownProvesPossession() throws Exception {
    String answer = text(answered(",\"modes\":[\"certificate\"]"));
    assertTrue(answer.contains("\"possession\":true"), answer);
    assertTrue(answer.contains("\"assertion\":\""), answer);
    assertFalse(answer.contains("problem"), answer);
  }

  @Test
  void anAnswerThatIsHandedOnDoesNotBorrowTheCertificateOfTheApplication() throws Exception {
    HttpAnswer answer = answered("");
    String said = new String(answer.body(), StandardCharsets.UTF_8);
    assertEquals(403, answer.status(), said);
    assertTrue(said.contains("login-refused"), said);
  }

  // The application hands on, over its own connection, what somebody has sent it.
  private static HttpAnswer answered(String modes) throws Exception {
    String challenge =
        text(post("/v1/login/challenge", "{\"origin\":\"https://office.example\"" + modes + "}"));
    String nonce = challenge.replaceFirst("(?s).*\"challenge\":\"([^\"]+)\".*", "$1");
    return post("/v1/login/answer", "{\"challenge\":\"" + nonce + "\",\"mode\":\"certificate\"}");
  }

  private static HttpAnswer post(String path, String body) throws Exception {
    return WireHttp.sm(trust("sm2", file("system-sm2")), Duration.ofSeconds(60))
        .post(
            URI.create("sm+https://localhost:" + demo.ports.sm()).resolve(path),
            "application/json",
            body.getBytes(StandardCharsets.UTF_8),
            100_000);
  }

  private static String text(HttpAnswer answer) {
    String said = new String(answer.body(), StandardCharsets.UTF_8);
    assertEquals(200, answer.status(), said);
    return said;
  }

  @Test
  void thePlainListenerKnowsNoCertificate() throws Exception {
    assertEquals(200, demo.post("/v1/digest", "application/octet-stream", HELLO).statusCode());
  }
}
