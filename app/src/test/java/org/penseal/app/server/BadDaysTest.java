// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.workplace.file.Secret;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.OrdinaryTls;
import org.penseal.trust.tls.TlsTrust;

/** A full disk, a flood of handshakes, a clock that jumps. */
@Slow
@Timeout(600)
class BadDaysTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  private static final String BYTES = "application/octet-stream";

  @TempDir Path folder;

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static int ready(DemoServer demo) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + demo.ports.monitor() + "/health/ready");
    return demo.http
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void underAFullDiskNothingIsGivenOutThatIsNotRecordedAndItGoesOnByItself() throws Exception {
    Path audit = Files.createDirectories(folder.resolve("demo/data/audit"));
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=48k,mode=700", "tmpfs", audit.toString());
    assumeTrue(mounted, "no right to mount a small file system");
    try {
      int given = 0;
      try (DemoServer demo = DemoServer.start(folder.resolve("demo"))) {
        HttpResponse<byte[]> last;
        do {
          last = demo.post("/v1/digest", BYTES, HELLO);
          given += last.statusCode() == 200 ? 1 : 0;
        } while (last.statusCode() == 200 && given < 10_000);
        assertEquals(503, last.statusCode());
        assertTrue(last.headers().firstValue("Retry-After").isPresent());
        assertEquals(503, ready(demo));
        HttpResponse<byte[]> unsigned = demo.post("/v1/data/sign?key=seal-sm2", BYTES, HELLO);
        assertEquals(503, unsigned.statusCode());
        assertEquals(
            "call-not-ready", new ObjectMapper().readTree(unsigned.body()).path("code").asText());
        assertTrue(run("mount", "-o", "remount,size=4m", audit.toString()));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        while (ready(demo) != 200) {
          assertTrue(System.nanoTime() < end, "is not written again");
          Thread.sleep(50);
        }
        assertEquals(200, demo.post("/v1/digest", BYTES, HELLO).statusCode());
        given++;
      }
      long entries = AuditLog.verify(audit);
      List<String> lines = Files.readAllLines(audit.resolve("audit.log"));
      assertEquals(entries, lines.size());
      assertEquals(
          given, lines.stream().filter(line -> line.contains("\"operation\":\"digest\"")).count());
      assertTrue(lines.stream().noneMatch(line -> line.contains("sign-data")));
      assertTrue(lines.stream().anyMatch(line -> line.contains("audit-resumed")));
    } finally {
      assertTrue(run("umount", audit.toString()));
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void aFloodOfHandshakesFromOneAddressLeavesRoomForOthersAndIsCutOff() throws Exception {
    try (DemoServer demo =
        DemoServer.start(
            folder.resolve("demo"),
            text ->
                text.replaceFirst(
                    "\"version\" : 1",
                    "\"version\" : 1, \"limits\" : {\"handshakeSeconds\" : 3}"))) {
      TrustStore roots =
          TrustStore.load(List.of(demo.folder.resolve("trust/signer/root-p256.pem")));
      TlsTrust trust = new TlsTrust(roots.anchors(Purpose.SIGNER), null);
      assertEquals(200, overTls(demo, trust)); // warm
      long before = used();
      List<Socket> flood = new ArrayList<>();
      try {
        for (int i = 0; i < 400; i++) {
          flood.add(begun(demo, i));
        }
        assertEquals(200, overTls(demo, trust));
        long grown = used() - before;
        assertTrue(grown < 64 << 20, grown + " bytes more");
        // 256 from one address are taken, and all are cut off when their time is over.
        int cut = 0;
        for (Socket each : flood) {
          each.setSoTimeout(20_000);
          cut += ended(each) ? 1 : 0;
        }
        assertEquals(400, cut);
      } finally {
        for (Socket each : flood) {
          each.close();
        }
      }
      String metrics =
          demo.http
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + demo.ports.monitor() + "/metrics"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      assertTrue(metrics.contains("turned_away_total{why=\"full-for-address\"} 144.0"), metrics);
    }
  }

  // Silent, or in the middle of a ClientHello.
  private static Socket begun(DemoServer demo, int number) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
    socket.connect(new InetSocketAddress("127.0.0.1", demo.ports.tls()), 5000);
    if (number % 2 == 0) {
      try {
        socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3});
      } catch (IOException e) {
        // Turned away before it was read.
      }
    }
    return socket;
  }

  private static boolean ended(Socket socket) {
    try {
      while (socket.getInputStream().read() >= 0) {
        // An alert may come before the end.
        continue;
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static int overTls(DemoServer demo, TlsTrust trust) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(OrdinaryTls.context(trust))
            .build()) {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create("https://localhost:" + demo.ports.tls() + "/v1/digest"))
                  .timeout(Duration.ofSeconds(120))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(HELLO))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** A clock that can be set. */
  private static final class SetClock extends Clock {
    volatile Duration off = Duration.ZERO;

    @Override
    public ZoneId getZone() {
      return Clock.systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(off);
    }
  }

  @Test
  void afterTheClockHasJumpedNothingIsStampedAndTheRestGoesOn() throws Exception {
    ServeDemonstration.Ports ports = DemoServer.freePorts();
    Path at = folder.resolve("demo");
    ServeDemonstration.Made made =
        ServeDemonstration.installed().make(at, ports, Clock.systemUTC(), new SecureRandom());
    String token = Files.readString(made.token()).trim();
    SetClock clock = new SetClock();
    Server server =
        Server.start(ServeFile.read(made.file()), Secret.Asker.NOBODY, clock, new SecureRandom());
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      assertEquals(200, post(http, ports, token, "/v1/data/sign?key=seal-sm2&timestamp=true"));
      clock.off = Duration.ofHours(1);
      assertTrue(post(http, ports, token, "/v1/data/sign?key=seal-sm2&timestamp=true") >= 400);
      assertEquals(200, post(http, ports, token, "/v1/data/sign?key=seal-sm2"));
      assertEquals(200, post(http, ports, token, "/v1/digest"));
      assertEquals(false, server.parts().get("clock"));
      clock.off = Duration.ofHours(-1);
      assertTrue(post(http, ports, token, "/v1/data/sign?key=seal-sm2&timestamp=true") >= 400);
      assertEquals(200, post(http, ports, token, "/v1/digest"));
    } finally {
      server.close();
    }
    assertTrue(AuditLog.verify(at.resolve("data/audit")) > 5);
  }

  private static int post(
      HttpClient http, ServeDemonstration.Ports ports, String token, String path) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.plain() + path))
                .timeout(Duration.ofSeconds(120))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(HELLO))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
