// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.file.ServeSettings;

/**
 * Three nodes, each a program of its own, behind haproxy; each is killed (SIGKILL) under load and
 * started again. Takes minutes: {@code -Dpenseal.nodes.killed=true}.
 */
@Slow
@Timeout(1800)
@EnabledIfSystemProperty(named = "penseal.nodes.killed", matches = "true")
class KilledNodesTest {
  private static final int BETWEEN = 300;

  @TempDir Path folder;

  private record Node(Path settings, ServeDemonstration.Ports ports) {
    static Node make(Path at) throws Exception {
      ServeDemonstration.Ports ports = DemoServer.freePorts();
      Path file =
          ServeDemonstration.installed()
              .make(at, ports, Clock.systemUTC(), new SecureRandom())
              .file();
      String text =
          Files.readString(file)
              .replaceFirst(
                  "(\"address\" : \"127.0.0.1:\\d+\")", "$1, \"proxies\" : [\"127.0.0.1\"]")
              .replaceFirst("\"version\" : 1", "\"version\" : 1, \"nodes\" : 3");
      Files.writeString(file, text);
      return new Node(file, ports);
    }

    ServeProcess start() throws Exception {
      return ServeProcess.start(settings, ports);
    }

    Path audit() throws Exception {
      return ServeFile.read(settings).data().resolve("audit");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  // Until the node itself has answered calls: then haproxy has found it again.
  private static void takesPart(ServeProcess node, RepeatingCallers load) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (!node.http
        .send(
            HttpRequest.newBuilder(node.monitor("/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body()
        .contains("penseal_calls_total{")) {
      assertTrue(System.nanoTime() < end, "is not found again");
      load.more(10);
    }
  }

  @Test
  void whicheverNodeIsKilledOnlyWhatWasInFlightIsLostAndWhatWasAnsweredIsRecorded()
      throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/haproxy")), "haproxy is not installed");
    List<Node> nodes = new ArrayList<>();
    List<ServeSettings> settings = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Node node = Node.make(folder.resolve("node" + i));
      nodes.add(node);
      settings.add(ServeFile.read(node.settings));
    }
    int port = freePort();
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(
        file, Haproxy.configuration(settings, List.of(port)).replace("bind :", "bind 127.0.0.1:"));
    List<ServeProcess> running = new ArrayList<>();
    Process haproxy = null;
    long answered;
    try {
      for (Node each : nodes) {
        running.add(each.start());
      }
      haproxy =
          new ProcessBuilder("haproxy", "-db", "-f", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("haproxy.log").toFile())
              .start();
      try (RepeatingCallers load =
          new RepeatingCallers(
              URI.create("http://127.0.0.1:" + port + "/v1/digest?algorithm=SHA-256"))) {
        load.more(BETWEEN);
        for (ServeProcess each : running) {
          takesPart(each, load);
        }
        for (int i = 0; i < nodes.size(); i++) {
          int before = load.broken.get();
          running.get(i).kill();
          load.more(BETWEEN);
          int lost = load.broken.get() - before;
          assertTrue(
              lost <= RepeatingCallers.COUNT,
              lost + " calls were lost of " + RepeatingCallers.COUNT + " in flight");
          running.set(i, nodes.get(i).start());
          takesPart(running.get(i), load);
        }
        assertEquals(0, load.wrong.get());
        answered = load.answered.get();
      }
    } finally {
      if (haproxy != null) {
        haproxy.destroy();
      }
      running.forEach(ServeProcess::close);
    }
    long recorded = 0;
    for (Node each : nodes) {
      assertTrue(AuditLog.verify(each.audit()) > 0);
      try (var lines = Files.lines(each.audit().resolve("audit.log"))) {
        recorded += lines.filter(line -> line.contains("\"operation\":\"digest\"")).count();
      }
    }
    assertTrue(recorded >= answered, recorded + " recorded of " + answered);
  }
}
