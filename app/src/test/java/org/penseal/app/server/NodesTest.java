// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.server.auth.LoginAnswer;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.store.Postgres;
import org.penseal.app.workplace.file.Secret;
import org.penseal.key.Pkcs12File;
import org.penseal.signature.SigningKey;

/** Two nodes with one PostgreSQL: what one has given or used, the other knows. */
@Slow
@Timeout(600)
class NodesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORIGIN = "https://office.example";

  @TempDir static Path folder;
  private static Postgres postgres;
  private static KeyPair pair;
  private static DemoServer one;
  private static DemoServer two;

  @BeforeAll
  static void starts() throws Exception {
    assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
    postgres = Postgres.start();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    Path at = folder.resolve("one");
    DemoServer.start(at).close(); // makes keys
    Files.write(at.resolve("signer.der"), pair.getPublic().getEncoded());
    // The same keys and token on both.
    try (Stream<Path> all = Files.walk(at)) {
      for (Path each : all.filter(path -> !path.startsWith(at.resolve("data"))).toList()) {
        Files.copy(each, folder.resolve("two").resolve(at.relativize(each)));
      }
    }
    one = DemoServer.start(at, NodesTest::shared);
    two = DemoServer.start(folder.resolve("two"), NodesTest::shared);
  }

  @Test
  void aNodeWhoseClockIsWrongIsNotReadyAndTheCheckTellsByHowMuch() throws Exception {
    Path at = folder.resolve("three");
    DemoServer.start(at).close();
    Files.write(at.resolve("signer.der"), pair.getPublic().getEncoded());
    DemoServer.start(at, NodesTest::shared).close();
    ServeSettings settings = ServeFile.read(at.resolve("serve.json"));
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(60));
    try (Server server = Server.start(settings, Secret.Asker.NOBODY, wrong, new SecureRandom())) {
      assertEquals(false, server.parts().get("store-clock"));
      assertEquals(true, server.parts().get("store"));
      assertFalse(server.ready());
    }
    List<SelfTest.Finding> findings =
        SelfTest.of(settings, Secret.Asker.NOBODY, wrong, new SecureRandom());
    assertTrue(
        findings.stream()
            .anyMatch(
                each ->
                    each.what().equals("store clock")
                        && !each.well()
                        && each.said().matches("-(59|60)[.][0-9] s")),
        findings::toString);
    assertEquals(true, one.server.parts().get("store-clock"));
    assertTrue(one.server.ready());
  }

  private static String shared(String text) {
    return text.replaceFirst(
            "\"version\" : 1", "\"version\" : 1, \"nodes\" : 2, " + postgres.json())
        .replaceFirst(
            "\"applications\" : \\[ \\{",
            "\"applications\" : [ {\"name\":\"signing\",\"operations\":[\"digest\"],"
                + "\"signers\":[{\"keyid\":\"k\",\"file\":\"signer.der\"}]}, {");
  }

  @AfterAll
  static void ends() throws Exception {
    if (one != null) {
      one.close();
    }
    if (two != null) {
      two.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  private static HttpResponse<byte[]> challenge(DemoServer node) throws Exception {
    return node.post(
        "/v1/login/challenge",
        "application/json",
        ("{\"origin\":\"" + ORIGIN + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] answer(byte[] challenge) throws Exception {
    Path file = Files.write(folder.resolve("challenge-" + UUID.randomUUID()), challenge);
    Pkcs12File person =
        Pkcs12File.read(one.folder.resolve("person-sm2.p12"), "penseal-demo".toCharArray());
    try (SigningKey key = person.open()) {
      return JSON.writeValueAsBytes(LoginAnswer.to(file).signed(key, ORIGIN, Instant.now()));
    }
  }

  @Test
  void aChallengeOfOneNodeIsAnsweredAtTheOtherOnce() throws Exception {
    byte[] answer = answer(challenge(one).body());
    assertEquals(200, two.post("/v1/login/answer", "application/json", answer).statusCode());
    assertEquals(403, one.post("/v1/login/answer", "application/json", answer).statusCode());
    assertEquals(403, two.post("/v1/login/answer", "application/json", answer).statusCode());
  }

  // A request as both get it from a load balancer: with the same host.
  private static byte[] signedRequest() throws Exception {
    String body = "hello";
    String digest =
        "sha-256=:"
            + Base64.getEncoder()
                .encodeToString(
                    MessageDigest.getInstance("SHA-256")
                        .digest(body.getBytes(StandardCharsets.UTF_8)))
            + ":";
    String input =
        "(\"@method\" \"@target-uri\" \"content-digest\");created=%d;nonce=\"%s\";keyid=\"k\""
            .formatted(Instant.now().getEpochSecond(), UUID.randomUUID());
    String base =
        "\"@method\": POST\n\"@target-uri\": http://services.example/v1/digest\n"
            + "\"content-digest\": "
            + digest
            + "\n\"@signature-params\": "
            + input;
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
    signature.initSign(pair.getPrivate());
    signature.update(base.getBytes(StandardCharsets.US_ASCII));
    String value = Base64.getEncoder().encodeToString(signature.sign());
    return ("POST /v1/digest HTTP/1.1\r\nHost: services.example\r\nConnection: close\r\n"
            + "Content-Length: 5\r\nContent-Digest: %s\r\nSignature-Input: sig=%s\r\n"
            + "Signature: sig=:%s:\r\n\r\n%s")
        .formatted(digest, input, value, body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String sent(DemoServer node, byte[] request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", node.ports.plain())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request);
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return all.substring(9, 12);
    }
  }

  @Test
  void aSignedRequestThatOneNodeHasAnsweredTheOtherRefuses() throws Exception {
    byte[] request = signedRequest();
    assertEquals("200", sent(one, request));
    assertEquals("401", sent(two, request));
    assertEquals("401", sent(one, request));
  }

  @Test
  void withoutTheStoreOnlyWhatNeedsItIsRefusedUntilItIsBack() throws Exception {
    postgres.down();
    byte[] request = signedRequest();
    assertEquals("503", sent(one, request));
    assertEquals(503, challenge(one).statusCode());
    assertEquals(200, one.post("/v1/digest", "application/octet-stream", new byte[1]).statusCode());
    assertEquals(false, one.server.parts().get("store"));
    assertTrue(one.server.ready());
    postgres.up();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (challenge(one).statusCode() != 200 || challenge(two).statusCode() != 200) {
      assertTrue(System.nanoTime() < end, "is not found again");
      Thread.sleep(50);
    }
    // What was refused was not used up.
    assertEquals("200", sent(one, request));
    byte[] answer = answer(challenge(two).body());
    assertEquals(200, one.post("/v1/login/answer", "application/json", answer).statusCode());
  }
}
