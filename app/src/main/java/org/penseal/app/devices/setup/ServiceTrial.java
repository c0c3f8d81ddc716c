// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Service;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.identity.Authority;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;

/** Asks a service as a case would, with settings that are not in force. */
public final class ServiceTrial {
  private final Station station;

  ServiceTrial(Station station) {
    this.station = station;
  }

  /**
   * Asks, on the calling thread; every address of timestamp services.
   *
   * @return what it found
   * @throws Exception as a case would fail
   */
  ServiceForm.Outcome of(Service service, Settings settings) throws Exception {
    CaseServices services = station.servicesOf(settings);
    Optional<String> silent = service == Service.CA ? services.ca().ask() : Optional.empty();
    List<String> words = new ArrayList<>(List.of(found(service, services, settings)));
    silent.ifPresent(words::add);
    String kind = silent.isPresent() ? "CA.reached" : service.name();
    return new ServiceForm.Outcome(kind, words, null);
  }

  private String found(Service service, CaseServices services, Settings settings) throws Exception {
    return switch (service) {
      case CA -> settings.services().ca().map(ca -> ca.address().toString()).orElse("");
      case TSA -> {
        List<String> found = new ArrayList<>();
        for (URI each : settings.services().tsas()) {
          found.add(each + " (" + stamp(each, services, settings.network()).time() + ")");
        }
        yield String.join("\n", found);
      }
      case AUTHORITY -> {
        try (Authority opened =
            settings.services().authority().open(settings.network().timeout(), services.clock())) {
          yield opened.probe().provider();
        }
      }
      default -> throw new IllegalArgumentException(service + " is not set up here");
    };
  }

  /** The stamp by which a timestamp service answers. */
  public static Timestamp stamp(URI address, CaseServices services, Settings.Network network)
      throws Exception {
    TrustStore roots = services.roots();
    TimestampClient one =
        new TimestampClient(
                List.of(address),
                network.timeout(),
                network.tls(),
                services.hashing(),
                services.random())
            .trusting(roots);
    return one.probe("SHA-256").first();
  }
}
