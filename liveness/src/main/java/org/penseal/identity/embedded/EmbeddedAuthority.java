// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.PortraitComparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A demo authority on this machine: docs/authority-openapi.yaml over HTTP on a free port of
 * 127.0.0.1, with an invented population. Every answer says {@code demo: true}.
 *
 * <p>Each request runs on a virtual thread. Keeps of a request only a digest, for idempotency, and
 * of one that asks for a one-time code what the code was sent for. Who starts it closes it.
 */
public final class EmbeddedAuthority implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedAuthority.class);
  private static final int SLOW_SECONDS = 60;
  private static final Duration CLOCK_OFF = Duration.ofHours(1);

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AuthorityDesk desk;
  private final Answering answering;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();
  private final Queue<AuthorityFault> once = new ArrayDeque<>();
  private volatile AuthorityFault fault = AuthorityFault.NONE;

  private EmbeddedAuthority(HttpServer server, AuthorityTerms terms, AskedRegistry asked) {
    this.server = server;
    this.scheme = terms.tls() == null ? "http" : "https";
    this.desk =
        new AuthorityDesk(
            address().toString(),
            new RequestGate(terms.stations(), asked.clock()),
            new Registry(
                asked.people(), asked.comparator(), asked.threshold(), shifted(asked.clock())));
    this.answering = new Answering(terms.signer(), asked.clock());
  }

  private record AskedRegistry(
      List<DemoPerson> people, PortraitComparator comparator, double threshold, Clock clock) {}

  private Clock shifted(Clock clock) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return clock.getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
      }

      @Override
      public Instant instant() {
        Instant now = clock.instant();
        return fault == AuthorityFault.CLOCK_OFF ? now.plus(CLOCK_OFF) : now;
      }
    };
  }

  /**
   * Starts it over plain http, without signatures.
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
    return start(people, comparator, threshold, clock, AuthorityTerms.OPEN);
  }

  /** The same, on terms. */
  public static EmbeddedAuthority start(
      List<DemoPerson> people,
      PortraitComparator comparator,
      double threshold,
      Clock clock,
      AuthorityTerms terms)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = server(new InetSocketAddress(loopback, 0), terms);
    EmbeddedAuthority authority =
        new EmbeddedAuthority(
            server, terms, new AskedRegistry(people, comparator, threshold, clock));
    server.createContext("/", authority::handle);
    server.setExecutor(authority.threads);
    server.start();
    return authority;
  }

  private static HttpServer server(InetSocketAddress where, AuthorityTerms terms)
      throws IOException {
    SSLContext tls = terms.tls();
    if (tls == null) {
      return HttpServer.create(where, 16);
    }
    HttpsServer server = HttpsServer.create(where, 16);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setNeedClientAuth(terms.demandsCertificate());
            parameters.setSSLParameters(wanted);
          }
        });
    return server;
  }

  /** Where it listens: {@code http://127.0.0.1:PORT}, or https. */
  public URI address() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on does this wrong. */
  public void fault(AuthorityFault next) {
    fault = next;
  }

  /** Does these wrong, each with one request, and then again what {@link #fault} says. */
  public void faults(List<AuthorityFault> next) {
    synchronized (once) {
      once.addAll(next);
    }
  }

  /** How many requests it has had. */
  public int requests() {
    return requests.get();
  }

  private AuthorityFault next() {
    synchronized (once) {
      AuthorityFault first = once.poll();
      return first == null ? fault : first;
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      AuthorityFault now = next();
      if (now == AuthorityFault.SLOW && closed.await(SLOW_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      if (now == AuthorityFault.RESET) {
        return;
      }
      AuthorityDesk.Served served = instead(exchange, now);
      answering.write(exchange, served == null ? desk.serve(exchange) : served, now);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("demo authority failed", e);
      exchange.sendResponseHeaders(500, -1);
    }
  }

  // What is answered without a look at the request; null if it is looked at.
  private AuthorityDesk.@Nullable Served instead(HttpExchange exchange, AuthorityFault now)
      throws IOException {
    HttpReply reply =
        switch (now) {
          case DOWN -> HttpReply.error(503, "down");
          case RESTING -> HttpReply.of(503, "{\"code\":\"down\"}", 120);
          case FAILURE -> HttpReply.error(500, "failure");
          case BUSY -> HttpReply.of(429, "{\"code\":\"busy\"}", 2);
          case REDIRECT -> HttpReply.error(302, "moved");
          default -> null;
        };
    return reply == null ? null : new AuthorityDesk.Served(desk.read(exchange), reply);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
