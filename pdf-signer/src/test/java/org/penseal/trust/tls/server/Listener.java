// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers each request with its own first line, over whatever wire; says what it has seen. */
public final class Listener implements AutoCloseable {
  public final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final ServerSocket listening;
  private final ServerWire wire;

  private Listener(ServerSocket listening, ServerWire wire) {
    this.listening = listening;
    this.wire = wire;
  }

  public static Listener start(ServerWire wire) throws IOException {
    Listener listener =
        new Listener(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), wire);
    Thread.ofVirtual().name("listener").start(listener::run);
    return listener;
  }

  public int port() {
    return listening.getLocalPort();
  }

  private void run() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        Thread.ofVirtual().name("connection").start(() -> serve(socket));
      } catch (IOException e) {
        seen.add("closed");
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(20_000);
      ServerWire.Accepted accepted = wire.accept(socket);
      try (Socket secure = accepted.socket()) {
        String client =
            accepted.client().isEmpty()
                ? "nobody"
                : accepted.client().getFirst().getSubjectX500Principal().getName();
        seen.add(accepted.protocol() + " " + client);
        String first = lines(secure.getInputStream());
        byte[] answer =
            ("HTTP/1.1 200 OK\r\nContent-Length: " + first.length() + "\r\n\r\n" + first)
                .getBytes(StandardCharsets.US_ASCII);
        secure.getOutputStream().write(answer);
        secure.getOutputStream().flush();
      }
    } catch (IOException | RuntimeException e) {
      seen.add("failed " + e);
    }
  }

  /** The first line of a request, which is read to its empty line; or a line alone. */
  private static String lines(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      all.write(next);
      String text = all.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith("\r\n\r\n") || text.endsWith("\n") && !text.contains("\r")) {
        return text.lines().findFirst().orElse("");
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
