// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 exchange over a connection of its own, for protocols that the JDK does not have. */
public final class WireHttp {
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_HEADERS = 100;
  private static final int MOST_INTERIM_ANSWERS = 10;

  /**
   * A server asked for a certificate during the handshake and ended the connection before it
   * answered the first request: it did not take what it was shown, or nothing (RFC 8446, section
   * 4.4.2.4).
   */
  static final class KeyNotTaken extends IOException {
    private static final long serialVersionUID = 1L;

    private KeyNotTaken(IOException cause) {
      super("asked for a certificate, and ended", cause);
    }
  }

  private final Wire wire;
  private final @Nullable HttpProxy proxy;
  private final Duration timeout;

  private WireHttp(Wire wire, @Nullable HttpProxy proxy, Duration timeout) {
    this.wire = wire;
    this.proxy = proxy;
    this.timeout = timeout;
  }

  /**
   * Over TLS with the SM suite.
   *
   * @param timeout for connection, handshake and answer together
   * @throws GeneralSecurityException if the JDK's roots cannot be read
   */
  public static WireHttp sm(TlsTrust trust, Duration timeout) throws GeneralSecurityException {
    return new WireHttp(new SmWire(trust), trust.proxy(), timeout);
  }

  /**
   * Over TLCP.
   *
   * @param timeout for connection, handshake and answer together
   * @throws GeneralSecurityException if the JDK's roots cannot be read, or the identity's keys are
   *     no SM2 keys
   */
  public static WireHttp tlcp(TlsTrust trust, Duration timeout) throws GeneralSecurityException {
    Optional<Provider> other = JsseTlcpWire.provider();
    Wire wire =
        other.isPresent() ? new JsseTlcpWire(other.get(), trust) : new TlcpWire(trust, timeout);
    return new WireHttp(wire, trust.proxy(), timeout);
  }

  /**
   * Posts.
   *
   * @throws IOException if nothing or too much came in time, also when the thread is interrupted
   */
  public HttpAnswer post(URI uri, String contentType, byte[] body, int largestBytes)
      throws IOException {
    ClassicHttpRequest request = request("POST", uri);
    request.addHeader(HttpHeaders.CONTENT_TYPE, contentType);
    request.addHeader(HttpHeaders.CONTENT_LENGTH, body.length);
    request.setEntity(new ByteArrayEntity(body, null));
    return send(uri, request, largestBytes);
  }

  /**
   * Gets.
   *
   * @throws IOException as {@link #post}
   */
  public HttpAnswer get(URI uri, int largestBytes) throws IOException {
    return send(uri, request("GET", uri), largestBytes);
  }

  private HttpAnswer send(URI uri, ClassicHttpRequest request, int largestBytes)
      throws IOException {
    try (Socket socket = new Socket()) {
      FutureTask<HttpAnswer> exchange =
          new FutureTask<>(() -> exchange(socket, uri, request, largestBytes));
      Thread.ofVirtual().name("exchange with " + uri.getHost()).start(exchange);
      // Closing the socket, as leaving this block does, ends the other thread.
      return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (TimeoutException e) {
      throw new IOException("no answer in " + timeout, e);
    } catch (ExecutionException e) {
      throw new IOException("no answer", e.getCause());
    }
  }

  private HttpAnswer exchange(Socket socket, URI uri, ClassicHttpRequest request, int largestBytes)
      throws IOException, HttpException {
    int limitMs = Math.toIntExact(timeout.toMillis());
    int port = Tls.of(uri).port(uri);
    if (proxy != null && proxy.covers(uri)) {
      proxy.tunnel(socket, uri.getHost(), port, limitMs);
    } else {
      socket.connect(new InetSocketAddress(uri.getHost(), port), limitMs);
    }
    socket.setSoTimeout(limitMs);
    Http1Config limits =
        Http1Config.custom().setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_HEADERS).build();
    try (DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(limits)) {
      Socket secured = wire.wrap(socket, uri.getHost());
      http.bind(secured);
      ClassicHttpResponse response = asked(http, secured, request);
      for (int i = 0; response.getCode() < 200 && i < MOST_INTERIM_ANSWERS; i++) {
        response = http.receiveResponseHeader();
      }
      http.receiveResponseEntity(response);
      requireAnEnd(response);
      return answer(response, largestBytes);
    }
  }

  // In TLS 1.3 the alert that refuses a certificate comes after the handshake, and is lost where
  // the server closes first.
  private static ClassicHttpResponse asked(
      DefaultBHttpClientConnection http, Socket secured, ClassicHttpRequest request)
      throws IOException, HttpException {
    try {
      http.sendRequestHeader(request);
      if (request.getEntity() != null) {
        http.sendRequestEntity(request);
      }
      http.flush();
      return http.receiveResponseHeader();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw secured instanceof TlsSocket tls && tls.askedForKey() ? new KeyNotTaken(e) : e;
    }
  }

  // HttpCore tells an answer that is shorter than its length or its chunks say.
  private void requireAnEnd(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (!wire.tellsCuts()
        && entity != null
        && entity.getContentLength() < 0
        && !entity.isChunked()) {
      throw new IOException("an answer whose end nobody can see");
    }
  }

  private static ClassicHttpRequest request(String method, URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    ClassicHttpRequest request = new BasicClassicHttpRequest(method, target);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    request.addHeader(HttpHeaders.HOST, uri.getHost() + port);
    request.addHeader(HttpHeaders.CONNECTION, "close");
    return request;
  }

  private static HttpAnswer answer(ClassicHttpResponse response, int largestAnswerBytes)
      throws IOException {
    Header type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
    String contentType = type == null || type.getValue() == null ? "" : type.getValue();
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new HttpAnswer(response.getCode(), new byte[0], contentType);
    }
    try (InputStream in = entity.getContent()) {
      byte[] bytes = in.readNBytes(largestAnswerBytes + 1);
      if (bytes.length > largestAnswerBytes) {
        throw new IOException("an answer of more than " + largestAnswerBytes + " bytes");
      }
      return new HttpAnswer(response.getCode(), bytes, contentType);
    }
  }
}
