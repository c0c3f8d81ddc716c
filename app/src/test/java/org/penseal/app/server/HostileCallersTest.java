// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;

/** The services against callers who read slowly, break off or do not end. */
@Slow
@Timeout(600)
class HostileCallersTest {
  private static final int LARGE = 8 << 20;

  @TempDir Path folder;
  private DemoServer demo;

  @BeforeEach
  void starts() throws Exception {
    demo =
        DemoServer.start(
            folder.resolve("demo"), text -> text.replaceFirst("(\"atOnce\"\\s*:\\s*)256", "$11"));
  }

  @AfterEach
  void ends() {
    demo.close();
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8192);
    socket.connect(demo.server.addresses().getFirst(), 5000);
    socket.setSoTimeout(30_000);
    return socket;
  }

  private void send(Socket socket, String path, String further) throws IOException {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + demo.token
            + "\r\n"
            + further;
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private int digest() throws Exception {
    return demo.post("/v1/digest", "application/octet-stream", new byte[1]).statusCode();
  }

  @Test
  void aCallIsUnderWayUntilItsAnswerWasRead() throws Exception {
    assertEquals(200, digest());
    try (Socket slow = connected()) {
      send(
          slow,
          "/v1/encrypt?key=vault",
          "Content-Length: " + LARGE + "\r\nConnection: close\r\n\r\n");
      slow.getOutputStream().write(new byte[LARGE]);
      assertEquals('H', slow.getInputStream().read());
      assertEquals(503, digest());
      assertTrue(slow.getInputStream().readAllBytes().length > LARGE);
      assertEquals(200, digest());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 10\r\n\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n10\r\nabc",
      })
  void aBodyThatBreaksOffIsTheCallersFault(String further) throws Exception {
    for (String path : new String[] {"/v1/digest", "/v1/encrypt?key=vault"}) {
      try (Socket socket = connected()) {
        send(socket, path, further);
        socket.shutdownOutput();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
      }
    }
    assertEquals(200, digest());
  }

  @Test
  void aJsonThatCarriesNoContentIsShort() throws Exception {
    byte[] tooLong = " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.US_ASCII);
    assertEquals(413, demo.post("/v1/certificate/check", "application/json", tooLong).statusCode());
    assertEquals(400, demo.post("/v1/data/verify", "application/json", tooLong).statusCode());
  }

  @Test
  void whileOneListenerIsDrainedTheOthersTakeNobody() throws Exception {
    AtomicBoolean drained = new AtomicBoolean();
    try (Socket busy = connected()) {
      send(busy, "/v1/digest", "Content-Length: 10\r\nExpect: 100-continue\r\n\r\n");
      // It is under way when the server asks for the rest.
      assertEquals('H', busy.getInputStream().read());
      Thread drain =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      demo.server.drain();
                      drained.set(true);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      for (InetSocketAddress each : demo.server.addresses()) {
        while (accepts(each)) {
          Thread.onSpinWait();
        }
      }
      assertFalse(drained.get(), "the other listeners took callers until the end");
      busy.getOutputStream().write(new byte[10]);
      busy.getOutputStream().flush();
      assertTrue(busy.getInputStream().readAllBytes().length > 0);
      drain.join();
      assertTrue(drained.get());
    }
  }

  private static boolean accepts(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, 5000);
      return true;
    } catch (SocketException e) {
      return false; // refused, or closed in the middle of the greeting
    }
  }
}
