// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.app.store.Archive;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.Purpose;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.cmp.CmpClient;
import org.penseal.trust.cmp.MessageProtection;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;

/**
 * Makes of the settings what cases work with.
 *
 * @param escrow certificate that was named, and is registered
 */
record ServicesOf(
    Settings settings,
    Archive archive,
    Optional<X509Certificate> escrow,
    Hashing hashing,
    Clock clock,
    SecureRandom random) {

  /** The same for the demo alone: nothing that was named is asked. */
  ServicesOf with(Settings others) {
    boolean escrowToo = others.services().escrow().isPresent();
    return new ServicesOf(
        others, archive, escrowToo ? escrow : Optional.empty(), hashing, clock, random);
  }

  /**
   * What cases work with.
   *
   * @param demo replaces services that are not specified; empty where it must not
   */
  CaseServices services(Optional<Demonstration> demo) throws SigningException {
    List<URI> tsas = settings.services().tsas();
    boolean demoStamps = tsas.isEmpty() && demo.isPresent();
    return new CaseServices(
        archive,
        settings.data().resolve("cases"),
        ca(demo),
        new CaseServices.Stamping(
            new TimestampClient(
                demoStamps ? List.of(demo.get().tsa()) : tsas,
                settings.network().timeout(),
                settings.network().tls(),
                hashing,
                random),
            demoStamps ? List.of(Laboratory.TSA_NAME) : tsas.stream().map(URI::toString).toList()),
        new CaseServices.Trust(
            roots(demo),
            revocation(demo),
            escrow.or(() -> demo.map(d -> d.escrow().chain().getFirst()))),
        settings.missing(),
        Station.SOFTWARE,
        new CaseServices.Means(hashing, clock, random));
  }

  private Optional<CmpClient> ca(Optional<Demonstration> demo) {
    return settings
        .services()
        .ca()
        .map(named -> client(named.address(), named.protecting().with(random)))
        .or(() -> demo.map(d -> client(d.ca(), d.protection())));
  }

  private CmpClient client(URI address, MessageProtection protection) {
    Settings.Network network = settings.network();
    return new CmpClient(address, protection, network.timeout(), network.tls(), hashing, clock);
  }

  // Services that were named are judged by the roots that somebody put there for them. Simulated
  // devices are known anywhere, or a case of theirs could not be told from one of no device at all.
  private TrustStore roots(Optional<Demonstration> demo) throws SigningException {
    TrustStore roots = workplaceRoots();
    TrustStore simulated = TrustFolder.ofDemo(settings.data());
    Set<Service> missing = settings.services().unnamed();
    for (Purpose each : Purpose.values()) {
      boolean standsIn =
          switch (each) {
            case SIGNER -> missing.contains(Service.CA);
            case TSA -> missing.contains(Service.TSA);
            case DEVICE, STATION, AUTHORITY, ESCROW, LOGIN -> true;
          };
      if (demo.isPresent() && (standsIn || settings.demonstration())) {
        roots = roots.with(each, demo.get().roots().anchors(each));
      } else if (each == Purpose.DEVICE) {
        roots = roots.with(each, simulated.anchors(each));
      }
    }
    return roots;
  }

  /** Whom the workplace trusts: what it names, and the folder {@code trust/} of its data. */
  TrustStore workplaceRoots() throws SigningException {
    TrustStore roots = TrustFolder.of(settings.data());
    for (Purpose each : Purpose.values()) {
      roots = roots.with(each, settings.trust().roots().anchors(each));
    }
    Optional<X509Certificate> answers = settings.services().authority().certificate();
    if (answers.isPresent()) {
      roots = roots.with(Purpose.AUTHORITY, answers.get());
    }
    Optional<StatementKey> own = settings.statementKey();
    return own.isPresent() ? roots.with(Purpose.STATION, own.get().certificate()) : roots;
  }

  private RevocationClient revocation(Optional<Demonstration> demo) {
    return new RevocationClient(
        new HttpExchange(settings.network().timeout(), settings.network().tls()),
        RevocationCache.in(settings.data().resolve("revocation")),
        demo.map(Demonstration::responders).orElse(List.of()),
        clock,
        random);
  }
}
