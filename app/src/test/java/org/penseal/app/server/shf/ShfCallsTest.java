// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penseal.app.server.shf.ShfDemo.HELLO;
import static org.penseal.app.server.shf.ShfDemo.HELLO_SM3;
import static org.penseal.app.server.shf.ShfDemo.base64;
import static org.penseal.app.server.shf.ShfDemo.raw;
import static org.penseal.app.server.shf.ShfDemo.triple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.app.Slow;
import org.penseal.app.server.DemoServer;
import org.penseal.app.server.api.OpenApi;
import org.penseal.app.server.audit.AuditLog;

/** Each operation of GM/T 0136 over HTTP, each answer held against docs/services-openapi.yaml. */
@Slow
class ShfCallsTest {
  private static final String BYTES = "application/octet-stream";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> COVERED = new TreeSet<>();

  @TempDir static Path folder;
  private static ShfDemo demo;
  private static OpenApi openApi;

  @BeforeAll
  static void starts() throws Exception {
    openApi = OpenApi.read();
    demo = ShfDemo.start(folder);
  }

  @AfterAll
  static void everyOperationOfTheDescriptionWasTried() throws Exception {
    demo.close();
    Set<String> described = new TreeSet<>(openApi.operations());
    described.removeIf(each -> !each.contains("/shf/"));
    assertEquals(described, COVERED);
    assertTrue(AuditLog.verify(folder.resolve("demo/data/audit")) > 10);
    try (var left = Files.list(folder.resolve("demo/data/work"))) {
      assertEquals(0, left.count());
    }
  }

  private static HttpResponse<byte[]> sent(String name, String json) throws Exception {
    return demo.server()
        .post("/shf/v1/" + name, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<byte[]> asked(String name, String... triples) throws Exception {
    return sent(name, "{\"Data\":[" + String.join(",", triples) + "]}");
  }

  private static JsonNode fits(String operation, HttpResponse<byte[]> answer) throws Exception {
    COVERED.add(operation);
    JsonNode read = openApi.fits(operation, answer);
    assertEquals(200, answer.statusCode(), read.toString());
    return read.path("Data");
  }

  private static JsonNode done(String name, String... triples) throws Exception {
    return fits("POST /shf/v1/" + name, asked(name, triples));
  }

  private static byte[] bytes(JsonNode data) {
    return Base64.getDecoder().decode(data.at("/0/Value").asText());
  }

  private static void refused(String code, int status, String name, HttpResponse<byte[]> answer)
      throws Exception {
    JsonNode error = openApi.fits("POST /shf/v1/" + name, answer);
    assertEquals(code, error.path("Code").asText(), error.toString());
    assertEquals(status, answer.statusCode());
  }

  private static void refused(String code, int status, String name, String... triples)
      throws Exception {
    refused(code, status, name, asked(name, triples));
  }

  // Enough of each operation that only what is added to it can be wrong.
  private static List<String> whole(String name) throws Exception {
    String key = name.equals("Sign") ? "seal-sm2" : "vault";
    return switch (name) {
      case "Sign", "Encrypt" -> List.of(raw("KeyId", key), raw("PlainText", "hello"));
      case "Decrypt" -> List.of(raw("KeyId", key), base64("CipherText", HELLO));
      case "Verify" -> List.of(base64("Signature", HELLO), raw("PlainText", "hello"));
      case "Digest" -> List.of(raw("PlainText", "hello"));
      case "EncryptByExternalPublicKey" ->
          List.of(
              base64("PublicKey", demo.certificate("open-sm2.p12").getEncoded()),
              raw("PlainText", "hello"));
      default -> List.of(base64("Certificate", demo.certificate("seal-sm2.p12").getEncoded()));
    };
  }

  @Test
  void bytesAreGivenInThreeWays() throws Exception {
    for (String each :
        List.of(
            raw("PlainText", "hello"),
            base64("PlainText", HELLO),
            triple("PlainText", "Hex", HexFormat.of().withUpperCase().formatHex(HELLO)))) {
      assertEquals(HELLO_SM3, done("Digest", each).at("/0/Value").asText());
    }
    JsonNode other = done("Digest", raw("PlainText", "hello"), raw("Algorithm", "SHA-512"));
    assertEquals(128, other.at("/0/Value").asText().length());
  }

  @ParameterizedTest
  @CsvSource({"seal-sm2, cms", "seal-sm2, gm", "seal-p256, cms"})
  void whatIsSignedIsWhatTheOwnInterfaceSigns(String key, String form) throws Exception {
    JsonNode signed =
        done("Sign", raw("KeyId", key), raw("Form", form), base64("PlainText", HELLO));
    byte[] signature = bytes(signed);
    JsonNode valid = verified(signature, "hello");
    assertEquals("valid", valid.at("/0/Value").asText(), valid.toString());
    // Never the bytes of a caller: signed attributes, as /v1/data/sign has them.
    JsonNode report = JSON.readTree(valid.at("/1/Value").asText());
    assertTrue(report.at("/signatures/0/attributes").asBoolean(), report.toString());
    assertEquals("invalid", verified(signature, "hellp").at("/0/Value").asText());
    byte[] attached =
        demo.server().post("/v1/data/sign?attached=true&key=" + key, BYTES, HELLO).body();
    assertEquals("valid", done("Verify", base64("Signature", attached)).at("/0/Value").asText());
  }

  private static JsonNode verified(byte[] signature, String content) throws Exception {
    return done("Verify", base64("Signature", signature), raw("PlainText", content));
  }

  @Test
  void bytesAreEncryptedAndDecryptedInTheirContext() throws Exception {
    byte[] sealed =
        bytes(
            done(
                "Encrypt",
                raw("KeyId", "vault"),
                raw("Context", "case-1"),
                raw("Algorithm", "sm4-cbc-hmac"),
                base64("PlainText", HELLO)));
    String key = raw("KeyId", "vault");
    JsonNode plain = done("Decrypt", key, raw("Context", "case-1"), base64("CipherText", sealed));
    assertArrayEquals(HELLO, bytes(plain));
    refused("call-not-decrypted", 422, "Decrypt", key, base64("CipherText", sealed));
    // Whoever chooses it may repeat it.
    refused("call-parameter", 400, "Encrypt", key, raw("PlainText", "a"), raw("IV", "00"));
  }

  @Test
  void anEnvelopeIsForTheHolderOfACertificate() throws Exception {
    X509Certificate box = demo.certificate("open-sm2.p12");
    String name = "EncryptByExternalPublicKey";
    byte[] sealed = bytes(done(name, whole(name).toArray(String[]::new)));
    assertArrayEquals(
        HELLO, demo.server().post("/v1/envelope/open?key=open-sm2", BYTES, sealed).body());
    byte[] gm =
        bytes(
            done(
                "EncryptByExternalPublicKey",
                raw("Form", "gm"),
                base64("PublicKey", box.getEncoded()),
                raw("PlainText", "hello")));
    assertArrayEquals(
        HELLO, demo.server().post("/v1/envelope/open?key=open-sm2", BYTES, gm).body());
    String bare = base64("PublicKey", box.getPublicKey().getEncoded());
    HttpResponse<byte[]> refused =
        asked("EncryptByExternalPublicKey", bare, raw("PlainText", "hello"));
    refused("call-parameter", 400, "EncryptByExternalPublicKey", refused);
    assertTrue(text(refused).contains("PublicKey"), text(refused));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aCertificateIsReadByTheTagsOfGmt0006() throws Exception {
    String certificate = whole("ParseCertificate").getFirst();
    JsonNode all = done("ParseCertificate", certificate);
    assertEquals(CertificateTag.values().length, all.size());
    String tags =
        "{\"Name\":\"Tags\",\"Type\":\"Raw\","
            + "\"Value\":[\"SGD_CERT_SUBJECT\",\"SGD_CERT_VALID_TIME\"]}";
    JsonNode two = done("ParseCertificate", certificate, tags);
    assertEquals(2, two.size());
    X509Certificate seal = demo.certificate("seal-sm2.p12");
    assertEquals(seal.getSubjectX500Principal().getName(), two.at("/0/Value").asText());
    assertEquals("DateTime", two.at("/1/Type").asText());
    assertEquals(seal.getNotAfter().toInstant().toString(), two.at("/1/Value/1").asText());
    for (String wrong :
        List.of("[\"SGD_CERT_SUBJECT\",\"SGD_CERT_SUBJECT\"]", "[\"SGD_NONE\"]", "[7]")) {
      String named = "{\"Name\":\"Tags\",\"Type\":\"Raw\",\"Value\":" + wrong + "}";
      refused("call-parameter", 400, "ParseCertificate", certificate, named);
    }
    refused("call-parameter", 400, "ParseCertificate", raw("Certificate", "hello"));
  }

  @Test
  void keysAndAlgorithmsAreAskedForWithGet() throws Exception {
    JsonNode keys = fits("GET /shf/v1/GetKeys", demo.server().get("/shf/v1/GetKeys"));
    assertTrue(keys.at("/0/Value").toString().contains("\"seal-sm2\""), keys.toString());
    assertFalse(keys.toString().contains("assert"), keys.toString());
    JsonNode algorithms =
        fits("GET /shf/v1/GetAlgorithms", demo.server().get("/shf/v1/GetAlgorithms"));
    for (JsonNode each : algorithms.at("/0/Value")) {
      done("Digest", raw("PlainText", "hello"), raw("Algorithm", each.asText()));
    }
    for (JsonNode each : algorithms.at("/1/Value")) {
      done(
          "Encrypt",
          raw("KeyId", "vault"),
          raw("PlainText", "hello"),
          raw("Algorithm", each.asText()));
    }
    assertEquals(405, asked("GetKeys").statusCode());
    assertEquals(400, demo.server().get("/shf/v1/GetKeys?use=sign").statusCode());
  }

  @ParameterizedTest
  @MethodSource("org.penseal.app.server.shf.ShfDemo#operations")
  void whatIsNotAskedForIsRefused(String name) throws Exception {
    List<String> whole = whole(name);
    for (String more :
        List.of(
            raw("Plaintext", "hello"),
            raw("CallbackURI", "http://127.0.0.1/"),
            whole.getLast(),
            triple("Extra", "Base32", "AA"),
            "{\"Name\":\"Extra\",\"Type\":\"Raw\"}",
            "{\"Name\":\"Extra\",\"Type\":\"Raw\",\"Value\":7}",
            "{\"Name\":\"Extra\",\"Type\":\"Raw\",\"Value\":\"a\",\"Length\":1}",
            raw("x".repeat(65), "hello"),
            "\"Extra\"")) {
      List<String> triples = new ArrayList<>(whole);
      triples.add(more);
      refused("call-parameter", 400, name, triples.toArray(String[]::new));
    }
    for (int i = 0; i < whole.size(); i++) {
      List<String> less = new ArrayList<>(whole);
      String left = less.remove(i);
      // The signature of an attached message needs no content.
      if (!(name.equals("Verify") && left.contains("PlainText"))) {
        refused("call-parameter", 400, name, less.toArray(String[]::new));
      }
      less.add(left.replaceFirst("\"Type\":\"[^\"]+\"", "\"Type\":\"DateTime\""));
      refused("call-parameter", 400, name, less.toArray(String[]::new));
    }
    List<String> called = new ArrayList<>(whole);
    called.add(
        raw("CallbackUri", "http://127.0.0.1:" + demo.server().ports.plain() + "/v1/digest"));
    refused("call-callback", 400, name, called.toArray(String[]::new));
    String data = "\"Data\":[" + String.join(",", whole) + "]";
    refused("call-parameter", 400, name, sent(name, "{" + data + ",\"data\":[]}"));
    refused("call-malformed", 400, name, sent(name, "{" + data + "," + data + "}"));
    refused("call-malformed", 400, name, sent(name, "[]"));
    byte[] json = ("{" + data + "}").getBytes(StandardCharsets.UTF_8);
    refused(
        "call-parameter",
        400,
        name,
        demo.server().post("/shf/v1/" + name + "?key=vault", "application/json", json));
  }

  @Test
  void moreJsonThanAnyCallNeedsIsRefusedBeforeItIsATree() throws Exception {
    List<String> triples = new ArrayList<>();
    for (int i = 0; i < 63; i++) {
      triples.add(raw("Name" + i, "a"));
    }
    String list = ",\"a\"".repeat(64).substring(1);
    triples.add("{\"Name\":\"Tags\",\"Type\":\"Raw\",\"Value\":[" + list + "]}");
    // As much as may be read: only the names are wrong.
    refused("call-parameter", 400, "Digest", triples.toArray(String[]::new));
    for (String many :
        List.of("{},".repeat(1 << 20) + "{}", "0,".repeat(2000) + "0", "[".repeat(9))) {
      refused("call-malformed", 400, "Digest", many);
    }
    refused("call-malformed", 400, "Digest", "[".repeat(9) + "]".repeat(9));
  }

  @ParameterizedTest
  @CsvSource({"Hex, 0", "Hex, 0g", "Base64, a", "Base64, aGVsbG8\\u000a"})
  void malformedBytesAreRefused(String type, String value) throws Exception {
    refused("call-parameter", 400, "Digest", triple("PlainText", type, value));
  }

  @Test
  void rightsAreThoseOfTheOperationBehind() throws Exception {
    for (String key : List.of("tsa-sm2", "assert", "tls-p256", "vault", "open-sm2", "no-such")) {
      refused("call-not-allowed", 403, "Sign", raw("KeyId", key), raw("PlainText", "hello"));
    }
    String encrypted = raw("KeyId", "seal-sm2");
    refused("call-not-allowed", 403, "Decrypt", encrypted, base64("CipherText", HELLO));
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.ofString("{\"Data\":[" + String.join(",", whole("Sign")) + "]}");
    HttpRequest.Builder nobody =
        HttpRequest.newBuilder(demo.server().uri("/shf/v1/Sign"))
            .header("Content-Type", "application/json");
    refused("call-not-allowed", 403, "Sign", demo.server().send(nobody.copy(), body));
    HttpResponse<byte[]> unknown =
        demo.server()
            .send(
                nobody.copy().header("Authorization", "Bearer x").header("Accept-Language", "zh"),
                body);
    refused("call-unknown", 401, "Sign", unknown);
    assertTrue(text(unknown).contains("凭据"), text(unknown));
    HttpResponse<byte[]> nothing = asked("Nothing");
    assertEquals(404, nothing.statusCode());
    assertEquals("call-no-such-path", JSON.readTree(nothing.body()).path("Code").asText());
  }

  @Test
  void auditRecordAndQuotaAreThoseOfTheDelegatedOperation() throws Exception {
    Path own = folder.resolve("quota");
    try (DemoServer few =
        DemoServer.start(own, json -> json.replaceFirst("\"perDay\" : [0-9]+", "\"perDay\" : 2"))) {
      assertEquals(200, few.post("/v1/data/sign?key=seal-sm2", BYTES, HELLO).statusCode());
      byte[] json =
          ("{\"Data\":[" + String.join(",", whole("Sign")) + "]}").getBytes(StandardCharsets.UTF_8);
      assertEquals(200, few.post("/shf/v1/Sign", "application/json", json).statusCode());
      refused("call-too-many", 429, "Sign", few.post("/shf/v1/Sign", "application/json", json));
    }
    List<String> lines = Files.readAllLines(own.resolve("data/audit/audit.log"));
    assertEquals(2, lines.size());
    JsonNode first = JSON.readTree(lines.getFirst());
    JsonNode second = JSON.readTree(lines.getLast());
    for (String field : List.of("application", "operation", "key", "digest", "status")) {
      assertTrue(first.has(field), lines.getFirst());
      assertEquals(first.get(field), second.get(field), field);
    }
    assertEquals(HELLO_SM3, second.path("digest").asText());
  }

  private static String uri(Path file) {
    return raw("FileUri", file.toUri().toString());
  }

  @Test
  void aFileOfTheFolderStandsForTheBytes() throws Exception {
    Path file = Files.createDirectories(demo.shared().resolve("in/side")).resolve("text 1");
    Files.write(file, HELLO);
    assertEquals(HELLO_SM3, done("Digest", uri(file)).at("/0/Value").asText());
    byte[] signature = bytes(done("Sign", raw("KeyId", "seal-sm2"), uri(file)));
    assertEquals("valid", verified(signature, "hello").at("/0/Value").asText());
    JsonNode valid = done("Verify", base64("Signature", signature), uri(file));
    assertEquals("valid", valid.at("/0/Value").asText());
    byte[] sealed = bytes(done("Encrypt", raw("KeyId", "vault"), uri(file)));
    Path cipher = Files.write(demo.shared().resolve("cipher"), sealed);
    assertArrayEquals(HELLO, bytes(done("Decrypt", raw("KeyId", "vault"), uri(cipher))));
    refused("call-parameter", 400, "Digest", raw("PlainText", "hello"), uri(file));
  }

  @Test
  void aLargeFileIsSignedAndNotEncrypted() throws Exception {
    Path large = Files.write(demo.shared().resolve("large"), new byte[(3 << 20) + 1]);
    byte[] signature = bytes(done("Sign", raw("KeyId", "seal-p256"), uri(large)));
    assertTrue(signature.length < 8192);
    refused("call-too-large", 413, "Encrypt", raw("KeyId", "vault"), uri(large));
    refused("call-too-large", 413, "Verify", base64("Signature", signature), uri(large));
  }

  @Test
  void nothingOutsideOfTheFolderIsReached() throws Exception {
    Path secret = Files.write(folder.resolve("secret"), HELLO);
    Path inside = Files.createDirectories(demo.shared().resolve("folder"));
    Files.write(inside.resolve("file"), HELLO);
    Files.createSymbolicLink(demo.shared().resolve("out"), secret);
    Files.createSymbolicLink(demo.shared().resolve("up"), folder);
    Files.createSymbolicLink(demo.shared().resolve("here"), inside);
    Path sibling = Files.createDirectories(folder.resolve("shared-too"));
    Files.write(sibling.resolve("file"), HELLO);
    assertEquals(0, new ProcessBuilder("mkfifo", demo.shared() + "/pipe").start().waitFor());
    String root = "file://" + demo.shared();
    for (String uri :
        List.of(
            "file://" + secret,
            "file://" + sibling + "/file",
            root,
            root + "/folder",
            root + "/none",
            root + "/pipe",
            root + "/out",
            root + "/up/secret",
            root + "/here/file",
            root + "/folder/../folder/file",
            root + "/../secret",
            root + "/%2e%2e/secret",
            root + "/folder/%2e%2e/%2e%2e/secret",
            root + "/folder/file%00",
            root + "/folder/file?a",
            root + "/folder/file#a",
            root + "/" + "d/".repeat(40) + "file",
            "file://localhost" + demo.shared() + "/folder/file",
            "file:folder/file",
            demo.shared() + "/folder/file",
            "folder/file",
            "http://127.0.0.1:" + demo.server().ports.plain() + "/health/live",
            "jar:file://" + demo.shared() + "/folder/file!/a",
            "data:,hello",
            "\\\\u0000",
            "")) {
      HttpResponse<byte[]> answer = asked("Digest", raw("FileUri", uri));
      refused("call-not-allowed", 403, "Digest", answer);
      assertFalse(text(answer).contains(folder.toString()), text(answer));
    }
    assertEquals(
        HELLO_SM3, done("Digest", raw("FileUri", root + "/folder/file")).at("/0/Value").asText());
  }

  @Test
  void filesAreForKnownCallersAndForFoldersThatAreConfigured() throws Exception {
    Path file = Files.write(demo.shared().resolve("known"), HELLO);
    String json = "{\"Data\":[" + uri(file) + "]}";
    HttpResponse<byte[]> nobody =
        demo.server()
            .send(
                HttpRequest.newBuilder(demo.server().uri("/shf/v1/Digest"))
                    .header("Content-Type", "application/json"),
                HttpRequest.BodyPublishers.ofString(json));
    refused("call-not-allowed", 403, "Digest", nobody);
    try (DemoServer without = DemoServer.start(folder.resolve("without"))) {
      HttpResponse<byte[]> answer =
          without.post("/shf/v1/Digest", "application/json", json.getBytes(StandardCharsets.UTF_8));
      refused("call-not-allowed", 403, "Digest", answer);
    }
  }
}
