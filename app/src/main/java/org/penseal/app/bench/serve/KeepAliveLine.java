// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.serve;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that stays open. It does as little as can be, since it takes its time from the
 * same processors as the services. For one thread.
 */
final class KeepAliveLine implements AutoCloseable {
  private static final int TIMEOUT_MS = 30_000;
  private static final int LONGEST_HEAD = 16 << 10;

  private final String token;
  private final Socket socket;
  private final InputStream in;

  KeepAliveLine(int port, String token) throws IOException {
    this.token = token;
    this.socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    this.socket.setTcpNoDelay(true);
    this.socket.setSoTimeout(TIMEOUT_MS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Posts and gives the body of the answer, which must be 200. */
  byte[] post(String path, String type, byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream(body.length + 256);
    String head =
        ("POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                + "Content-Type: %s\r\nContent-Length: %d\r\n\r\n")
            .formatted(path, token, type, body.length);
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    socket.getOutputStream().write(request.toByteArray());
    return answer();
  }

  private byte[] answer() throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(512);
    int last = 0;
    while (last != ('\r' << 24 | '\n' << 16 | '\r' << 8 | '\n')) {
      int next = in.read();
      if (next < 0 || lines.size() > LONGEST_HEAD) {
        throw new IOException("no answer");
      }
      lines.write(next);
      last = last << 8 | next;
    }
    String head = lines.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int at = head.indexOf("\r\ncontent-length:");
    if (at < 0) {
      throw new IOException("an answer without a length: " + head);
    }
    at = head.indexOf(':', at) + 1;
    int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)).trim());
    byte[] body = in.readNBytes(length);
    if (!head.startsWith("http/1.1 200")) {
      throw new IOException(head + new String(body, StandardCharsets.UTF_8));
    }
    return body;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
