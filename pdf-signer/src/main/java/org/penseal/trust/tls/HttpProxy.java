// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP proxy through which services are reached (RFC 9110, sections 3.7 and 9.3.6): {@code
 * http:} addresses are asked of it, to all others it opens a tunnel. This machine's own addresses
 * are never asked through it. It is not shown a name or password.
 *
 * @param host of the proxy
 * @param port of the proxy
 * @param except hosts, and domains with all below them, that are reached without it
 */
public record HttpProxy(String host, int port, List<String> except) {
  private static final int LONGEST_ANSWER_BYTES = 8192;

  /** Copies the list. */
  public HttpProxy {
    except = List.copyOf(except);
  }

  /**
   * Of an address.
   *
   * @param address {@code http://HOST:PORT}
   * @param except as the component
   * @throws IllegalArgumentException if it is another address, or says a user or a path
   */
  public static HttpProxy of(URI address, List<String> except) {
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    if (!"http".equalsIgnoreCase(address.getScheme())
        || address.getHost() == null
        || address.getPort() < 1
        || address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || !(path.isEmpty() || path.equals("/"))) {
      throw new IllegalArgumentException("a proxy is http://HOST:PORT");
    }
    return new HttpProxy(address.getHost(), address.getPort(), except);
  }

  /** Whether an address is reached through it. */
  public boolean covers(URI address) {
    String wanted = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    if (isOwn(wanted)) {
      return false;
    }
    return except.stream()
        .map(each -> each.toLowerCase(Locale.ROOT))
        .noneMatch(each -> wanted.equals(each) || wanted.endsWith("." + each));
  }

  // Literals alone: a name like 127.0.0.1.example is anybody's.
  private static boolean isOwn(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    try {
      return InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host)
          .isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The same for {@code java.net.http}. */
  public ProxySelector selector() {
    return new Selector(this);
  }

  private static final class Selector extends ProxySelector {
    private final HttpProxy proxy;

    Selector(HttpProxy proxy) {
      this.proxy = proxy;
    }

    @Override
    public List<Proxy> select(URI uri) {
      return proxy.covers(uri)
          ? List.of(
              new Proxy(
                  Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host, proxy.port)))
          : List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      // the exchange fails with it
    }
  }

  /**
   * Connects to it and has it open a tunnel.
   *
   * @param socket not connected yet; the caller closes it
   * @param limitMs for the connection, and again for the whole answer
   * @throws IOException if it cannot be reached, or refuses
   */
  void tunnel(Socket socket, String toHost, int toPort, int limitMs) throws IOException {
    socket.connect(new InetSocketAddress(host, port), limitMs);
    String to = toHost + ":" + toPort;
    String request = "CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    String answer = head(socket, limitMs);
    if (!answer.matches("(?s)HTTP/1\\.[01] 2[0-9]{2}\\b.*")) {
      throw new IOException("the proxy opens no tunnel to " + to);
    }
  }

  // Byte by byte: what comes after the head is the service's.
  private static String head(Socket socket, int limitMs) throws IOException {
    InputStream in = socket.getInputStream();
    long startNanos = System.nanoTime();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      long leftMs = limitMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
      if (leftMs < 1) {
        throw new SocketTimeoutException("the proxy gave no whole answer");
      }
      socket.setSoTimeout((int) leftMs);
      int next = in.read();
      if (next < 0 || head.length() > LONGEST_ANSWER_BYTES) {
        throw new IOException("the proxy gave no answer");
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
