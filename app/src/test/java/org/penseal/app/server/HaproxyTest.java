// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.refusal.ServeException.WrongField;
import org.penseal.app.workplace.file.Secret;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.TlsTrust;

/** Three nodes behind haproxy itself, each of which dies once under load. */
@Slow
@Timeout(1800)
class HaproxyTest {
  private static final int BETWEEN = 150;

  @TempDir Path folder;

  @BeforeEach
  void isThere() {
    assumeTrue(run("haproxy", "-v") == 0, "haproxy is not installed");
  }

  private static int run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor();
    } catch (IOException | InterruptedException e) {
      return -1;
    }
  }

  // The plain listener takes connections of the load balancer only.
  private static String behind(String text) {
    return text.replaceFirst(
            "(\"address\" : \"127.0.0.1:\\d+\")", "$1, \"proxies\" : [\"127.0.0.1\"]")
        .replaceFirst("\"version\" : 1", "\"version\" : 1, \"nodes\" : 3");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private Path configured(List<ServeSettings> nodes, int port) throws Exception {
    Path file = folder.resolve("haproxy.cfg");
    // On a busy machine a node may answer late: one that is gone refuses at once.
    Files.writeString(
        file,
        Haproxy.configuration(nodes, List.of(port))
            .replace("bind :", "bind 127.0.0.1:")
            .replaceAll("timeout (connect|check) 3s", "timeout $1 60s"));
    assertEquals(0, run("haproxy", "-c", "-f", file.toString()));
    return file;
  }

  private static Server started(Path file) throws Exception {
    return Server.start(
        ServeFile.read(file), Secret.Asker.NOBODY, Clock.systemUTC(), new SecureRandom());
  }

  // Until the node itself has answered calls: then haproxy has found it again.
  private static void takesPart(DemoServer node, RepeatingCallers load) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    URI metrics = URI.create("http://127.0.0.1:" + node.ports.monitor() + "/metrics");
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!http.send(
              HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .contains("penseal_calls_total{")) {
        assertTrue(System.nanoTime() < end, "is not found again");
        load.more(10);
      }
    }
  }

  @Test
  void whateverDiesOnlyWhatWasInFlightIsLostAndNothingIsAnsweredWrongly() throws Exception {
    List<DemoServer> nodes = new ArrayList<>();
    List<ServeSettings> settings = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      DemoServer node = DemoServer.start(folder.resolve("node" + i), HaproxyTest::behind);
      nodes.add(node);
      settings.add(ServeFile.read(node.folder.resolve("serve.json")));
    }
    int port = freePort();
    Path file = configured(settings, port);
    Process haproxy =
        new ProcessBuilder("haproxy", "-db", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile())
            .start();
    List<Server> again = new ArrayList<>();
    try (RepeatingCallers load =
        new RepeatingCallers(
            URI.create("http://127.0.0.1:" + port + "/v1/digest?algorithm=SHA-256"))) {
      load.more(BETWEEN);
      int before = load.broken.get();
      for (DemoServer node : nodes) {
        node.server.close();
        load.more(BETWEEN);
        int lost = load.broken.get() - before;
        assertTrue(
            lost <= RepeatingCallers.COUNT,
            lost + " calls were lost of " + RepeatingCallers.COUNT + " in flight");
        again.add(started(node.folder.resolve("serve.json")));
        takesPart(node, load);
        before = load.broken.get();
      }
      assertEquals(0, load.wrong.get());
    } finally {
      haproxy.destroy();
      again.forEach(Server::close);
      nodes.forEach(DemoServer::close);
    }
    for (DemoServer node : nodes) {
      Path audit = node.folder.resolve("data/audit");
      assertTrue(AuditLog.verify(audit) > 0);
      assertTrue(
          Files.readString(audit.resolve("audit.log")).contains("\"address\":\"127.0.0.1\""));
    }
  }

  @Test
  void everyProtectionPassesThroughAndTheAddressOfTheCallerWithIt() throws Exception {
    List<Integer> ports = List.of(freePort(), freePort(), freePort());
    // It is called as haproxy is, by names and ports of which the node itself has none.
    String hosts =
        "\"hosts\" : [\"a\", \"localhost:%d\", \"localhost:%d\"]"
            .formatted(ports.get(1), ports.get(2));
    try (DemoServer node =
        DemoServer.start(
            folder.resolve("node"),
            text ->
                text.replaceAll(
                        "(\"address\" : \"127.0.0.1:\\d+\")", "$1, \"proxies\" : [\"127.0.0.1\"]")
                    .replaceFirst("\"version\" : 1", "\"version\" : 1, " + hosts))) {
      ServeSettings settings = ServeFile.read(node.folder.resolve("serve.json"));
      Path file = folder.resolve("three.cfg");
      Files.writeString(
          file,
          Haproxy.configuration(List.of(settings), ports).replace("bind :", "bind 127.0.0.1:"));
      Process haproxy =
          new ProcessBuilder("haproxy", "-db", "-f", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("haproxy.log").toFile())
              .start();
      try {
        assertTrue(plain(ports.getFirst(), "a").contains("becbbfaae6548b8b"));
        assertTrue(plain(ports.getFirst(), "b").startsWith("HTTP/1.1 421 "));
        assertEquals(200, over(node, "p256", "https", ports.get(1)));
        for (String scheme : List.of("https", "sm+https", "tlcp+https")) {
          String kind = scheme.equals("https") ? "p256" : "sm2";
          assertEquals(200, over(node, kind, scheme, ports.get(2)), scheme);
        }
      } finally {
        haproxy.destroy();
      }
      String audit = Files.readString(node.folder.resolve("data/audit/audit.log"));
      assertTrue(audit.contains("\"address\":\"127.0.0.9\""), audit);
    }
  }

  // From an address of its own, as soon as haproxy listens and knows the node.
  private static String plain(int port, String host) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (true) {
      try (Socket socket = new Socket()) {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
        socket.setSoTimeout(20_000);
        String request =
            "POST /v1/digest HTTP/1.1\r\nHost: %s\r\nContent-Length: 5\r\n".formatted(host)
                + "Connection: close\r\n\r\nhello";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String said =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (!said.isEmpty()) {
          return said;
        }
      } catch (IOException e) {
        assertTrue(System.nanoTime() < end, "haproxy does not listen");
      }
      Thread.sleep(50);
    }
  }

  private static int over(DemoServer node, String kind, String scheme, int port) throws Exception {
    TrustStore roots =
        TrustStore.load(List.of(node.folder.resolve("trust/signer/root-" + kind + ".pem")));
    return new HttpExchange(
            Duration.ofSeconds(60), new TlsTrust(roots.anchors(Purpose.SIGNER), null))
        .post(
            URI.create(scheme + "://localhost:" + port + "/v1/digest"),
            "application/octet-stream",
            new byte[1])
        .status();
  }

  @Test
  void aConfigurationThatCannotWorkIsRefused() throws Exception {
    Path file = folder.resolve("serve.json");
    String[][] wrong = {
      {"127.0.0.1:1", "", "127.0.0.1:2", "listen.0.proxies"},
      {"0.0.0.0:1", ",\"proxies\":[\"10.1.0.1\"]", "10.1.0.2:2", "listen.address"},
      {"10.1.0.2:1", ",\"proxies\":[\"10.1.0.1\"]", "127.0.0.1:2", "monitor"}
    };
    for (String[] each : wrong) {
      Files.writeString(
          file,
          "{\"version\":1,\"listen\":[{\"address\":\"%s\"%s}],\"monitor\":\"%s\"}"
              .formatted(each[0], each[1], each[2]));
      List<ServeSettings> one = List.of(ServeFile.read(file));
      WrongField refusal =
          assertThrows(WrongField.class, () -> Haproxy.configuration(one, List.of()));
      assertEquals(each[3], refusal.field);
    }
  }

  @Test
  void nodesOnMachinesOfTheirOwnAreFoundUnderTheirAddresses() throws Exception {
    List<ServeSettings> nodes = new ArrayList<>();
    for (String host : List.of("10.1.0.11", "10.1.0.12", "[2001:db8::13]")) {
      Path file = folder.resolve("serve-" + nodes.size() + ".json");
      Files.writeString(
          file,
          ("{\"version\":1,\"listen\":[{\"address\":\"%s:8700\",\"proxies\":[\"10.1.0.1\"]}],"
                  + "\"monitor\":\"%s:8701\"}")
              .formatted(host, host));
      nodes.add(ServeFile.read(file));
    }
    String text = Haproxy.configuration(nodes, List.of());
    assertTrue(text.contains("server node2 10.1.0.12:8700 send-proxy-v2 check port 8701"), text);
    Path file = Files.writeString(folder.resolve("three.cfg"), text);
    assertEquals(0, run("haproxy", "-c", "-f", file.toString()));
  }
}
