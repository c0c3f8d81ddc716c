// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP on a free port of the loopback interface, for authorities that fail on demand. Requests run
 * on virtual threads. The one who started it closes it.
 */
final class LoopbackServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
  private static final int LARGEST_REQUEST_BYTES = 1 << 20;
  private static final int BACKLOG = 64;
  private static final long LONGEST_HOLD_SECONDS = 120;
  // More than any client of ours takes.
  private static final int TOO_LARGE_BYTES = 34 << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  LoopbackServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.start();
  }

  /** Makes an answer of a request; an IOException becomes status 400. */
  interface Answer {
    byte[] to(byte[] body) throws IOException;
  }

  private interface Work {
    void run(HttpExchange exchange) throws IOException;
  }

  /** An authority that is asked with POST. */
  void serve(String path, String type, Supplier<Fault> fault, Answer answer) {
    context(
        path,
        () -> fault.get() == Fault.DOWN,
        () -> fault.get() == Fault.SLOW,
        exchange -> {
          byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST_BYTES);
          if (body.length == 0) {
            exchange.sendResponseHeaders(400, -1);
            return;
          }
          reply(exchange, type, fault.get() == Fault.NONSENSE ? b -> nonsense() : answer, body);
        });
  }

  /** What is asked with POST, or with GET and a request in base64 (RFC 6960, appendix A.1). */
  void serveRevocation(String path, String type, Supplier<RevocationFault> fault, Answer answer) {
    context(
        path,
        () -> fault.get() == RevocationFault.DOWN,
        () -> fault.get() == RevocationFault.SLOW,
        exchange -> {
          switch (fault.get()) {
            case REDIRECT -> {
              exchange.getResponseHeaders().set("Location", uri(path) + "/elsewhere");
              exchange.sendResponseHeaders(302, -1);
            }
            case TOO_LARGE -> reply(exchange, type, b -> new byte[TOO_LARGE_BYTES], new byte[0]);
            case NONSENSE -> reply(exchange, type, b -> nonsense(), new byte[0]);
            default -> reply(exchange, type, answer, request(exchange, path));
          }
        });
  }

  private static byte[] request(HttpExchange exchange, String path) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      return exchange.getRequestBody().readNBytes(LARGEST_REQUEST_BYTES);
    }
    // getPath has undone the URL encoding.
    String rest = exchange.getRequestURI().getPath().substring(path.length());
    try {
      return Base64.getDecoder().decode(rest.startsWith("/") ? rest.substring(1) : rest);
    } catch (IllegalArgumentException e) {
      throw new IOException("no base64", e);
    }
  }

  private static byte[] nonsense() {
    return "nonsense".getBytes(StandardCharsets.US_ASCII);
  }

  private void context(String path, Supplier<Boolean> down, Supplier<Boolean> slow, Work work) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (down.get()) {
              return;
            }
            if (slow.get()) {
              boolean over = closed.await(LONGEST_HOLD_SECONDS, TimeUnit.SECONDS);
              LOG.debug("held an answer back, closed: {}", over);
              return;
            }
            work.run(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (IOException e) {
            LOG.info("a request to the embedded trust failed", e);
          }
        });
  }

  private static void reply(HttpExchange exchange, String type, Answer answer, byte[] body)
      throws IOException {
    byte[] reply;
    try {
      reply = answer.to(body);
    } catch (IOException e) {
      LOG.info("a request that cannot be answered", e);
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, reply.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(reply);
    }
  }

  URI uri(String path) {
    InetSocketAddress address = server.getAddress();
    return URI.create(
        "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
