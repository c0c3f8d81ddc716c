// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.penseal.app.devices.PartProbe;
import org.penseal.app.devices.Probes;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.app.settings.SettingsFile;
import org.penseal.app.settings.SettingsModel;
import org.penseal.app.store.StoreException;
import org.penseal.app.upkeep.UpkeepException;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.app.workplace.file.WorkplaceException;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks everything once: the computer, the installation, the archive, services and devices, these
 * by the very probes of {@link PartProbe}. The checks run beside each other, each on a virtual
 * thread with an end; none changes anything but what opening the archive does. For one thread.
 */
public final class Doctor {
  private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Clock clock;

  /**
   * @param clock the computer's
   */
  public Doctor(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a running window looks at.
   *
   * @param station of the window
   * @param devices addresses by kind: pad, camera, idCard; empty while a case has them
   * @param named whether there is a workplace
   * @param workplace as written; empty if there is none
   */
  public record Place(
      Station station, Map<String, String> devices, boolean named, Workplace workplace) {
    /** Copies the map. */
    public Place {
      devices = Map.copyOf(devices);
    }
  }

  private interface Check {
    List<CheckFinding> run() throws Exception;
  }

  private record Running(String part, CompletableFuture<List<CheckFinding>> found, Thread thread) {}

  /** Of a data folder, whose archive is opened and closed again; whatever fails is a finding. */
  public List<CheckFinding> examine(Path data, WorkplaceReading workplace)
      throws InterruptedException {
    List<CheckFinding> found = new ArrayList<>(HostChecks.permissions(data));
    WorkplaceSettings read;
    Settings settings;
    try {
      read = workplace.read();
      settings = read.in(data);
    } catch (WorkplaceException | SigningException e) {
      found.add(CheckFinding.failed("workplace", e));
      found.addAll(all(List.of(running("disk", () -> HostChecks.disk(folders(data))))));
      return found;
    }
    try (Station station = Station.open(settings)) {
      Workplace named = read.workplace();
      Place place = new Place(station, devices(data, named), read.exists(), named);
      found.addAll(examine(place, false));
    } catch (StoreException | SigningException e) {
      found.add(CheckFinding.failed("archive", e));
      found.addAll(all(List.of(running("disk", () -> HostChecks.disk(folders(data))))));
    }
    return found;
  }

  // Those that the workplace names, else those that were chosen in the window.
  private static Map<String, String> devices(Path data, Workplace workplace) {
    Map<String, String> devices = new LinkedHashMap<>();
    SettingsModel chosen = new SettingsModel();
    try {
      new SettingsFile(SettingsFile.in(data)).load(chosen);
    } catch (IOException e) {
      LOG.warn("the window's choices cannot be read", e);
    }
    if (!chosen.demoDevices().get()) {
      devices.put("pad", chosen.pad().get());
      devices.put("camera", chosen.camera().get());
      devices.put("idCard", chosen.idCard().get());
      devices.values().removeIf(String::isEmpty);
    }
    devices.putAll(workplace.desk().devices());
    return devices;
  }

  /** Reads the workplace of a data folder. */
  @FunctionalInterface
  public interface WorkplaceReading {
    /** Reads it, or says what is wrong with the file. */
    WorkplaceSettings read() throws WorkplaceException;
  }

  /** Of a station that is open. */
  public List<CheckFinding> examine(Place place) throws InterruptedException {
    return examine(place, true);
  }

  private List<CheckFinding> examine(Place place, boolean permissions) throws InterruptedException {
    Station station = place.station();
    Probes probes = new Probes(station);
    TimeChecks times = new TimeChecks(station, clock);
    List<Running> running = new ArrayList<>();
    if (permissions) {
      running.add(running("permissions", () -> HostChecks.permissions(station.data())));
    }
    running.add(running("program", () -> List.of(program())));
    running.add(running("archive", () -> good("archive", archive(station, probes))));
    List<Path> folders = new ArrayList<>(folders(station.data()));
    place.workplace().output().ifPresent(folders::add);
    running.add(running("disk", () -> HostChecks.disk(folders)));
    running.add(running("clock", () -> List.of(times.clock(probes))));
    running.add(running("models", () -> good("models", models(station))));
    running.add(running("certificates", times::certificates));
    running.add(running("stamps", () -> List.of(times.stamps())));
    running.add(running("access", () -> HostChecks.access(station.pads().list())));
    List<PartProbe> parts =
        place.named()
            ? PartProbe.of(station, probes, place.devices())
            : PartProbe.devices(probes, place.devices());
    for (PartProbe each : parts) {
      running.add(running(each.part(), () -> good(each.part(), each.trial().run())));
    }
    List<CheckFinding> found = new ArrayList<>(all(running));
    if (!place.named()) {
      found.add(CheckFinding.note("workplace", "no-workplace"));
    }
    return found;
  }

  private static List<Path> folders(Path data) {
    return List.of(data, Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  private static CheckFinding program() {
    ProgramIntegrity.Answer answer = ProgramIntegrity.ofThisProgram().answer();
    return switch (answer.release()) {
      case CHECKOUT -> CheckFinding.note("program", "program-checkout");
      case UNSIGNED -> CheckFinding.note("program", "program-unsigned");
      case SIGNED ->
          CheckFinding.good(
              "program",
              "%d MB, %d ms".formatted(answer.bytes() / 1_000_000, answer.took().toMillis()));
      case ALTERED -> CheckFinding.failed("program", Objects.requireNonNull(answer.altered()));
    };
  }

  private static String archive(Station station, Probes probes) throws Exception {
    probes.archive();
    return Long.toString(station.archive().log().head().number());
  }

  private static String models(Station station) throws Exception {
    station.models().verify();
    return Integer.toString(station.models().descriptors().size());
  }

  private static List<CheckFinding> good(String part, String found) {
    return List.of(CheckFinding.good(part, found));
  }

  private static Running running(String part, Check check) {
    CompletableFuture<List<CheckFinding>> found = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name("check " + part)
            .start(
                () -> {
                  try {
                    found.complete(check.run());
                  } catch (Exception | LinkageError e) { // told, whatever it is
                    found.complete(List.of(CheckFinding.failed(part, e)));
                  }
                });
    return new Running(part, found, thread);
  }

  // In the order in which they were begun; together no longer than the longest may take.
  private static List<CheckFinding> all(List<Running> running) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    List<CheckFinding> found = new ArrayList<>();
    try {
      for (Running each : running) {
        try {
          found.addAll(each.found().get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
          found.add(CheckFinding.failed(each.part(), new UpkeepException.NoAnswer(LONGEST)));
        } catch (ExecutionException e) {
          found.add(CheckFinding.failed(each.part(), e));
        }
      }
    } finally {
      running.forEach(each -> each.thread().interrupt());
    }
    return found;
  }

  /** Whether something must be done. */
  public static boolean isWell(List<CheckFinding> found) {
    return found.stream().noneMatch(each -> each.state() == CheckFinding.State.FAILED);
  }
}
