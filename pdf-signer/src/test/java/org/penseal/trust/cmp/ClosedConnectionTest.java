// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.cmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.Documents;
import org.penseal.pdf.SigningBench;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.EventRequest;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.tls.HttpAnswer;

/** A CA behind a server that answers once on a connection, says nothing of that, and closes it. */
class ClosedConnectionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void confirmationIsSentAgainOnANewConnection() throws Exception {
    try (SigningBench bench = SigningBench.open(folder);
        OnceServer server = new OnceServer(bench.trust.caUri())) {
      CmpClient client =
          new CmpClient(
              server.uri(),
              bench.trust.protection(),
              TIMEOUT,
              SigningBench.HASHING,
              Clock.systemUTC());
      SoftwareOneTimeKey key = SoftwareOneTimeKey.generate(new SecureRandom());
      Path input = Documents.plain(folder.resolve("in.pdf"));
      Octets info =
          new EventRequest(
                  "x", key.publicKey(), SigningBench.binding(input), Octets.of(new byte[1]))
              .info();
      Octets request = EventRequest.assemble(info, key.signRequest(info), Suite.SM2_SM3);
      List<X509Certificate> chain = client.enroll(request, bench.store());
      assertEquals("CN=x", chain.getFirst().getSubjectX500Principal().getName());
      assertTrue(server.closed.get() > 0, "no connection was closed under a request");
      assertEquals(2, server.answered.get());
    }
  }

  private static final class OnceServer implements AutoCloseable {
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger answered = new AtomicInteger();
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final URI behind;
    private final HttpExchange http = new HttpExchange(TIMEOUT);

    OnceServer(URI behind) throws IOException {
      this.behind = behind;
      Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    private void accept() {
      while (true) {
        try {
          Socket connection = socket.accept();
          Thread.ofVirtual().start(() -> serve(connection));
        } catch (IOException e) {
          return; // the test is over
        }
      }
    }

    private void serve(Socket connection) {
      try (connection) {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        HttpAnswer answer = http.post(behind, "application/pkixcmp", body(in));
        String head =
            "HTTP/1.1 %d OK\r\nContent-Type: application/pkixcmp\r\nContent-Length: %d\r\n\r\n"
                .formatted(answer.status(), answer.body().length);
        connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().write(answer.body());
        answered.incrementAndGet();
        if (body(in).length > 0) {
          closed.incrementAndGet();
        }
      } catch (Exception e) {
        // The client went first.
      }
    }

    private static byte[] body(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return new byte[0];
        }
        head.append((char) next);
      }
      for (String line : head.toString().toLowerCase(Locale.ROOT).split("\r\n")) {
        if (line.startsWith("content-length:")) {
          return in.readNBytes(Integer.parseInt(line.substring(15).strip()));
        }
      }
      return new byte[0];
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
