// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each flight of the peer has its own end in time: also the second, and also where a byte comes
 * again and again, so that the socket's time-out alone would never end it.
 */
@Tag("slow")
class FlightTimeTest {
  private static final Duration FLIGHT = Duration.ofMillis(500);
  private static final int BETWEEN_MS = 40;
  private static final byte CLIENT_HELLO = 1;
  private static final byte SERVER_HELLO = 2;
  private static final byte CLIENT_KEY_EXCHANGE = 16;

  private interface Side {
    TlcpConnection with(Socket socket) throws IOException;
  }

  /** Says something, then a message of 512 bytes byte by byte; gives how the other side ended. */
  private static Throwable end(List<byte[]> first, byte message, Side side) throws Exception {
    byte[] head = {22, 1, 1, 2, 4, message, 0, 2, 0};
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        Socket peer = new Socket(InetAddress.ofLiteral("127.0.0.1"), listening.getLocalPort());
        Socket accepted = listening.accept()) {
      FutureTask<TlcpConnection> shaking = new FutureTask<>(() -> side.with(accepted));
      Thread.ofVirtual().start(shaking);
      for (byte[] each : first) {
        peer.getOutputStream().write(each);
        // The answer, so that the next flight has begun.
        assertTrue(peer.getInputStream().read() >= 0);
      }
      long longest = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      for (int i = 0; System.nanoTime() < longest; i++) {
        try {
          peer.getOutputStream().write(i < head.length ? head[i] : 0);
          shaking.get(BETWEEN_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          continue;
        } catch (ExecutionException e) {
          return Objects.requireNonNull(e.getCause());
        } catch (IOException e) {
          // It has ended in the meantime, and says why at once.
          return Objects.requireNonNull(failure(shaking).getCause());
        }
      }
      throw new AssertionError("waits for ever");
    }
  }

  private static Exception failure(FutureTask<?> task) throws Exception {
    try {
      task.get(60, TimeUnit.SECONDS);
      throw new AssertionError("connected");
    } catch (ExecutionException e) {
      return e;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void serverEndsAClientThatTrickles(int flight) throws Exception {
    TlcpServer server = new TlcpServer(Recorded.identity("server"), Optional.empty());
    byte[] hello = Recorded.of("ecc-gcm-noticket").records().getFirst().record();
    Throwable end =
        flight == 0
            ? end(List.of(), CLIENT_HELLO, socket -> server.accept(socket, FLIGHT))
            : end(List.of(hello), CLIENT_KEY_EXCHANGE, socket -> server.accept(socket, FLIGHT));
    assertInstanceOf(SocketTimeoutException.class, end, end::toString);
  }

  @Test
  void clientEndsAServerThatTrickles() throws Exception {
    TlcpClient client = new TlcpClient(null);
    Throwable end =
        end(List.of(), SERVER_HELLO, socket -> client.connect(socket, "x", shown -> {}, FLIGHT));
    assertInstanceOf(SocketTimeoutException.class, end, end::toString);
  }
}
