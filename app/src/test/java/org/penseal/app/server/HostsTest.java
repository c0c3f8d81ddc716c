// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.workplace.file.Secret;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.TlsTrust;

/** A server that knows what it is called takes no requests for another. */
@Slow
@Timeout(600)
class HostsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static DemoServer demo;

  @BeforeAll
  static void starts() throws Exception {
    demo =
        DemoServer.start(
            folder,
            text ->
                text.replaceFirst(
                    "\"version\" : 1",
                    "\"version\" : 1, \"hosts\" : [\"services.example\", \"[::1]:8700\","
                        + " \"services.example:443\"]"));
  }

  @AfterAll
  static void ends() {
    demo.close();
  }

  private static String said(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", demo.ports.plain())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String post(String target, String host, String more) throws Exception {
    return said(
        "POST %s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\nContent-Length: 5\r\n\r\nhello"
            .formatted(target, host, more));
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }

  @Test
  void requestsForItsNamesAreAnsweredAndForOthersRefused() throws Exception {
    for (String own :
        List.of("services.example", "SERVICES.example", "services.example:80", "[::1]:8700")) {
      assertEquals(200, status(post("/v1/digest", own, "")), own);
    }
    for (String other :
        List.of(
            "other.example",
            "services.example.other.example",
            "services.example:8700",
            "127.0.0.1:" + demo.ports.plain(),
            "[::1]")) {
      assertEquals(421, status(post("/v1/digest", other, "")), other);
    }
    assertEquals(421, status(said("GET /v1/login/keys HTTP/1.0\r\n\r\n")));
  }

  @Test
  void whatIsRefusedIsToldInBothLanguages() throws Exception {
    for (String language : List.of("en", "zh")) {
      String answer = post("/v1/digest", "other.example", "Accept-Language: " + language + "\r\n");
      JsonNode problem = JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
      assertEquals("call-misdirected", problem.path("code").asText());
      assertEquals(421, problem.path("status").asInt());
      assertEquals(language.equals("zh"), problem.path("detail").asText().contains("服务器"));
      // Not what it is called: whoever does not know finds nothing out.
      assertFalse(answer.contains("services.example"), answer);
    }
  }

  @Test
  void aTargetWithAHostOfItsOwnIsRefusedWhateverItNames() throws Exception {
    for (String target :
        List.of("http://other.example/v1/digest", "http://services.example/v1/digest")) {
      assertEquals(400, status(post(target, "services.example", "")), target);
    }
  }

  @Test
  void overTlsTheUsualPortNeedsNoMention() throws Exception {
    // The client names the port, which is none of the server's.
    TrustStore roots = TrustStore.load(List.of(folder.resolve("trust/signer/root-p256.pem")));
    int status =
        new HttpExchange(Duration.ofSeconds(60), new TlsTrust(roots.anchors(Purpose.SIGNER), null))
            .post(
                URI.create("https://localhost:" + demo.ports.tls() + "/v1/digest"),
                "application/octet-stream",
                new byte[1])
            .status();
    assertEquals(421, status);
  }

  @Test
  void theMonitorIsAskedUnderAnyNameAndTheCheckTellsTheNames() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", demo.ports.monitor())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "GET /health/ready HTTP/1.1\r\nHost: any\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertEquals(200, status(answer));
    }
    List<SelfTest.Finding> findings =
        SelfTest.of(
            ServeFile.read(folder.resolve("serve.json")),
            Secret.Asker.NOBODY,
            Clock.systemUTC(),
            new SecureRandom());
    assertTrue(
        findings.contains(
            new SelfTest.Finding(
                "hosts", true, "services.example, [::1]:8700, services.example:443")),
        findings::toString);
  }
}
