// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.server.DemoServer;
import org.penseal.app.server.api.OpenApi;
import org.penseal.app.server.refusal.ServeException.LoginRefused;
import org.penseal.key.Pkcs12File;
import org.penseal.signature.SigningKey;
import org.penseal.trust.embedded.DemoIssuer;
import org.penseal.trust.embedded.DemoIssuer.Curve;
import org.penseal.trust.embedded.DemoIssuer.Use;

/** Strong authentication over HTTP, with those who want in without a right to. */
@Slow
class LoginTest {
  private static final String ORIGIN = "https://office.example";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final char[] PASSWORD = "penseal-demo".toCharArray();

  @TempDir static Path folder;
  private static DemoServer demo;
  private static OpenApi openApi;
  private static DemoIssuer issuer;

  @BeforeAll
  static void starts() throws Exception {
    openApi = OpenApi.read();
    demo = DemoServer.start(folder.resolve("demo"));
    issuer =
        DemoIssuer.in(
            demo.folder.resolve("root-sm2.p12"),
            "root",
            Curve.SM2,
            Clock.systemUTC(),
            new SecureRandom());
  }

  @AfterAll
  static void ends() {
    demo.close();
  }

  private static JsonNode call(String path, Object body, int status) throws Exception {
    HttpResponse<byte[]> answer = demo.post(path, "application/json", JSON.writeValueAsBytes(body));
    JsonNode json = openApi.fits("POST " + path, answer);
    assertEquals(status, answer.statusCode(), json.toString());
    return json;
  }

  private static JsonNode challenge() throws Exception {
    return call("/v1/login/challenge", Map.of("origin", ORIGIN), 200);
  }

  private static JsonNode challenge(String... modes) throws Exception {
    return call("/v1/login/challenge", Map.of("origin", ORIGIN, "modes", List.of(modes)), 200);
  }

  private static Pkcs12File file(String name) throws Exception {
    return Pkcs12File.read(demo.folder.resolve(name), PASSWORD);
  }

  private static byte[] text(JsonNode challenge) {
    return LoginText.of(
        challenge.path("application").asText(),
        challenge.path("origin").asText(),
        challenge.path("challenge").asText(),
        Instant.parse(challenge.path("expires").asText()));
  }

  private static byte[] signed(Pkcs12File file, byte[] text) throws Exception {
    try (SigningKey key = file.open()) {
      return key.sign(text);
    }
  }

  private static List<String> encoded(List<X509Certificate> chain) throws Exception {
    List<String> all = new ArrayList<>();
    for (X509Certificate each : chain) {
      all.add(Base64.getEncoder().encodeToString(each.getEncoded()));
    }
    return all;
  }

  private static Map<String, Object> answer(JsonNode challenge, Pkcs12File file, byte[] signature)
      throws Exception {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("challenge", challenge.path("challenge").asText());
    answer.put("mode", "signature-certificate");
    answer.put("certificates", encoded(file.chain()));
    answer.put("signature", Base64.getEncoder().encodeToString(signature));
    return answer;
  }

  private static void refused(String why, Map<String, Object> answer) throws Exception {
    JsonNode problem = call("/v1/login/answer", answer, 403);
    assertEquals("login-refused", problem.path("code").asText());
    assertTrue(problem.path("detail").asText().contains(why), problem.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"person-sm2.p12", "system-sm2.p12", "system-p256.p12"})
  void aSignatureWithItsCertificateIsAsserted(String name) throws Exception {
    Pkcs12File file = file(name);
    JsonNode challenge = challenge();
    JsonNode login =
        call("/v1/login/answer", answer(challenge, file, signed(file, text(challenge))), 200);
    JsonNode claims = verified(login.path("assertion").asText());
    assertEquals("office", claims.path("aud").asText());
    assertEquals(ORIGIN, claims.path("origin").asText());
    assertEquals(challenge.path("challenge").asText(), claims.path("nonce").asText());
    assertEquals(
        file.chain().getFirst().getSubjectX500Principal().getName(), claims.path("sub").asText());
    assertTrue(claims.path("possession").asBoolean());
    long held = claims.path("exp").asLong() - claims.path("iat").asLong();
    assertEquals(120, held);
  }

  // As an application would: with the JDK alone, and the keys that the service publishes.
  private static JsonNode verified(String assertion) throws Exception {
    JsonNode set = openApi.fits("GET /v1/login/keys", demo.get("/v1/login/keys"));
    String[] parts = assertion.split("\\.", -1);
    JsonNode head = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
    assertEquals("ES256", head.path("alg").asText());
    JsonNode jwk = set.at("/keys/0");
    assertEquals(jwk.path("kid").asText(), head.path("kid").asText());
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC", "SunEC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    PublicKey key =
        KeyFactory.getInstance("EC", "SunEC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(number(jwk.path("x")), number(jwk.path("y"))),
                    curve.getParameterSpec(ECParameterSpec.class)));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
    signature.initVerify(key);
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts[2])));
    return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
  }

  private static BigInteger number(JsonNode text) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(text.asText()));
  }

  @Test
  void aRegisteredKeyLogsInBySignatureAlone() throws Exception {
    JsonNode challenge = challenge("signature", "signature-certificate");
    Map<String, Object> answer =
        Map.of(
            "challenge",
            challenge.path("challenge").asText(),
            "mode",
            "signature",
            "key",
            "person",
            "signature",
            Base64.getEncoder().encodeToString(signed(file("person-sm2.p12"), text(challenge))));
    assertEquals("person", call("/v1/login/answer", answer, 200).path("subject").asText());
    for (String other : List.of("nobody", "../trust/signer/root-sm2", "person.pem", "")) {
      Map<String, Object> wrong = new LinkedHashMap<>(answer);
      wrong.put("challenge", challenge("signature").path("challenge").asText());
      wrong.put("key", other);
      refused("not registered", wrong);
    }
  }

  @Test
  void aCertificateThatWasOnlySentProvesNoPossessionAndIsNotAsserted() throws Exception {
    Map<String, Object> answer =
        Map.of(
            "challenge", challenge("certificate").path("challenge").asText(),
            "mode", "certificate",
            "certificates", encoded(file("system-sm2.p12").chain()));
    JsonNode login = call("/v1/login/answer", answer, 200);
    assertFalse(login.path("possession").asBoolean());
    assertFalse(login.has("assertion"));
  }

  @Test
  void theOneWhoLogsInDoesNotChooseTheMode() throws Exception {
    List<String> victim = encoded(file("person-sm2.p12").chain());
    JsonNode fresh = challenge();
    assertEquals("[\"signature-certificate\"]", fresh.path("modes").toString());
    for (JsonNode challenge : List.of(fresh, challenge("signature", "signature-certificate"))) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("challenge", challenge.path("challenge").asText());
      answer.put("mode", "certificate");
      answer.put("certificates", victim);
      refused("challenge", answer);
    }
    JsonNode challenge = challenge();
    refused(
        "challenge",
        Map.of(
            "challenge",
            challenge.path("challenge").asText(),
            "mode",
            "signature",
            "key",
            "person",
            "signature",
            Base64.getEncoder().encodeToString(signed(file("person-sm2.p12"), text(challenge)))));
  }

  @Test
  void modesThatAreNoneAreRefused() throws Exception {
    for (Object modes : List.of(List.of(), List.of("any"), "signature", List.of("signature", ""))) {
      call("/v1/login/challenge", Map.of("origin", ORIGIN, "modes", modes), 400);
    }
  }

  @Test
  void aChallengeIsGoodOnceAlsoWhenItFailedAndAlsoForManyAtOnce() throws Exception {
    Pkcs12File file = file("person-sm2.p12");
    JsonNode challenge = challenge();
    Map<String, Object> good = answer(challenge, file, signed(file, text(challenge)));
    call("/v1/login/answer", good, 200);
    refused("challenge", good);

    JsonNode second = challenge();
    refused("signature", answer(second, file, signed(file, text(challenge))));
    refused("challenge", answer(second, file, signed(file, text(second))));

    JsonNode third = challenge();
    byte[] body = JSON.writeValueAsBytes(answer(third, file, signed(file, text(third))));
    AtomicInteger well = new AtomicInteger();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      int status =
                          demo.post("/v1/login/answer", "application/json", body).statusCode();
                      if (status == 200) {
                        well.incrementAndGet();
                      }
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    for (Thread each : all) {
      each.join();
    }
    assertEquals(1, well.get());
  }

  @Test
  void whatWasSignedForAnotherPlaceOrTimeIsNothingHere() throws Exception {
    Pkcs12File file = file("person-sm2.p12");
    JsonNode challenge = challenge();
    String nonce = challenge.path("challenge").asText();
    Instant expires = Instant.parse(challenge.path("expires").asText());
    List<byte[]> others =
        List.of(
            LoginText.of("other", ORIGIN, nonce, expires),
            LoginText.of("office", "https://evil.example", nonce, expires),
            LoginText.of("office", ORIGIN, nonce, expires.plusSeconds(1)),
            // The parts moved against each other.
            LoginText.of("officeh", ORIGIN.substring(1), nonce, expires),
            nonce.getBytes(StandardCharsets.US_ASCII),
            Base64.getUrlDecoder().decode(nonce));
    for (byte[] other : others) {
      JsonNode fresh = challenge();
      refused("signature", answer(fresh, file, signed(file, other)));
      assertNotEquals(fresh.path("challenge").asText(), nonce);
    }
    JsonNode problem = call("/v1/login/challenge", Map.of("origin", "https://evil.example"), 403);
    assertEquals("call-not-allowed", problem.path("code").asText());
  }

  @Test
  void keysThatSignDocumentsAndCertificatesOfOthersDoNotLogIn() throws Exception {
    for (Pkcs12File file :
        List.of(
            file("seal-sm2.p12"),
            file("tsa-sm2.p12"),
            issuer.make("Server", Use.SERVER, Curve.SM2),
            DemoIssuer.in(
                    folder.resolve("other.p12"),
                    "other",
                    Curve.SM2,
                    Clock.systemUTC(),
                    new SecureRandom())
                .make("Stranger", Use.LOGIN, Curve.SM2))) {
      JsonNode challenge = challenge();
      refused("certificate", answer(challenge, file, signed(file, text(challenge))));
    }
    Pkcs12File own = file("person-sm2.p12");
    JsonNode challenge = challenge();
    // Somebody else's certificate over an own signature.
    refused("signature", answer(challenge, file("system-sm2.p12"), signed(own, text(challenge))));
  }

  @Test
  void theCommandLineAnswersForTheSiteThatIsSeenAndWithALoginKeyOnly() throws Exception {
    JsonNode challenge = challenge();
    Path file = Files.writeString(folder.resolve("challenge.json"), challenge.toString());
    LoginAnswer login = LoginAnswer.to(file);
    try (SigningKey person = file("person-sm2.p12").open();
        SigningKey seal = file("seal-sm2.p12").open()) {
      Instant now = Instant.now();
      assertThrows(LoginRefused.class, () -> login.signed(person, "https://evil.example", now));
      assertThrows(LoginRefused.class, () -> login.signed(seal, ORIGIN, now));
      assertThrows(LoginRefused.class, () -> login.signed(person, ORIGIN, now.plusSeconds(301)));
      call("/v1/login/answer", login.signed(person, ORIGIN, now), 200);
    }
  }
}
