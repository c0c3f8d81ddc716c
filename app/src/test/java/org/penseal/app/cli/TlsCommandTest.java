// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;
import org.penseal.trust.embedded.EmbeddedTrust;

/** A timestamp service behind the JDK's HTTPS server, from the command line. */
@Slow
class TlsCommandTest {
  @TempDir Path folder;
  private Path out;
  private KeyFile key;
  private KeyFile site;
  private EmbeddedTrust trust;
  private HttpsServer server;
  private HttpClient http;

  @BeforeEach
  void start() throws Exception {
    Station.registerProvider();
    DemoReport.write(folder.resolve("in.pdf"));
    out = Files.createDirectory(folder.resolve("out")).resolve("signed.pdf");
    key = KeyFile.make(folder, "-newkey", "rsa:2048");
    site = KeyFile.make(folder, "-newkey", "rsa:2048", "-addext", "subjectAltName=DNS:localhost");
    http = HttpClient.newHttpClient();
    Path keys = Files.createDirectory(folder.resolve("keys"));
    trust =
        EmbeddedTrust.start(
            keys, request -> Optional.empty(), Clock.systemUTC(), new SecureRandom());
    char[] password = "pw".toCharArray();
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(KeyStore.getInstance(site.file().toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 1);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = pass(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  private byte[] pass(byte[] query) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(trust.tsaUri())
            .header("Content-Type", "application/timestamp-query")
            .POST(HttpRequest.BodyPublishers.ofByteArray(query))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
    trust.close();
    http.close();
  }

  private CommandLineRun sign(String tsa, Object... further) {
    List<Object> words = new ArrayList<>(List.of("sign", folder.resolve("in.pdf"), "--out", out));
    words.addAll(List.of("--lang", "en", "--data", folder.resolve("data"), "--tsa", tsa));
    words.addAll(List.of("--key", key.file(), "--password-file", key.password()));
    words.addAll(List.of(further));
    return CommandLineRun.of(words.toArray());
  }

  private String address(String start) {
    return start + ":" + server.getAddress().getPort() + "/tsa";
  }

  @Test
  void timestampComesFromAServiceWhoseRootIsGiven() throws Exception {
    trust.writeRoots(folder.resolve("data/trust"));
    CommandLineRun run = sign(address("https://localhost"), "--tls-trust", site.certificate());
    assertEquals(0, run.exit(), run.err());
    Path roots = folder.resolve("roots");
    trust.writeRoots(roots);
    Files.copy(key.certificate(), roots.resolve("signer").resolve("own.pem"));
    CommandLineRun verified = CommandLineRun.of("verify", out, "--json", "--trust", roots);
    assertEquals(
        "signature-timestamp",
        new ObjectMapper().readTree(verified.out()).at("/signatures/0/time/kind").asText());
    assertEquals(0, verified.exit(), verified.out());
  }

  private void refused(String code, int exit, String tsa) {
    CommandLineRun run = sign(tsa, "--tls-trust", site.certificate());
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit());
    assertFalse(Files.exists(out));
  }

  @Test
  void serviceThatIsNotBelievedIsNotUsed() {
    CommandLineRun run = sign(address("https://localhost"));
    assertEquals("server-untrusted", run.code(), run.err());
    assertEquals(2, run.exit());
    assertFalse(Files.exists(out));
    refused("server-wrong-host", 2, address("https://127.0.0.1"));
    refused("tls-failed", 2, address("sm+https://localhost"));
    refused("tsa-unreachable", 2, "sm+https://localhost:1/");
    refused("usage", 64, "ftp://localhost/");
  }
}
