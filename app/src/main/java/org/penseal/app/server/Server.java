// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penseal.app.server.api.Dispatcher;
import org.penseal.app.server.api.Operations;
import org.penseal.app.server.api.Resources;
import org.penseal.app.server.api.Route;
import org.penseal.app.server.api.Trust;
import org.penseal.app.server.api.WorkFolder;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.server.auth.LoginService;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.file.ServeSettings.ListenAt;
import org.penseal.app.server.front.FairTurns;
import org.penseal.app.server.front.Front;
import org.penseal.app.server.http.HttpLimits;
import org.penseal.app.server.http.Listener;
import org.penseal.app.server.key.KeyRing;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.monitor.Metrics;
import org.penseal.app.server.monitor.MonitorHandler;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.tsa.Stamper;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.app.workplace.file.Secret;
import org.penseal.digest.NativeSm3;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.server.ServerWire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running services: every long-lived part, made by hand of what the file says. The one who
 * started it closes it.
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Duration PEER_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TURN = Duration.ofSeconds(20);
  private static final HttpLimits MONITOR =
      new HttpLimits(
          64,
          64,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          1024,
          1024);

  private final ServeSettings settings;
  private final Clock clock;
  private final KeyRing keys;
  private final AuditLog audit;
  private final Optional<Stamper> stamper;
  private final FairTurns turns =
      new FairTurns(2 * Runtime.getRuntime().availableProcessors(), TURN);
  private final List<Listener> listeners = new ArrayList<>();
  private @Nullable LoginService login;
  private volatile boolean taking;

  private Server(
      ServeSettings settings,
      Clock clock,
      KeyRing keys,
      AuditLog audit,
      Optional<Stamper> stamper) {
    this.settings = settings;
    this.clock = clock;
    this.keys = keys;
    this.audit = audit;
    this.stamper = stamper;
  }

  /**
   * Starts: opens keys, record and clock, then listens.
   *
   * @param asker asks the operator for passwords that are not written down
   * @throws ServeException if a key, a folder or an address cannot be used
   * @throws SigningException if a certificate cannot be read
   */
  public static Server start(
      ServeSettings settings, Secret.Asker asker, Clock clock, SecureRandom random)
      throws ServeException, SigningException {
    CryptoProvider.register();
    Hashing hashing = new NativeSm3(Hashing.jca());
    KeyRing keys = KeyRing.open(settings, asker, hashing, clock.instant());
    AuditLog audit = null;
    Server server = null;
    try {
      audit = AuditLog.open(settings.data().resolve("audit"), random);
      TrustStore roots = TrustStore.load(inFolder(settings, settings.trust().roots()));
      Optional<Stamper> stamper =
          stamper(
              settings,
              clock,
              random,
              peers -> new TimestampClient(peers, PEER_TIMEOUT, hashing, random).trusting(roots));
      server = new Server(settings, clock, keys, audit, stamper);
      server.listen(roots, hashing, random);
      return server;
    } catch (ServeException | SigningException | RuntimeException e) {
      if (server != null) {
        server.close();
      } else {
        keys.close();
        if (audit != null) {
          audit.close();
        }
      }
      throw e;
    }
  }

  private static Optional<Stamper> stamper(
      ServeSettings settings,
      Clock clock,
      SecureRandom random,
      Function<List<URI>, TimestampClient> clients)
      throws ServeException {
    if (settings.services().stamping().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Stamper.open(
            settings.services().stamping().get(), settings.data(), clock, random, clients));
  }

  private void listen(TrustStore roots, Hashing hashing, SecureRandom random)
      throws ServeException, SigningException {
    Resources with =
        new Resources(
            settings,
            keys,
            turns,
            WorkFolder.open(settings.data().resolve("work"), hashing, random),
            roots,
            hashing,
            clock,
            random);
    Trust trust = new Trust(settings.trust(), with.trust(), hashing, clock, random);
    Metrics metrics = new Metrics(this::parts);
    List<Route> routes = new ArrayList<>(Operations.routes(with, trust, stamper));
    if (settings.services().login().isPresent()) {
      LoginService opened = LoginService.open(settings.services().login().get(), with, trust);
      login = opened;
      routes.addAll(opened.routes());
    }
    Dispatcher dispatcher = new Dispatcher(routes, with, Front.of(settings, clock), audit, metrics);
    // First, so that a program that does not come up can be looked at.
    listeners.add(
        Listener.open(
            settings.monitor(),
            ServerWire.plain(),
            new MonitorHandler(metrics, this::parts, () -> taking && audit.writes()),
            MONITOR,
            metrics));
    Wires wires = new Wires(settings.folder(), keys, clock, random);
    for (ListenAt at : settings.listen()) {
      listeners.add(
          Listener.open(
              at.address(), wires.of(at), dispatcher, settings.services().http(), metrics));
    }
    taking = true;
  }

  private static List<Path> inFolder(ServeSettings settings, List<Path> named) {
    return named.stream().map(settings.folder()::resolve).toList();
  }

  /** What is well and what is not: every key, the clock, the record of calls. */
  public Map<String, Boolean> parts() {
    Map<String, Boolean> parts = new LinkedHashMap<>();
    for (NamedKey key : keys.all()) {
      parts.put("key:" + key.name(), key.there(clock.instant()));
    }
    stamper.ifPresent(each -> parts.put("clock", each.ready()));
    parts.put("audit", audit.writes());
    return parts;
  }

  /** Where calls are taken, in the order of the file. */
  public List<InetSocketAddress> addresses() {
    return listeners.stream().skip(1).map(Listener::address).toList();
  }

  /** Where health and metrics are asked for. */
  public InetSocketAddress monitor() {
    return listeners.getFirst().address();
  }

  /**
   * Takes no more calls, and waits for those under way as long as the file allows. Readiness says
   * no from the first moment.
   *
   * @return whether all were answered
   */
  public boolean drain() throws InterruptedException {
    taking = false;
    boolean done = true;
    long end = System.nanoTime() + Duration.ofSeconds(settings.services().drainSeconds()).toNanos();
    List<Listener> all = listeners.subList(1, listeners.size());
    all.forEach(Listener::stopAccepting);
    for (Listener each : all) {
      done &= each.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
    LOG.info("drained, all calls answered: {}", done);
    return done;
  }

  @Override
  public void close() {
    taking = false;
    listeners.forEach(Listener::close);
    turns.close();
    stamper.ifPresent(Stamper::close);
    LoginService opened = login;
    if (opened != null) {
      opened.close();
    }
    audit.close();
    keys.close();
  }
}
