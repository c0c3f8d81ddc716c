// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.trust.tls.server.ServerWire;

/** The header by which a load balancer says from where a connection comes. */
class ProxyHeaderTest {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
  private static final String FROM_TEN =
      SIGNATURE + "2111000c" + "0a010203" + "0a010204" + "c0a3" + "20fb";
  private static final String FROM_SIX =
      SIGNATURE + "21210024" + "20010db8000000000000000000000007" + "0".repeat(32) + "c0a320fb";
  private static final String LOCAL = SIGNATURE + "20000000";
  private static final HttpLimits LIMITS =
      new HttpLimits(
          8,
          2,
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          1024,
          1024);

  private final Queue<String> away = new ConcurrentLinkedQueue<>();

  private static InetAddress read(String hex) throws IOException {
    return ProxyHeader.read(
        new ByteArrayInputStream(HexFormat.of().parseHex(hex)), InetAddress.getLoopbackAddress());
  }

  @Test
  void theAddressInsideIsRead() throws Exception {
    assertEquals("10.1.2.3", read(FROM_TEN).getHostAddress());
    assertEquals("2001:db8:0:0:0:0:0:7", read(FROM_SIX).getHostAddress());
    assertEquals("127.0.0.1", read(LOCAL).getHostAddress());
  }

  @Test
  void nothingBehindTheHeaderIsTouched() throws Exception {
    InputStream in = new ByteArrayInputStream(HexFormat.of().parseHex(FROM_TEN + "47"));
    ProxyHeader.read(in, InetAddress.getLoopbackAddress());
    assertEquals('G', in.read());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0d0a0d0a000d0a515549540b2111000c0a0102030a010204c0a320fb", // signature
        "0d0a0d0a000d0a515549540a1111000c0a0102030a010204c0a320fb", // version 1
        "0d0a0d0a000d0a515549540a2211000c0a0102030a010204c0a320fb", // no such command
        "0d0a0d0a000d0a515549540a2112000c0a0102030a010204c0a320fb", // datagrams
        "0d0a0d0a000d0a515549540a2131000c0a0102030a010204c0a320fb", // a Unix socket
        "0d0a0d0a000d0a515549540a2100000c0a0102030a010204c0a320fb", // PROXY without addresses
        "0d0a0d0a000d0a515549540a2111000b0a0102030a010204c0a320", // too short
        "0d0a0d0a000d0a515549540a2111ffff0a0102030a010204c0a320fb", // too long
        "0d0a0d0a000d0a515549540a2111000e0a0102030a010204c0a320fb0400", // half a field
        "0d0a0d0a000d0a515549540a211100110a0102030a010204c0a320fb0400030000", // a field too long
        "0d0a0d0a000d0a515549540a211100130a0102030a010204c0a320fb03000400000000", // checksum
        "50524f58592054435034203130" // version 1 in text, cut off
      })
  void whatIsNotInOrderIsRefused(String hex) {
    assertThrows(IOException.class, () -> read(hex));
  }

  @Test
  void aChecksumThatFitsIsTaken() throws Exception {
    String fields = "030004";
    byte[] header =
        HexFormat.of()
            .parseHex(SIGNATURE + "21110013" + FROM_TEN.substring(32) + fields + "00000000");
    var sum = new java.util.zip.CRC32C();
    sum.update(header);
    String with =
        HexFormat.of().formatHex(header, 0, header.length - 4) + "%08x".formatted(sum.getValue());
    assertEquals("10.1.2.3", read(with).getHostAddress());
    assertThrows(IOException.class, () -> read(with.replace("0a010203", "0a010205")));
  }

  private Listener listener(Optional<String> proxy) throws Exception {
    Handler echo =
        new Handler() {
          @Override
          public Answer answer(Request request) {
            String said = "from " + request.caller().address().getHostAddress();
            return Answer.of(200, "text/plain", said.getBytes(StandardCharsets.UTF_8));
          }

          @Override
          public Answer refused(ServeException.Refusal refusal, Map<String, List<String>> headers) {
            return Answer.of(refusal.status, "text/plain", new byte[0]);
          }
        };
    Listener.ConnectionCounts counts =
        new Listener.ConnectionCounts() {
          @Override
          public void open(int change) {}

          @Override
          public void turnedAway(String why) {
            away.add(why);
          }
        };
    return Listener.open(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
        new Entrance(
            ServerWire.plain(), proxy.map(InetAddress::ofLiteral).map(known -> known::equals)),
        echo,
        LIMITS,
        counts);
  }

  private static Socket sent(Listener listener, String from, String hex, String text)
      throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    socket.connect(listener.address(), 5000);
    socket.setSoTimeout(20_000);
    OutputStream out = socket.getOutputStream();
    try {
      out.write(HexFormat.of().parseHex(hex));
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    } catch (SocketException e) {
      // Turned away before it was read.
    }
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    try (socket) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return "";
    }
  }

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  @Test
  void theAddressInsideIsTheCallersBehindAKnownProxy() throws Exception {
    try (Listener listener = listener(Optional.of("127.0.0.2"))) {
      String said = answer(sent(listener, "127.0.0.2", FROM_TEN, GET));
      assertTrue(said.endsWith("from 10.1.2.3"), said);
      said = answer(sent(listener, "127.0.0.2", LOCAL, GET));
      assertTrue(said.endsWith("from 127.0.0.2"), said);
    }
  }

  @Test
  void othersAreNotTakenWhereProxiesAreNamedWithOrWithoutAHeader() throws Exception {
    try (Listener listener = listener(Optional.of("127.0.0.2"))) {
      assertEquals("", answer(sent(listener, "127.0.0.3", FROM_TEN, GET)));
      assertEquals("", answer(sent(listener, "127.0.0.3", "", GET)));
      assertEquals(List.of("no-proxy", "no-proxy"), List.copyOf(away));
    }
  }

  @Test
  void aProxyWithoutAHeaderOrWithABrokenOneIsClosedOn() throws Exception {
    try (Listener listener = listener(Optional.of("127.0.0.2"))) {
      assertEquals("", answer(sent(listener, "127.0.0.2", "", GET)));
      assertEquals("", answer(sent(listener, "127.0.0.2", FROM_TEN.replace("2111", "3111"), GET)));
      assertEquals(List.of("proxy-header", "proxy-header"), List.copyOf(away));
    }
  }

  @Test
  void aHeaderIsNoRequestWhereCallersComeThemselves() throws Exception {
    try (Listener listener = listener(Optional.empty())) {
      String said = answer(sent(listener, "127.0.0.2", FROM_TEN, GET));
      assertTrue(said.startsWith("HTTP/1.1 400"), said);
    }
  }

  @Test
  void connectionsAreCountedByTheAddressInside() throws Exception {
    try (Listener listener = listener(Optional.of("127.0.0.2"))) {
      String keep = GET.replace("close", "keep-alive");
      Socket first = held(listener, FROM_TEN, keep);
      Socket second = held(listener, FROM_TEN, keep);
      assertEquals("", answer(sent(listener, "127.0.0.2", FROM_TEN, GET)));
      assertTrue(answer(sent(listener, "127.0.0.2", FROM_SIX, GET)).contains("2001:db8"));
      assertEquals(List.of("full-for-address"), List.copyOf(away));
      first.close();
      second.close();
    }
  }

  // Until its first answer has come.
  private static Socket held(Listener listener, String hex, String text) throws IOException {
    Socket socket = sent(listener, "127.0.0.2", hex, text);
    byte[] begin = socket.getInputStream().readNBytes(12);
    assertTrue(Arrays.equals("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII), begin));
    return socket;
  }
}
