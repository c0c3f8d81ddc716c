// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.trust.tls.server.ServerWire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: handshake, then requests one after the other, on one thread. */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int STALLED_MILLIS = 20_000;
  private static final int LINGER_MILLIS = 500;
  private static final int LINGER_BYTES = 256 << 10;
  private static final Http1Config CONFIG =
      Http1Config.custom()
          .setMaxLineLength(HttpLimits.LINE_BYTES)
          .setMaxHeaderCount(HttpLimits.HEADERS)
          .setMaxEmptyLineCount(2)
          .build();

  private final MeteredSocket line;
  private final InetAddress from;
  private final ServerWire wire;
  private final Handler handler;
  private final HttpLimits limits;
  private final BooleanSupplier draining;

  Connection(
      MeteredSocket line,
      InetAddress from,
      ServerWire wire,
      Handler handler,
      HttpLimits limits,
      BooleanSupplier draining) {
    this.line = line;
    this.from = from;
    this.wire = wire;
    this.handler = handler;
    this.limits = limits;
    this.draining = draining;
  }

  /** Serves until the caller, the limits or a drain end it. */
  void serve() throws IOException {
    line.setSoTimeout(STALLED_MILLIS);
    line.setTcpNoDelay(true);
    ServerWire.Accepted accepted = wire.accept(line);
    Caller caller = new Caller(from, accepted.client(), accepted.socket() != line);
    try (Socket socket = accepted.socket();
        DefaultBHttpServerConnection http = RequestLine.connection(CONFIG)) {
      http.bind(socket);
      boolean on = true;
      while (on) {
        line.begin(MeteredSocket.Phase.IDLE);
        // The watch ends what is silent for too long.
        line.setSoTimeout(0);
        on = exchange(http, caller);
      }
      linger(socket);
    }
  }

  private boolean exchange(DefaultBHttpServerConnection http, Caller caller) throws IOException {
    ClassicHttpRequest request;
    try {
      request = http.receiveRequestHeader();
    } catch (HttpException | MessageConstraintException | IllegalArgumentException e) {
      LOG.debug("a head that cannot be read", e);
      line.begin(MeteredSocket.Phase.REQUEST);
      send(http, handler.refused(new ServeException.BadRequest("head"), Map.of()), false, false);
      return false;
    }
    if (request == null) {
      return false;
    }
    line.begin(MeteredSocket.Phase.REQUEST);
    line.setSoTimeout(STALLED_MILLIS);
    Map<String, List<String>> headers = RequestHead.headers(request);
    try {
      return answered(http, request, headers, caller);
    } catch (ServeException.Refusal e) {
      send(http, handler.refused(e, headers), request.getMethod().equals("HEAD"), false);
      return false;
    } catch (HttpException e) {
      LOG.debug("a body that cannot be read", e);
      ServeException.BadRequest refusal = new ServeException.BadRequest("body");
      send(http, handler.refused(refusal, headers), false, false);
      return false;
    }
  }

  private boolean answered(
      DefaultBHttpServerConnection http,
      ClassicHttpRequest head,
      Map<String, List<String>> headers,
      Caller caller)
      throws IOException, HttpException, ServeException.Refusal {
    RequestHead.require(head, headers);
    String target = head.getPath();
    String path = RequestHead.path(target);
    http.receiveRequestEntity(head);
    long length = head.getEntity() == null ? 0 : head.getEntity().getContentLength();
    if (length > limits.bodyBytes()) {
      throw new ServeException.TooLarge(limits.bodyBytes());
    }
    InputStream in =
        head.getEntity() == null ? InputStream.nullInputStream() : head.getEntity().getContent();
    BoundedBody body = new BoundedBody(in, limits.bodyBytes(), () -> continued(http, headers));
    Request request =
        new Request(
            head.getMethod(), target, path, RequestHead.query(target), headers, body, caller);
    Answer answer = handler.answer(request);
    try (Answer.Content content = answer.content()) {
      LOG.trace("an answer of {} bytes", content.length());
      boolean read = body.ended() || head.getEntity() == null || rest(body, request);
      boolean on = read && !draining.getAsBoolean() && !closes(head, headers);
      send(http, answer, request.method().equals("HEAD"), on);
      return on;
    }
  }

  // A little that is left is read; for more the line is closed.
  private static boolean rest(BoundedBody body, Request request) throws IOException {
    if (request.header("expect").isPresent()) {
      return false;
    }
    byte[] nowhere = new byte[8192];
    for (int i = 0; i < 8; i++) {
      try {
        if (body.read(nowhere, 0, nowhere.length) < 0) {
          return true;
        }
      } catch (BodyTooLong | BrokenBody e) {
        return false;
      }
    }
    return body.ended();
  }

  private static boolean closes(ClassicHttpRequest head, Map<String, List<String>> headers) {
    boolean closes = HttpVersion.HTTP_1_0.equals(head.getVersion());
    for (String each : headers.getOrDefault("connection", List.of())) {
      closes |= each.toLowerCase(Locale.ROOT).contains("close");
    }
    return closes;
  }

  private static void continued(
      DefaultBHttpServerConnection http, Map<String, List<String>> headers) throws IOException {
    boolean waits = false;
    for (String each : headers.getOrDefault("expect", List.of())) {
      waits |= each.equalsIgnoreCase("100-continue");
    }
    if (waits) {
      try {
        http.sendResponseHeader(new BasicClassicHttpResponse(100));
        http.flush();
      } catch (HttpException e) {
        throw new IOException("cannot be told to go on", e);
      }
    }
  }

  private static void send(
      DefaultBHttpServerConnection http, Answer answer, boolean headOnly, boolean on)
      throws IOException {
    ClassicHttpResponse response = new BasicClassicHttpResponse(answer.status());
    answer.headers().forEach(response::addHeader);
    response.addHeader("Cache-Control", "no-store");
    response.addHeader("X-Content-Type-Options", "nosniff");
    response.addHeader(HttpHeaders.CONTENT_LENGTH, answer.content().length());
    response.addHeader(HttpHeaders.CONTENT_TYPE, answer.type());
    if (!on) {
      response.addHeader(HttpHeaders.CONNECTION, "close");
    }
    response.setEntity(new Sent(answer));
    try {
      http.sendResponseHeader(response);
      if (!headOnly) {
        http.sendResponseEntity(response);
      }
      http.flush();
    } catch (HttpException e) {
      throw new IOException("cannot be sent", e);
    }
  }

  // Closed with something unread, the system would reset the line, and the answer would be lost.
  private void linger(Socket socket) {
    try {
      line.setSoTimeout(LINGER_MILLIS);
      if (socket == line) {
        line.shutdownOutput();
      }
      InputStream in = line.getInputStream();
      byte[] nowhere = new byte[8192];
      for (int all = 0; all < LINGER_BYTES; all += nowhere.length) {
        if (in.read(nowhere) < 0) {
          return;
        }
      }
    } catch (IOException e) {
      LOG.trace("nothing more came", e);
    }
  }

  /** The content of an answer, for HttpCore. */
  private static final class Sent extends AbstractHttpEntity {
    private final Answer.Content content;

    Sent(Answer answer) {
      super(ContentType.parseLenient(answer.type()), null);
      this.content = answer.content();
    }

    @Override
    public long getContentLength() {
      return content.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      content.write(out);
    }

    @Override
    public InputStream getContent() {
      throw new UnsupportedOperationException("is written");
    }

    @Override
    public boolean isStreaming() {
      return false;
    }

    @Override
    public boolean isRepeatable() {
      return false;
    }

    @Override
    public void close() {}
  }
}
