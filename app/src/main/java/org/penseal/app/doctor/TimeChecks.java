// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.app.anchor.Anchors;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.devices.Probes;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.StoreException;
import org.penseal.app.upkeep.UpkeepException;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.refusal.SigningException;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TrustStore;
import org.penseal.trust.tls.TlsTrust;

/** The clock, and what ends with time: certificates, and the stamps over the archive's log. */
final class TimeChecks {
  private static final Duration SOON = Duration.ofDays(30);
  private static final Duration OFF = Duration.ofSeconds(5);

  private final Station station;
  private final Clock clock;

  TimeChecks(Station station, Clock clock) {
    this.station = station;
    this.clock = clock;
  }

  /** Compared with what was written here and with the first timestamp service that answers. */
  CheckFinding clock(Probes probes) throws StoreException {
    Instant now = clock.instant();
    Optional<Instant> latest =
        station.archive().cases().stream().map(CaseRow::changedAt).max(Instant::compareTo);
    if (latest.isPresent() && latest.get().isAfter(now.plus(OFF))) {
      return CheckFinding.failed("clock", new UpkeepException.ClockBehind(latest.get()));
    }
    for (URI each : station.settings().services().tsas()) {
      try {
        Instant before = clock.instant();
        Timestamp stamp = probes.stamp(each);
        return compared(before, stamp, clock.instant(), each.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return CheckFinding.note("clock", "clock-alone");
      } catch (Exception e) { // told where the service itself is checked
        continue;
      }
    }
    return CheckFinding.note("clock", "clock-alone");
  }

  private static CheckFinding compared(
      Instant before, Timestamp stamp, Instant after, String service) {
    return compared(before, stamp.time(), stamp.accuracy(), after, service);
  }

  static CheckFinding compared(
      Instant before, Instant said, Duration accuracy, Instant after, String service) {
    Duration room = OFF.plus(accuracy);
    Duration off =
        before.isAfter(said)
            ? Duration.between(said, before)
            : said.isAfter(after) ? Duration.between(said, after) : Duration.ZERO;
    return off.abs().compareTo(room) > 0
        ? CheckFinding.failed("clock", new UpkeepException.ClockDiffers(off, service))
        : CheckFinding.good("clock", service);
  }

  /** Certificates that are in use here. */
  List<CheckFinding> certificates() throws SigningException {
    Settings settings = station.settings();
    Set<X509Certificate> own = new LinkedHashSet<>();
    settings.statementKey().ifPresent(key -> own.addAll(key.chain()));
    station.services().trust().escrow().ifPresent(own::add);
    settings.services().ca().ifPresent(ca -> own.addAll(ca.certificates()));
    AuthorityAccess authority = settings.services().authority();
    authority.certificate().ifPresent(own::add);
    for (TlsTrust each : List.of(settings.network().tls(), authority.tls())) {
      own.addAll(each.anchors());
      if (each.identity() != null) {
        own.addAll(each.identity().chain());
      }
    }
    TrustStore roots = station.verificationRoots(false);
    for (Purpose each : Purpose.values()) {
      own.addAll(roots.anchors(each));
    }
    return ends(own, clock.instant());
  }

  static List<CheckFinding> ends(Collection<X509Certificate> all, Instant now) {
    List<CheckFinding> found = new ArrayList<>();
    for (X509Certificate each : all) {
      Instant until = each.getNotAfter().toInstant();
      if (until.isBefore(now.plus(SOON))) {
        boolean ended = until.isBefore(now);
        UpkeepException ends =
            new UpkeepException.CertificateEnds(CertificateFacts.commonName(each), until, ended);
        found.add(
            ended
                ? CheckFinding.failed("certificates", ends)
                : CheckFinding.warning("certificates", ends));
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    return List.of(
        all.isEmpty()
            ? CheckFinding.note("certificates", "no-certificates")
            : CheckFinding.good("certificates", Integer.toString(all.size())));
  }

  /** The certificate behind the latest stamp over the archive's log. */
  CheckFinding stamps() throws SigningException {
    Anchors anchors =
        new Anchors(
            station.archive().log(),
            Anchors.in(station.data()),
            station.services().hashing(),
            clock);
    Optional<Timestamp> latest = anchors.latest();
    @Nullable X509Certificate tsa = latest.map(Timestamp::tsa).orElse(null);
    if (latest.isEmpty() || tsa == null) {
      return CheckFinding.note("stamps", "no-stamps");
    }
    Instant until = tsa.getNotAfter().toInstant();
    return until.isBefore(clock.instant().plus(SOON))
        ? CheckFinding.warning(
            "stamps", new UpkeepException.StampEnds(CertificateFacts.commonName(tsa), until))
        : CheckFinding.good("stamps", until);
  }
}
