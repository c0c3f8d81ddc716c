// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.server.DemoServer;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.cms.envelope.EnvelopeForm;
import org.penseal.cms.envelope.Recipient;
import org.penseal.data.Sealer;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.bench.BenchDocument;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.HttpAnswer;
import org.penseal.trust.tls.TlsTrust;
import org.penseal.trust.tls.WireHttp;

/** Every operation over HTTP, each answer held against docs/services-openapi.yaml. */
@Slow
class ServicesTest {
  private static final String BYTES = "application/octet-stream";
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  private static final Set<String> COVERED = new TreeSet<>();

  @TempDir static Path folder;
  private static DemoServer demo;
  private static OpenApi openApi;

  @BeforeAll
  static void starts() throws Exception {
    openApi = OpenApi.read();
    demo = DemoServer.start(folder.resolve("demo"));
  }

  @AfterAll
  static void everyOperationOfTheDescriptionWasTried() throws Exception {
    demo.close();
    Set<String> described = new TreeSet<>(openApi.operations());
    described.removeIf(each -> each.contains("/v1/login/")); // LoginTest
    described.removeIf(each -> each.contains("/shf/")); // ShfCallsTest
    assertEquals(described, COVERED);
    assertTrue(AuditLog.verify(folder.resolve("demo/data/audit")) > 10);
    try (var left = Files.list(folder.resolve("demo/data/work"))) {
      assertEquals(0, left.count());
    }
  }

  private static HttpResponse<byte[]> post(String path, String query, byte[] body)
      throws Exception {
    HttpResponse<byte[]> answer = demo.post(path + query, BYTES, body);
    fits("POST " + path, answer);
    return answer;
  }

  private static JsonNode fits(String operation, HttpResponse<byte[]> answer) throws Exception {
    COVERED.add(operation);
    return openApi.fits(operation, answer);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void refused(String code, int status, String path, String query, byte[] body)
      throws Exception {
    HttpResponse<byte[]> answer = demo.post(path + query, BYTES, body);
    JsonNode problem = openApi.fits("POST " + path, answer);
    assertEquals(code, problem.path("code").asText());
    assertEquals(status, answer.statusCode());
  }

  @Test
  void digestsAreThoseOfOtherPrograms() throws Exception {
    JsonNode json = fits("POST /v1/digest", demo.post("/v1/digest", BYTES, HELLO));
    // openssl dgst -sm3
    assertEquals(
        "becbbfaae6548b8bf0cfcad5a27183cd1be6093b1cceccc303d9c61d0a645268",
        json.path("digest").asText());
    refused("call-parameter", 400, "/v1/digest", "?algorithm=MD5", HELLO);
    refused("call-parameter", 400, "/v1/digest", "?algoritm=SM3", HELLO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seal-sm2", "seal-p256"})
  void dataIsSignedAndVerified(String key) throws Exception {
    byte[] detached = post("/v1/data/sign", "?key=" + key + "&timestamp=true", HELLO).body();
    JsonNode valid = verified(detached, HELLO);
    assertEquals("valid", valid.path("verdict").asText(), valid.toString());
    assertEquals("demo", valid.at("/signatures/0/assurance").asText());
    assertTrue(valid.at("/signatures/0/time/ok").asBoolean());
    assertTrue(valid.at("/signatures/0/attributes").asBoolean());
    JsonNode other = verified(detached, "hellp".getBytes(StandardCharsets.UTF_8));
    assertEquals("invalid", other.path("verdict").asText());

    byte[] attached = post("/v1/data/sign", "?attached=true&key=" + key, HELLO).body();
    HttpResponse<byte[]> answer = post("/v1/cms/verify", "", attached);
    assertEquals("valid", fits("POST /v1/cms/verify", answer).path("verdict").asText());
  }

  private static JsonNode verified(byte[] signature, byte[] content) throws Exception {
    String json =
        "{\"signature\":\"" + base64(signature) + "\",\"content\":\"" + base64(content) + "\"}";
    return fits(
        "POST /v1/data/verify",
        demo.post("/v1/data/verify", "application/json", json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void nobodysBytesAreSignedThemselves() throws Exception {
    // There is no way to leave the attributes out, and no way to hand in a digest.
    refused("call-parameter", 400, "/v1/data/sign", "?key=seal-sm2&attributes=false", HELLO);
    refused("call-parameter", 400, "/v1/data/sign", "?key=seal-sm2&digest=00", HELLO);
    // No key does what another use is for, and none of these tells whether there is one.
    for (String key : List.of("tsa-sm2", "assert", "tls-p256", "vault", "open-sm2", "no-such")) {
      refused("call-not-allowed", 403, "/v1/data/sign", "?key=" + key, HELLO);
    }
    refused("call-not-allowed", 403, "/v1/decrypt", "?key=seal-sm2", HELLO);
    refused("call-not-allowed", 403, "/v1/envelope/open", "?key=seal-sm2", HELLO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pades-b", "pades-t", "gm-cms"})
  void pdfIsSignedAndVerified(String profile) throws Exception {
    Path pdf = folder.resolve(profile + ".pdf");
    BenchDocument.text(pdf, 1);
    byte[] input = Files.readAllBytes(pdf);
    HttpResponse<byte[]> signed =
        demo.post(
            "/v1/pdf/sign?key=seal-sm2&reason=%E5%90%8C%E6%84%8F&at=1,50,50,200,80&profile="
                + profile,
            "application/pdf",
            input);
    fits("POST /v1/pdf/sign", signed);
    assertEquals(200, signed.statusCode(), new String(signed.body(), StandardCharsets.UTF_8));
    byte[] output = signed.body();
    assertArrayEquals(input, java.util.Arrays.copyOf(output, input.length));
    JsonNode verdict =
        fits("POST /v1/pdf/verify", demo.post("/v1/pdf/verify", "application/pdf", output));
    assertEquals("valid", verdict.path("verdict").asText(), verdict.toString());
    assertEquals(profile, verdict.at("/signatures/0/profile").asText());
    output[input.length / 2] ^= 1;
    JsonNode broken =
        fits("POST /v1/pdf/verify", demo.post("/v1/pdf/verify", "application/pdf", output));
    assertNotEquals("valid", broken.path("verdict").asText());
  }

  @Test
  void whatIsNoPdfIsAProblemWithoutThePlaceOfOurFiles() throws Exception {
    HttpResponse<byte[]> answer = demo.post("/v1/pdf/verify", "application/pdf", HELLO);
    JsonNode problem = openApi.fits("POST /v1/pdf/verify", answer);
    assertEquals(422, answer.statusCode());
    assertFalse(problem.toString().contains(folder.toString()), problem.toString());
    HttpResponse<byte[]> signed = demo.post("/v1/pdf/sign?key=seal-sm2", "application/pdf", HELLO);
    assertEquals(422, signed.statusCode());
    assertFalse(new String(signed.body(), StandardCharsets.UTF_8).contains(folder.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sm4-gcm", "sm4-cbc-hmac"})
  void bytesAreEncryptedAndDecryptedInTheirContext(String algorithm) throws Exception {
    byte[] sealed =
        post("/v1/encrypt", "?key=vault&context=case-1&algorithm=" + algorithm, HELLO).body();
    assertArrayEquals(HELLO, post("/v1/decrypt", "?key=vault&context=case-1", sealed).body());
    refused("call-not-decrypted", 422, "/v1/decrypt", "?key=vault&context=case-2", sealed);
    refused("call-not-decrypted", 422, "/v1/decrypt", "?key=vault", HELLO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth", "cms", "gm"})
  void envelopesAreSealedAndOpened(String form) throws Exception {
    byte[] large = new byte[300_000];
    new SecureRandom().nextBytes(large);
    byte[] sealed = post("/v1/envelope/seal", "?recipient=open-sm2&form=" + form, large).body();
    assertArrayEquals(large, post("/v1/envelope/open", "?key=open-sm2", sealed).body());
    String own = "?key=open-sm2&form=" + form;
    assertArrayEquals(large, post("/v1/envelope/open", own, sealed).body());
    String other = "?key=open-sm2&form=" + (form.equals("auth") ? "cms" : "auth");
    refused("call-not-decrypted", 422, "/v1/envelope/open", other, sealed);
    if (form.equals("auth")) {
      sealed[sealed.length / 2] ^= 1;
      refused("call-not-decrypted", 422, "/v1/envelope/open", "?key=open-sm2", sealed);
    }
  }

  @Test
  void envelopesOfOurCommandLineAreOpenedAndThoseForOthersAreNot() throws Exception {
    X509Certificate box =
        Pkcs12File.read(demo.folder.resolve("open-sm2.p12"), "penseal-demo".toCharArray())
            .chain()
            .getFirst();
    Path in = Files.write(folder.resolve("plain"), HELLO);
    Path out = folder.resolve("sealed");
    new Sealer(new SecureRandom(), Clock.systemUTC())
        .seal(in, EnvelopeForm.AUTHENTICATED, List.of(new Recipient.Certified(box)), out);
    byte[] opened = post("/v1/envelope/open", "?key=open-sm2", Files.readAllBytes(out)).body();
    assertArrayEquals(HELLO, opened);
    new Sealer(new SecureRandom(), Clock.systemUTC())
        .seal(
            in,
            EnvelopeForm.AUTHENTICATED,
            List.of(new Recipient.Keyed(Octets.of(new byte[16]))),
            out);
    refused(
        "call-not-decrypted", 422, "/v1/envelope/open", "?key=open-sm2", Files.readAllBytes(out));
    HttpResponse<byte[]> sealed =
        demo.send(
            demo.authorised("/v1/envelope/seal")
                .header("Penseal-Recipient", base64(box.getEncoded())),
            HttpRequest.BodyPublishers.ofByteArray(HELLO));
    assertEquals(200, sealed.statusCode());
    assertArrayEquals(HELLO, post("/v1/envelope/open", "?key=open-sm2", sealed.body()).body());
  }

  @Test
  void certificatesAreReadAndChecked() throws Exception {
    X509Certificate seal =
        Pkcs12File.read(demo.folder.resolve("seal-sm2.p12"), "penseal-demo".toCharArray())
            .chain()
            .getFirst();
    JsonNode facts =
        fits(
            "POST /v1/certificate/parse",
            demo.post("/v1/certificate/parse", BYTES, seal.getEncoded()));
    assertEquals("SM2", facts.path("key").asText());
    assertTrue(facts.path("demo").asBoolean());
    String json = "{\"certificate\":\"" + base64(seal.getEncoded()) + "\"}";
    assertEquals("trusted", checked(json).path("chain").asText());
    JsonNode asTsa = checked(json.replace("}", ",\"purpose\":\"tsa\"}"));
    assertNotEquals("trusted", asTsa.path("chain").asText());
    HttpResponse<byte[]> unknown =
        demo.post(
            "/v1/certificate/check",
            "application/json",
            json.replace("}", ",\"puprose\":\"tsa\"}").getBytes(StandardCharsets.UTF_8));
    assertEquals(400, unknown.statusCode());
    refused("call-parameter", 400, "/v1/certificate/parse", "", HELLO);
  }

  private static JsonNode checked(String json) throws Exception {
    return fits(
        "POST /v1/certificate/check",
        demo.post(
            "/v1/certificate/check", "application/json", json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void keysAreListedForThoseWhoMayUseThem() throws Exception {
    JsonNode keys = fits("GET /v1/keys", demo.get("/v1/keys"));
    Set<String> names = new TreeSet<>();
    keys.path("keys").forEach(key -> names.add(key.path("name").asText()));
    assertEquals(Set.of("seal-sm2", "seal-p256", "open-sm2", "vault"), names);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tsa", "/tsa/tsa-sm2", "/tsa/tsa-p256"})
  void ourClientIsStampedWithoutCredentials(String path) throws Exception {
    TrustStore roots = TrustStore.load(List.of(demo.folder.resolve("trust")));
    TimestampClient client =
        new TimestampClient(
                List.of(demo.uri(path)), Duration.ofSeconds(60), Hashing.jca(), new SecureRandom())
            .trusting(roots);
    Timestamp first = client.stamp(Octets.of(HELLO));
    Timestamp second = client.stamp(Octets.of(HELLO));
    assertNotEquals(first.serialNumber(), second.serialNumber());
    assertTrue(first.serialNumber().bitLength() <= 160);
    COVERED.add("POST /tsa");
  }

  @Test
  void opensslVerifiesTheTimestamp() throws Exception {
    Path query = folder.resolve("query.tsq");
    openssl(
        "ts",
        "-query",
        "-data",
        demo.folder.resolve("token").toString(),
        "-sha256",
        "-cert",
        "-out",
        query.toString());
    HttpResponse<byte[]> reply =
        demo.http.send(
            HttpRequest.newBuilder(demo.uri("/tsa/tsa-p256"))
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofFile(query))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    openApi.fits("POST /tsa", reply);
    Path file = Files.write(folder.resolve("reply.tsr"), reply.body());
    String said =
        openssl(
            "ts",
            "-verify",
            "-in",
            file.toString(),
            "-queryfile",
            query.toString(),
            "-CAfile",
            demo.folder.resolve("trust/tsa/root-p256.pem").toString());
    assertTrue(said.contains("Verification: OK"), said);
  }

  private static String openssl(String... words) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @Test
  void theTimestampServiceRefusesWhatIsNoRequest() throws Exception {
    HttpResponse<byte[]> nonsense = demo.post("/tsa", "application/timestamp-query", HELLO);
    assertEquals(422, nonsense.statusCode());
    openApi.fits("POST /tsa", nonsense);
    assertEquals(400, demo.post("/tsa", BYTES, HELLO).statusCode());
  }

  @Test
  void problemsSpeakBothLanguages() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(demo.uri("/v1/data/sign?key=seal-sm2"))
            .header("Authorization", "Bearer pst_wrong")
            .header("Accept-Language", "fr, zh-CN;q=0.9, en;q=0.5");
    HttpResponse<byte[]> answer = demo.send(request, HttpRequest.BodyPublishers.ofByteArray(HELLO));
    JsonNode problem = openApi.fits("POST /v1/data/sign", answer);
    assertEquals(401, answer.statusCode());
    assertEquals("调用方未知", problem.path("title").asText());
    assertEquals("Bearer", answer.headers().firstValue("WWW-Authenticate").orElse(""));
  }

  @Test
  void callersWithoutCredentialsDoOnlyWhatAnybodyMay() throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(demo.uri("/v1/encrypt?key=vault"));
    HttpResponse<byte[]> answer = demo.send(request, HttpRequest.BodyPublishers.ofByteArray(HELLO));
    assertEquals(403, answer.statusCode());
    assertEquals(404, demo.get("/v1/nothing").statusCode());
    HttpResponse<byte[]> wrong = demo.get("/v1/digest");
    assertEquals(405, wrong.statusCode());
    assertEquals("POST", wrong.headers().firstValue("Allow").orElse(""));
  }

  @Test
  void theSameIsThereOverTheSmSuite() throws Exception {
    TrustStore roots = TrustStore.load(List.of(demo.folder.resolve("trust/signer/root-sm2.pem")));
    WireHttp http =
        WireHttp.sm(new TlsTrust(roots.anchors(Purpose.SIGNER), null), Duration.ofSeconds(60));
    HttpAnswer answer =
        http.post(
            URI.create("sm+https://localhost:" + demo.ports.sm() + "/v1/digest"),
            BYTES,
            HELLO,
            10_000);
    assertEquals(200, answer.status());
    assertTrue(new String(answer.body(), StandardCharsets.UTF_8).contains("becbbfaae6548b8b"));
  }

  @Test
  void healthAndMetricsAreOnAPortOfTheirOwn() throws Exception {
    assertEquals(404, demo.get("/metrics").statusCode());
    URI monitor = URI.create("http://127.0.0.1:" + demo.ports.monitor());
    demo.post("/v1/digest", BYTES, HELLO);
    String ready = text(monitor.resolve("/health/ready"), 200);
    assertTrue(ready.contains("\"ready\":true"), ready);
    assertTrue(ready.contains("\"key:seal-sm2\":true"), ready);
    String metrics = text(monitor.resolve("/metrics"), 200);
    assertTrue(
        metrics.contains("penseal_calls_total{application=\"office\",operation=\"digest\""),
        metrics);
    assertTrue(metrics.contains("penseal_ready{part=\"clock\"} 1.0"), metrics);
    assertFalse(metrics.contains(demo.token));
  }

  private static String text(URI uri, int status) throws Exception {
    HttpResponse<String> answer =
        demo.http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(status, answer.statusCode());
    return answer.body();
  }
}
