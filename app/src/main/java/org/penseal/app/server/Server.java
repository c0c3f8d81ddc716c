// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penseal.app.server.admin.AdminCalls;
import org.penseal.app.server.admin.AdminHandler;
import org.penseal.app.server.admin.NodeControl;
import org.penseal.app.server.api.Dispatcher;
import org.penseal.app.server.api.Operations;
import org.penseal.app.server.api.Resources;
import org.penseal.app.server.api.Route;
import org.penseal.app.server.api.Trust;
import org.penseal.app.server.api.WorkFolder;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.server.auth.LoginService;
import org.penseal.app.server.file.AddressRange;
import org.penseal.app.server.file.AdminSettings;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.file.ServeSettings.ListenAt;
import org.penseal.app.server.front.FairTurns;
import org.penseal.app.server.front.Front;
import org.penseal.app.server.front.Switches;
import org.penseal.app.server.http.Entrance;
import org.penseal.app.server.http.HttpLimits;
import org.penseal.app.server.http.Listener;
import org.penseal.app.server.key.KeyRing;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.monitor.Metrics;
import org.penseal.app.server.monitor.MonitorHandler;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.shf.ShfCalls;
import org.penseal.app.server.store.NonceStore;
import org.penseal.app.server.store.Stores;
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
public final class Server implements NodeControl, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Duration PEER_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TURN = Duration.ofSeconds(20);
  private static final HttpLimits SMALL =
      new HttpLimits(
          64,
          8,
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
  private final Stores stores;
  private final Switches switches;
  private final Optional<Stamper> stamper;
  private final FairTurns turns =
      new FairTurns(2 * Runtime.getRuntime().availableProcessors(), TURN);
  private final List<Listener> listeners = new ArrayList<>();
  private @Nullable Listener admin;
  private volatile HttpLimits limits;
  private volatile boolean taking;
  private volatile boolean inRotation = true;

  private Server(Parts parts, Clock clock) {
    this.settings = parts.settings;
    this.clock = clock;
    this.keys = parts.keys;
    this.audit = parts.audit;
    this.stores = parts.stores;
    this.switches = parts.switches;
    this.stamper = parts.stamper;
    this.limits = parts.settings.services().http();
  }

  /** What is opened before anything listens. */
  private record Parts(
      ServeSettings settings,
      KeyRing keys,
      AuditLog audit,
      Stores stores,
      Switches switches,
      Optional<Stamper> stamper) {}

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
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      KeyRing keys = KeyRing.open(settings, asker, hashing, clock.instant());
      opened.push(keys);
      AuditLog audit = AuditLog.open(settings.data().resolve("audit"), random);
      opened.push(audit);
      Stores stores = Stores.open(settings, asker, clock);
      opened.push(stores);
      TrustStore roots = TrustStore.load(inFolder(settings, settings.trust().roots()));
      Optional<Stamper> stamper =
          stamper(
              settings,
              clock,
              random,
              peers -> new TimestampClient(peers, PEER_TIMEOUT, hashing, random).trusting(roots));
      stamper.ifPresent(opened::push);
      Switches switches = Switches.open(settings.data().resolve("switched-off"));
      Server server =
          new Server(new Parts(settings, keys, audit, stores, switches, stamper), clock);
      opened.clear();
      opened.push(server);
      server.listen(roots, hashing, random);
      return server;
    } catch (ServeException | SigningException | RuntimeException e) {
      opened.forEach(Server::close);
      throw e;
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("a part could not be closed: {}", e.toString());
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
            switches,
            turns,
            WorkFolder.open(settings.data().resolve("work"), hashing, random),
            roots,
            hashing,
            clock,
            random);
    Trust trust = new Trust(settings.trust(), with.trust(), hashing, clock, random);
    Metrics metrics = new Metrics(this::parts);
    List<Route> routes = new ArrayList<>(Operations.routes(with, trust, stamper));
    routes.addAll(ShfCalls.routes(routes, settings.services(), hashing));
    if (settings.services().login().isPresent()) {
      LoginService login =
          LoginService.open(settings.services().login().get(), with, trust, stores.challenges());
      routes.addAll(login.routes());
    }
    Front front = Front.of(settings, clock, nonces(), switches);
    Dispatcher dispatcher = new Dispatcher(routes, with, front, audit, metrics);
    // First, so that a program that does not come up can be looked at.
    listeners.add(
        Listener.open(
            settings.monitor(),
            Entrance.direct(ServerWire.plain()),
            new MonitorHandler(metrics, this::parts, this::ready),
            SMALL,
            metrics));
    Wires wires = new Wires(settings.folder(), keys, clock, random);
    for (ListenAt at : settings.listen()) {
      listeners.add(Listener.open(at.address(), entrance(at, wires), dispatcher, limits, metrics));
    }
    if (settings.services().admin().isPresent()) {
      AdminSettings named = settings.services().admin().get();
      AdminCalls calls = new AdminCalls(with, front, audit, metrics, this);
      admin =
          Listener.open(
              named.listen().address(),
              entrance(named.listen(), wires),
              new AdminHandler(named, calls, with, audit, metrics),
              SMALL,
              metrics);
    }
    taking = true;
  }

  private static Entrance entrance(ListenAt at, Wires wires)
      throws ServeException, SigningException {
    List<AddressRange> proxies = at.proxies();
    return new Entrance(
        wires.of(at),
        proxies.isEmpty()
            ? Optional.empty()
            : Optional.of(from -> proxies.stream().anyMatch(range -> range.has(from))));
  }

  // Also where only a file that is read later may name keys that sign requests.
  private Optional<NonceStore> nonces() throws ServeException {
    boolean signed =
        settings.applications().stream().anyMatch(each -> !each.credentials().signers().isEmpty());
    return signed || settings.services().admin().isPresent()
        ? Optional.of(stores.nonces())
        : Optional.empty();
  }

  private static List<Path> inFolder(ServeSettings settings, List<Path> named) {
    return named.stream().map(settings.folder()::resolve).toList();
  }

  @Override
  public Map<String, Boolean> parts() {
    Map<String, Boolean> parts = new LinkedHashMap<>();
    for (NamedKey key : keys.all()) {
      boolean on = switches.isOn(Switches.What.KEY, key.name());
      parts.put("key:" + key.name(), on && key.there(clock.instant()));
    }
    stamper.ifPresent(each -> parts.put("clock", each.ready()));
    parts.put("audit", audit.writes());
    stores.well().ifPresent(well -> parts.put("store", well));
    stores.clockOff().ifPresent(off -> parts.put("store-clock", stores.clocksAgree()));
    return parts;
  }

  @Override
  public boolean ready() {
    return taking && inRotation && audit.writes() && stores.clocksAgree();
  }

  @Override
  public boolean inRotation() {
    return inRotation;
  }

  @Override
  public void inRotation(boolean in) {
    inRotation = in;
    LOG.info("in the rotation: {}", in);
  }

  @Override
  public int connections() {
    return listeners.stream().skip(1).mapToInt(Listener::openConnections).sum();
  }

  @Override
  public HttpLimits limits() {
    return limits;
  }

  @Override
  public void limits(HttpLimits next) {
    limits = next;
    listeners.stream().skip(1).forEach(each -> each.limits(next));
  }

  /** Where it is administered; empty if it is not. */
  public Optional<InetSocketAddress> administration() {
    return Optional.ofNullable(admin).map(Listener::address);
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
    Listener administration = admin;
    if (administration != null) {
      administration.close();
    }
    turns.close();
    stamper.ifPresent(Stamper::close);
    stores.close();
    audit.close();
    keys.close();
  }
}
