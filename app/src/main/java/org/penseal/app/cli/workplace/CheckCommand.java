// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.workplace;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.key.HostKey;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.StandIn;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.idcard.IdCardReader;
import org.penseal.liveness.camera.Cameras;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penseal workplace check}: asks each service and opens each device and key once. */
@Command(
    name = "check",
    description = "Asks each service and opens each device and key; one line for each.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin Reply reply = new Reply();
  @Mixin WorkplaceCommand.Place place = new WorkplaceCommand.Place();

  private final List<Map<String, Object>> answers = new ArrayList<>();
  private boolean failed;

  /** What is tried; answers with what it found, in a few words. */
  @FunctionalInterface
  private interface Trial {
    String run() throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    WorkplaceSettings found = place.read();
    if (!found.exists()) {
      reply.progress(reply.texts().get("workplace.none", place.folder()));
      return Problem.CANNOT_SAY;
    }
    Settings settings = found.in(place.folder());
    try (Station station = Station.open(settings)) {
      CaseServices services = station.services();
      check("ca", () -> ca(services, settings));
      for (URI tsa : settings.services().tsas()) {
        check("timestamp", () -> tsa(tsa, services, settings));
      }
      if (settings.services().tsas().isEmpty()) {
        check("timestamp", () -> missing(Service.TSA));
      }
      check("authority", () -> authority(station, settings));
      check("escrow", () -> CertificateFacts.commonName(services.escrow()));
      check("station", () -> station(station));
      Map<String, String> devices = found.workplace().desk().devices();
      device(devices, "pad", uri -> pad(station, uri));
      device(devices, "camera", CheckCommand::camera);
      device(devices, "idCard", CheckCommand::reader);
    }
    reply.json(answers);
    return failed ? Problem.CANNOT_SAY : 0;
  }

  private static String missing(Service service) throws CaseException {
    throw new CaseException.ServiceNotNamed(service);
  }

  private static String ca(CaseServices services, Settings settings) throws Exception {
    services.ca().probe();
    return settings.services().ca().map(ca -> ca.address().toString()).orElse("");
  }

  private static String tsa(URI address, CaseServices services, Settings settings)
      throws Exception {
    TrustStore roots = services.roots();
    TimestampClient one =
        new TimestampClient(
                List.of(address),
                settings.network().timeout(),
                settings.network().tls(),
                services.hashing(),
                services.random())
            .trusting(roots);
    Instant stamped = one.probe("SHA-256").first().time();
    return address + " (" + stamped + ")";
  }

  private static String authority(Station station, Settings settings) throws Exception {
    if (settings.services().authority().endpoints().isEmpty()) {
      return missing(Service.AUTHORITY);
    }
    return station.authority(StandIn.NONE).probe().provider();
  }

  private static String station(Station station) throws Exception {
    var key = station.statementKey(StandIn.NONE);
    if (key.isEmpty()) {
      return missing(Service.STATION);
    }
    HostKey.require(key.get());
    return CertificateFacts.commonName(key.get().certificate());
  }

  /** Tries a device at its address. */
  @FunctionalInterface
  private interface DeviceTrial {
    String open(String uri) throws Exception;
  }

  private void device(Map<String, String> devices, String kind, DeviceTrial trial) {
    String uri = devices.get(kind);
    if (uri != null) {
      check(kind, () -> trial.open(uri));
    }
  }

  private static String pad(Station station, String uri) throws Exception {
    try (var pad = station.pads().open(uri)) {
      return pad.identity().model().name() + " " + pad.identity().serialNumber();
    }
  }

  private static String camera(String uri) throws Exception {
    try (var camera = Cameras.open(uri)) {
      camera.next();
      return uri;
    }
  }

  private static String reader(String uri) throws Exception {
    try (IdCardReader reader = IdCardReader.open(uri)) {
      return reader.readerNumber();
    }
  }

  private void check(String part, Trial trial) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("part", part);
    String name = reply.texts().get("workplace.part." + part);
    try {
      String found = trial.run();
      answer.put("ok", true);
      answer.put("found", found);
      reply.line("✓ " + name + "  " + found);
    } catch (Exception e) { // told, whatever it is; the other parts are checked all the same
      Problem problem = Problems.of(e);
      failed = true;
      answer.put("ok", false);
      answer.put("code", problem.code());
      reply.line(
          "✗ "
              + name
              + "  "
              + problem.text(reply.texts())
              + " "
              + problem.commandRemedy(reply.texts())
              + " ["
              + problem.code()
              + "]");
    }
    answers.add(answer);
  }
}
