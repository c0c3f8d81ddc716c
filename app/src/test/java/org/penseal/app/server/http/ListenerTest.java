// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.trust.tls.server.ServerWire;

/** The listener against callers who mean it harm. */
@Slow
@Timeout(600)
class ListenerTest {
  private static final HttpLimits LIMITS =
      new HttpLimits(
          8,
          6,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          1024,
          1000);

  private final Seen seen = new Seen();
  private Listener listener;

  /** What the listener told. */
  private static final class Seen implements Listener.ConnectionCounts {
    final AtomicInteger open = new AtomicInteger();
    final LinkedBlockingQueue<String> away = new LinkedBlockingQueue<>();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public void open(int change) {
      open.addAndGet(change);
    }

    @Override
    public void turnedAway(String why) {
      away.add(why);
    }
  }

  private final class Echo implements Handler {
    @Override
    public Answer answer(Request request) {
      try {
        if (request.path().equals("/wait")) {
          seen.entered.countDown();
          assertTrue(seen.goOn.await(60, TimeUnit.SECONDS));
        }
        String body =
            request.path().equals("/unread")
                ? ""
                : new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
        String said = request.method() + " " + request.path() + " " + request.query() + " " + body;
        return Answer.of(200, "text/plain", said.getBytes(StandardCharsets.UTF_8));
      } catch (BodyTooLong e) {
        return refused(new ServeException.TooLarge(e.most()), Map.of());
      } catch (IOException | InterruptedException e) {
        return refused(new ServeException.BadRequest("body"), Map.of());
      }
    }

    @Override
    public Answer refused(ServeException.Refusal refusal, Map<String, List<String>> headers) {
      return Answer.of(
          refusal.status,
          "text/plain",
          String.valueOf(refusal.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
  }

  @BeforeEach
  void listens() throws Exception {
    listener =
        Listener.open(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            Entrance.direct(ServerWire.plain()),
            new Echo(),
            LIMITS,
            seen);
  }

  @AfterEach
  void ends() {
    seen.goOn.countDown();
    listener.close();
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket();
    socket.connect(listener.address(), 5000);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  // Everything until the other side closes.
  private static String rest(Socket socket) throws IOException {
    StringBuilder all = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      int octet;
      while ((octet = in.read()) >= 0) {
        all.append((char) octet);
      }
    } catch (SocketException e) {
      // A reset is an end, too.
    }
    return all.toString();
  }

  private String asked(String request) throws IOException {
    try (Socket socket = connected()) {
      send(socket, request);
      return rest(socket);
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
    String answers =
        asked(
            "GET /one?a=%E4%BD%A0 HTTP/1.1\r\nHost: h\r\n\r\n"
                + "POST /two HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
                + "GET /three HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    int first = answers.indexOf("GET /one {a=[");
    int second = answers.indexOf("POST /two {} abc");
    int third = answers.indexOf("GET /three");
    assertTrue(0 < first && first < second && second < third, answers);
    assertEquals(4, answers.split("HTTP/1.1 200", -1).length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\n"
            + "Host: a\r\n"
            + "Content-Length: 3\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\na",
        "GET /a/%2e%2e/b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /?a=%ff HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /?a=%0a HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /?a=%4 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /?=1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a/b?c=\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
        "GET //b/one HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://b/one HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://b:99999/one HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /one#two HTTP/1.1\r\nHost: a\r\n\r\n",
        "nonsense\r\n\r\n",
      })
  void whatCanBeReadInTwoWaysIsRefusedAndTheLineClosed(String request) throws Exception {
    String answer = asked(request + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertFalse(answer.contains("smuggled"), answer);
  }

  @Test
  void aHeadThatIsTooLongEndsTheLine() throws Exception {
    String line = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9000) + "\r\n\r\n";
    assertFalse(asked(line).startsWith("HTTP/1.1 200"));
    String many = "GET / HTTP/1.1\r\nHost: a\r\n" + "A: b\r\n".repeat(60) + "\r\n";
    assertFalse(asked(many).startsWith("HTTP/1.1 200"));
    String large =
        "GET / HTTP/1.1\r\nHost: a\r\n" + ("A: " + "b".repeat(7000) + "\r\n").repeat(8) + "\r\n";
    assertFalse(asked(large).startsWith("HTTP/1.1 200"));
  }

  @Test
  void aBodyThatIsTooLongIsRefusedWhetherOrNotItSaysSo() throws Exception {
    assertTrue(
        asked("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n")
            .startsWith("HTTP/1.1 413"));
    String chunked =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + ("100\r\n" + "x".repeat(256) + "\r\n").repeat(6)
            + "0\r\n\r\n";
    assertTrue(asked(chunked).startsWith("HTTP/1.1 413"));
  }

  @Test
  void whoWaitsToBeToldIsToldOnlyWhenTheBodyIsWanted() throws Exception {
    String head =
        " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"
            + "Connection: close\r\n\r\n";
    try (Socket socket = connected()) {
      send(socket, "POST /" + head);
      byte[] first = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 100", new String(first, StandardCharsets.US_ASCII));
      send(socket, "abc");
      assertTrue(rest(socket).contains("POST / {} abc"));
    }
    String unread = asked("POST /unread" + head);
    assertTrue(unread.startsWith("HTTP/1.1 200"), unread);
  }

  @Test
  void aHeadThatDripsIsCutOff() throws Exception {
    try (Socket socket = connected()) {
      long begin = System.nanoTime();
      send(socket, "GET / HTTP/1.1\r\n");
      boolean cut = false;
      while (!cut && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(300)) {
        try {
          send(socket, "X: y\r\n");
          socket.setSoTimeout(200);
          cut = socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
          cut = false;
        } catch (SocketException e) {
          cut = true;
        }
      }
      assertTrue(cut);
      assertEquals("slow", seen.away.poll(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void aBodyThatDripsAndAConnectionThatSaysNothingAreCutOff() throws Exception {
    try (Socket dripping = connected();
        Socket silent = connected()) {
      send(dripping, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\na");
      assertEquals("", rest(silent));
      assertFalse(rest(dripping).startsWith("HTTP/1.1 200"));
      assertEquals("slow", seen.away.poll(60, TimeUnit.SECONDS));
      assertEquals("slow", seen.away.poll(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void oneAddressHasOnlySoManyConnections() throws Exception {
    Socket[] all = new Socket[LIMITS.connectionsEach()];
    for (int i = 0; i < all.length; i++) {
      all[i] = connected();
    }
    try (Socket more = connected()) {
      assertEquals("", rest(more));
      assertEquals("full-for-address", seen.away.poll(60, TimeUnit.SECONDS));
    }
    for (Socket each : all) {
      each.close();
    }
    // Room again, once the others are gone.
    String answer = "";
    for (int i = 0; i < 200 && answer.isEmpty(); i++) {
      answer = asked("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      Thread.onSpinWait();
    }
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
  }

  @Test
  void aDrainLetsTheCallUnderWayEnd() throws Exception {
    try (Socket socket = connected();
        Socket idle = connected()) {
      send(idle, "GET /first HTTP/1.1\r\nHost: a\r\n\r\n");
      assertEquals('H', idle.getInputStream().read());
      send(socket, "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
      assertTrue(seen.entered.await(60, TimeUnit.SECONDS));
      Thread drain = Thread.ofVirtual().start(() -> drained(Duration.ofSeconds(10)));
      assertTrue(rest(idle).contains("/first"));
      seen.goOn.countDown();
      String answer = rest(socket);
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.contains("Connection: close"), answer);
      drain.join();
      assertEquals(0, seen.open.get());
    }
  }

  private void drained(Duration limit) {
    try {
      assertTrue(listener.drain(limit));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
