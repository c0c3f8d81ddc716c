// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.tsa;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;
import org.penseal.refusal.SigningException;
import org.penseal.signature.SigningKey;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.tsa.StampAuthority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time-stamping authority: a clock that is watched, numbers that never repeat. The one who
 * opened it closes it.
 */
public final class Stamper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stamper.class);
  private static final Duration JUMP = Duration.ofMillis(500);
  private static final Duration WATCH = Duration.ofSeconds(1);
  private static final int PEERS_EVERY = 60;

  private final StampAuthority authority;
  private final SerialNumbers numbers;
  private final WatchedClock clock;
  private final Optional<TimestampClient> peers;
  private final Duration accuracy;
  private final Thread watch;

  private Stamper(
      StampAuthority authority,
      SerialNumbers numbers,
      WatchedClock clock,
      Optional<TimestampClient> peers,
      Duration accuracy) {
    this.authority = authority;
    this.numbers = numbers;
    this.clock = clock;
    this.peers = peers;
    this.accuracy = accuracy;
    this.watch = Thread.ofVirtual().name("clock").unstarted(this::watch);
  }

  /**
   * Opens it.
   *
   * @param data folder of the serial numbers
   * @param clients makes a client of the peers
   * @throws ServeException.NotReady if the clock is behind what was stamped before
   */
  public static Stamper open(
      ServeSettings.Stamping settings,
      Path data,
      Clock clock,
      SecureRandom random,
      Function<List<URI>, TimestampClient> clients)
      throws ServeException {
    SerialNumbers numbers = SerialNumbers.open(data.resolve("tsa-serial"), random);
    WatchedClock steady = new WatchedClock(clock, System::nanoTime, JUMP);
    if (clock.instant().isBefore(numbers.latest())) {
      steady.distrust();
      LOG.error("the clock is behind the latest time-stamp");
    }
    Stamper stamper =
        new Stamper(
            new StampAuthority(settings.policy(), settings.accuracyMillis()),
            numbers,
            steady,
            settings.peers().isEmpty()
                ? Optional.empty()
                : Optional.of(clients.apply(settings.peers())),
            Duration.ofMillis(settings.accuracyMillis()));
    stamper.watch.start();
    return stamper;
  }

  /** Whether the clock is believed. */
  public boolean ready() {
    return !clock.jumped();
  }

  /**
   * Answers a request, also with a rejection.
   *
   * @throws NotReady if the clock has jumped, the key's certificate is not valid now, or no number
   *     can be had
   */
  public StampAuthority.Answer stamp(StampAuthority.Request request, NamedKey key)
      throws SigningException, ServeException {
    Instant now = clock.now().orElseThrow(() -> new NotReady(NotReady.Part.CLOCK, null));
    if (now.isBefore(numbers.latest().minus(accuracy))) {
      clock.distrust();
      throw new NotReady(NotReady.Part.CLOCK, null);
    }
    try {
      key.certificate(now).checkValidity(Date.from(now));
    } catch (CertificateException e) {
      throw new NotReady(NotReady.Part.KEY, e);
    }
    BigInteger number = numbers.next(now);
    try (SigningKey signing = key.signing(now)) {
      return authority.answer(request, signing, new StampAuthority.Mark(now, number));
    }
  }

  private void watch() {
    int round = 0;
    while (!Thread.currentThread().isInterrupted()) {
      boolean jumped = clock.jumped();
      if (peers.isPresent() && (jumped || round % PEERS_EVERY == 0)) {
        compare(peers.get());
      }
      round++;
      try {
        Thread.sleep(jumped && peers.isPresent() ? WATCH.multipliedBy(5) : WATCH);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  // Peers that do not answer prove nothing in either direction.
  private void compare(TimestampClient asked) {
    try {
      Instant before = Instant.now();
      TimestampClient.Health health = asked.probe("SHA-256");
      Instant after = Instant.now();
      Instant said = health.first().time();
      Duration slack = accuracy.plus(health.first().accuracy()).plusSeconds(1);
      boolean agrees = !said.isBefore(before.minus(slack)) && !said.isAfter(after.plus(slack));
      if (agrees && clock.jumped() && !Instant.now().isBefore(numbers.latest())) {
        clock.confirmed();
        LOG.warn("the clock is believed again, since a peer agrees");
      } else if (!agrees) {
        clock.distrust();
        LOG.error("the clock differs from a peer's");
      }
    } catch (SigningException e) {
      LOG.warn("no peer says what time it is: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    watch.interrupt();
    try {
      numbers.close();
    } catch (IOException e) {
      LOG.warn("the latest time could not be written down: {}", e.toString());
    }
  }
}
