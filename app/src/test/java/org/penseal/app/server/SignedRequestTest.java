// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.server.api.OpenApi;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.message.MessageSignature;
import org.penseal.app.workplace.file.Secret;
import org.penseal.key.Pkcs12File;
import org.penseal.signature.Pem;

/** Applications that are known by the signatures of their requests; OpenSSL signs. */
@Slow
@Timeout(600)
class SignedRequestTest {
  private static final List<String> KINDS = List.of("ecdsa", "ed25519", "pss", "rsa", "sm2");

  @TempDir static Path folder;
  private static DemoServer demo;
  private static OpenApi openApi;

  @BeforeAll
  static void starts() throws Exception {
    openApi = OpenApi.read();
    Path at = folder.resolve("demo");
    DemoServer.start(at).close(); // makes keys
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "ecdsa");
    openssl("genpkey", "-algorithm", "ED25519", "-out", "ed25519");
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "pss");
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "rsa");
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", "sm2");
    List<String> signers = new ArrayList<>();
    for (String kind : KINDS) {
      Path file = at.resolve(kind + ".pub");
      openssl("pkey", "-in", kind, "-pubout", "-out", file.toString());
      String named = kind.equals("rsa") ? ",\"algorithm\":\"rsa-v1_5-sha256\"" : "";
      signers.add("{\"keyid\":\"%s\",\"file\":\"%s.pub\"%s}".formatted(kind, kind, named));
    }
    Pkcs12File system =
        Pkcs12File.read(at.resolve("system-p256.p12"), "penseal-demo".toCharArray());
    Files.writeString(
        at.resolve("system.pem"), Pem.certificate(system.chain().getFirst().getEncoded()));
    String key = Base64.getMimeEncoder().encodeToString(system.key().getEncoded());
    Files.writeString(
        folder.resolve("system"),
        "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
    signers.add("{\"keyid\":\"system\",\"file\":\"system.pem\"}");
    demo =
        DemoServer.start(
            at,
            text ->
                text.replaceFirst(
                    "\"applications\" : \\[ \\{\\s*\"name\" : \"office\"",
                    "\"applications\" : ["
                        + " {\"name\":\"signing\",\"operations\":[\"keys\",\"digest\",\"login\"],"
                        + "\"origins\":[\"https://office.example\"],\"signers\":["
                        + String.join(",", signers)
                        + "]},{\"name\" : \"office\""));
    awaitTheSecondAfter(Instant.now().plus(MessageSignature.AHEAD));
  }

  // A signature names whole seconds: one of the second of the start counts as made before it. Of a
  // new store of nonces it is not known whether a caller with a clock ahead has used one.
  private static void awaitTheSecondAfter(Instant start) throws InterruptedException {
    while (Instant.now().getEpochSecond() <= start.getEpochSecond()) {
      Thread.sleep(10);
    }
  }

  @AfterAll
  static void ends() {
    demo.close();
  }

  private static void openssl(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + said);
    }
  }

  // What a system does that has no library for it: the text is written, OpenSSL signs it.
  private static String value(String kind, String base) throws Exception {
    Path text = Files.writeString(folder.resolve("base"), base);
    Path out = folder.resolve("value");
    List<String> words =
        new ArrayList<>(
            List.of("pkeyutl", "-sign", "-rawin", "-inkey", kind, "-in", text.toString()));
    switch (kind) {
      case "pss" ->
          words.addAll(
              List.of(
                  "-digest",
                  "sha512",
                  "-pkeyopt",
                  "rsa_padding_mode:pss",
                  "-pkeyopt",
                  "rsa_pss_saltlen:64"));
      case "sm2" -> words.addAll(List.of("-digest", "sm3", "-pkeyopt", "distid:1234567812345678"));
      case "ed25519" -> {}
      default -> words.addAll(List.of("-digest", "sha256"));
    }
    words.addAll(List.of("-out", out.toString()));
    openssl(words.toArray(String[]::new));
    byte[] signed = Files.readAllBytes(out);
    boolean pair = List.of("ecdsa", "system").contains(kind);
    return Base64.getEncoder().encodeToString(pair ? joined(signed) : signed);
  }

  // r and s, 32 bytes each, of SEQUENCE { INTEGER r, INTEGER s }.
  private static byte[] joined(byte[] der) {
    byte[] both = new byte[64];
    int at = 2;
    for (int i = 0; i < 2; i++) {
      int length = der[at + 1];
      byte[] number =
          new BigInteger(Arrays.copyOfRange(der, at + 2, at + 2 + length)).toByteArray();
      int from = Math.max(0, number.length - 32);
      System.arraycopy(
          number, from, both, (i + 1) * 32 - (number.length - from), number.length - from);
      at += 2 + length;
    }
    return both;
  }

  private static HttpRequest signed(String kind, String path, String type, String body)
      throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String digest =
        "sha-256=:"
            + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes))
            + ":";
    String input =
        "(\"@method\" \"@target-uri\" \"content-digest\");created=%d;nonce=\"%s\";keyid=\"%s\""
            .formatted(Instant.now().getEpochSecond(), UUID.randomUUID(), kind);
    String base =
        "\"@method\": POST\n\"@target-uri\": %s\n\"content-digest\": %s\n\"@signature-params\": %s"
            .formatted(demo.uri(path), digest, input);
    return HttpRequest.newBuilder(demo.uri(path))
        .header("Content-Type", type)
        .header("Content-Digest", digest)
        .header("Signature-Input", "sig=" + input)
        .header("Signature", "sig=:" + value(kind, base) + ":")
        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
        .build();
  }

  private static HttpResponse<byte[]> sent(HttpRequest request) throws Exception {
    return demo.http.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static JsonNode refused(HttpRequest request) throws Exception {
    HttpResponse<byte[]> answer = sent(request);
    assertEquals(401, answer.statusCode());
    JsonNode problem = openApi.fits("POST /v1/digest", answer);
    assertEquals("call-signature", problem.path("code").asText());
    return problem;
  }

  private static HttpRequest digest(String kind) throws Exception {
    return signed(kind, "/v1/digest", "application/octet-stream", "hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecdsa", "ed25519", "pss", "rsa", "sm2", "system"})
  void requestsThatOpenSslHasSignedAreKnownByTheirKey(String kind) throws Exception {
    HttpResponse<byte[]> answer = sent(digest(kind));
    assertEquals(200, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    assertTrue(
        Files.readString(demo.folder.resolve("data/audit/audit.log"))
            .contains("\"application\":\"signing\""));
  }

  @Test
  void theSameRequestIsRefusedTheSecondTime() throws Exception {
    HttpRequest request = digest("ecdsa");
    assertEquals(200, sent(request).statusCode());
    assertTrue(refused(request).path("detail").asText().contains("used before"));
  }

  private static HttpRequest with(HttpRequest request, String header, String value, String body) {
    return HttpRequest.newBuilder(request, (name, old) -> !name.equalsIgnoreCase(header))
        .header(header, value)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  @Test
  void anotherBodyIsRefusedAndNothingIsAnsweredAboutIt() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(digest("ecdsa"), (name, value) -> true)
            .POST(HttpRequest.BodyPublishers.ofString("hullo"))
            .build();
    assertTrue(refused(request).path("detail").asText().contains("body"));
  }

  @Test
  void aDigestThatWasExchangedWithTheBodyBreaksTheSignature() throws Exception {
    byte[] other =
        MessageDigest.getInstance("SHA-256").digest("hullo".getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        with(
            digest("ecdsa"),
            "Content-Digest",
            "sha-256=:" + Base64.getEncoder().encodeToString(other) + ":",
            "hullo");
    assertTrue(refused(request).path("detail").asText().contains("key and signature"));
  }

  @Test
  void withoutANameOfItsOwnTheCheckTellsThatAnyHostIsAccepted() throws Exception {
    List<SelfTest.Finding> findings =
        SelfTest.of(
            ServeFile.read(demo.folder.resolve("serve.json")),
            Secret.Asker.NOBODY,
            Clock.systemUTC(),
            new SecureRandom());
    assertTrue(
        findings.contains(new SelfTest.Finding("hosts", true, SelfTest.ANY_HOST)),
        findings::toString);
  }

  @Test
  void aTokenBesideASignatureIsRefused() throws Exception {
    HttpRequest request = with(digest("ecdsa"), "Authorization", "Bearer " + demo.token, "hello");
    assertEquals(401, sent(request).statusCode());
  }

  @Test
  void aSystemLogsInByTheCertificateWithWhoseKeyItSignsItsRequest() throws Exception {
    HttpResponse<byte[]> given =
        sent(
            signed(
                "system",
                "/v1/login/challenge",
                "application/json",
                "{\"origin\":\"https://office.example\",\"modes\":[\"certificate\"]}"));
    JsonNode challenge = openApi.fits("POST /v1/login/challenge", given);
    String body =
        "{\"challenge\":\"%s\",\"mode\":\"certificate\"}"
            .formatted(challenge.path("challenge").asText());
    HttpResponse<byte[]> answer =
        sent(signed("system", "/v1/login/answer", "application/json", body));
    JsonNode said = openApi.fits("POST /v1/login/answer", answer);
    assertEquals(200, answer.statusCode(), said.toString());
    assertTrue(said.path("possession").asBoolean(), said.toString());
    assertTrue(said.has("assertion"), said.toString());
    // The same application with a key of no certificate proves nothing.
    HttpResponse<byte[]> again =
        sent(
            signed(
                "ecdsa",
                "/v1/login/challenge",
                "application/json",
                "{\"origin\":\"https://office.example\",\"modes\":[\"certificate\"]}"));
    String other = new ObjectMapper().readTree(again.body()).path("challenge").asText();
    HttpResponse<byte[]> nothing =
        sent(
            signed(
                "ecdsa",
                "/v1/login/answer",
                "application/json",
                "{\"challenge\":\"%s\",\"mode\":\"certificate\"}".formatted(other)));
    assertEquals(400, nothing.statusCode());
  }
}
