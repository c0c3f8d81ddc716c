// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.penseal.identity.PortraitComparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A demo authority on this machine: docs/authority-openapi.yaml over HTTP on a free port of
 * 127.0.0.1, with an invented population. Every answer says {@code demo: true}.
 *
 * <p>Each request runs on a virtual thread. Keeps of a request only a digest, for idempotency. Who
 * starts it closes it.
 */
public final class EmbeddedAuthority implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedAuthority.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_REQUEST = 8 << 20;
  private static final int KEPT_ANSWERS = 1000;
  private static final int SLOW_SECONDS = 60;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Registry registry;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Answered> answered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answered> eldest) {
          return size() > KEPT_ANSWERS;
        }
      };
  private volatile AuthorityFault fault = AuthorityFault.NONE;

  @SuppressWarnings("ArrayRecordComponent") // two buffers, never changed
  private record Answered(byte[] requestDigest, byte[] answer) {}

  private EmbeddedAuthority(HttpServer server, Registry registry) {
    this.server = server;
    this.registry = registry;
  }

  /**
   * Starts it.
   *
   * @param people the population, see {@link DemoPopulation}
   * @param comparator compares a portrait with the authority's own
   * @param threshold similarity that counts as a match
   * @param clock for the time in the answers
   * @throws IOException when no port can be had
   */
  public static EmbeddedAuthority start(
      List<DemoPerson> people, PortraitComparator comparator, double threshold, Clock clock)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 16);
    EmbeddedAuthority authority =
        new EmbeddedAuthority(server, new Registry(people, comparator, threshold, clock));
    server.createContext("/", authority::handle);
    server.setExecutor(authority.threads);
    server.start();
    return authority;
  }

  /** Where it listens: {@code http://127.0.0.1:PORT}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on does this wrong. */
  public void fault(AuthorityFault next) {
    fault = next;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      AuthorityFault now = fault;
      if (now == AuthorityFault.SLOW && closed.await(SLOW_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      if (now == AuthorityFault.DOWN) {
        send(exchange, 503, error("down"));
      } else if (now == AuthorityFault.NONSENSE) {
        send(exchange, 200, "<html>it works</html>".getBytes(StandardCharsets.UTF_8));
      } else {
        route(exchange, now);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("demo authority failed", e);
      send(exchange, 500, error("failure"));
    }
  }

  private void route(HttpExchange exchange, AuthorityFault now) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    switch (call) {
      case "GET /v1/health" -> send(exchange, 200, health());
      case "POST /v1/verifications" -> verify(exchange, now);
      default -> send(exchange, 404, error("not-found"));
    }
  }

  private static byte[] health() throws IOException {
    return JSON.writeValueAsBytes(
        JSON.createObjectNode()
            .put("status", "up")
            .put("provider", Registry.PROVIDER)
            .put("demo", true));
  }

  private void verify(HttpExchange exchange, AuthorityFault now) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (key == null || !key.matches("[A-Za-z0-9-]{8,64}")) {
      send(exchange, 400, error("missing-idempotency-key"));
      return;
    }
    if (type == null || !type.startsWith("application/json")) {
      send(exchange, 415, error("json-only"));
      return;
    }
    byte[] body;
    try (InputStream stream = exchange.getRequestBody()) {
      body = stream.readNBytes(LONGEST_REQUEST + 1);
    }
    if (body.length > LONGEST_REQUEST) {
      send(exchange, 413, error("too-large"));
      return;
    }
    try {
      byte[] answer = once(key, body);
      send(exchange, 200, now == AuthorityFault.OTHER_MODE ? otherMode(answer) : answer);
    } catch (Registry.Refused e) {
      send(exchange, e.code().equals("idempotency-conflict") ? 409 : 400, error(e.code()));
    }
  }

  /** The same key gives the same answer; with another body it is refused. */
  private byte[] once(String key, byte[] body) throws Registry.Refused, IOException {
    byte[] digest = digest(body);
    synchronized (answered) {
      Answered before = answered.get(key);
      if (before != null) {
        if (!Arrays.equals(before.requestDigest(), digest)) {
          throw new Registry.Refused("idempotency-conflict");
        }
        return before.answer();
      }
      byte[] answer = JSON.writeValueAsBytes(registry.decide(parse(body)));
      answered.put(key, new Answered(digest, answer));
      return answer;
    }
  }

  private static JsonNode parse(byte[] body) throws Registry.Refused {
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree.isObject()) {
        return tree;
      }
    } catch (IOException e) {
      LOG.debug("request is no JSON");
    }
    throw new Registry.Refused("json-only");
  }

  private static byte[] otherMode(byte[] answer) {
    return new String(answer, StandardCharsets.UTF_8)
        .replaceFirst("\"mode\":\"[a-z-]+\"", "\"mode\":\"other\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] digest(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] error(String code) {
    return ("{\"code\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
