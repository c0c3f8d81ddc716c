// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penseal.app.settings.SeenPad;
import org.penseal.app.signing.Service;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.liveness.camera.VideoDevices;

/**
 * Looks at the parts of the workplace, each on a virtual thread of its own with an end: whether
 * devices are plugged in every few seconds, services at the start and every three minutes, all of
 * it when somebody asks. A service that answered longer ago, as before a long case, is asked again
 * before the next case begins. Services are never asked more often than every five seconds. The
 * owner closes it.
 */
public final class DevicesFlow implements AutoCloseable {
  private static final Duration PRESENCE = Duration.ofSeconds(3);
  private static final int PRESENCES_PER_SERVICE = 60; // three minutes
  private static final Duration FRESH = PRESENCE.multipliedBy(PRESENCES_PER_SERVICE + 20);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);

  private final Station station;
  private final Probes probes;
  private final DevicesModel model;
  private final Supplier<Chosen> chosen;
  private final Executor screen;
  private final Map<Part, AtomicInteger> looks = new EnumMap<>(Part.class);
  private final Map<Part, Long> asked = new EnumMap<>(Part.class); // of the screen's thread
  // What an opening told, by address, until the device is pulled out.
  private final Map<String, PartState> opened = new ConcurrentHashMap<>();
  private final Thread watch = Thread.ofVirtual().name("devices").unstarted(this::watch);
  private volatile boolean closed;

  private interface Look {
    String run() throws Exception;
  }

  /**
   * @param chosen what is chosen now; asked on the screen's thread
   * @param screen runs what touches the model
   */
  public DevicesFlow(
      Station station, DevicesModel model, Supplier<Chosen> chosen, Executor screen) {
    this.station = station;
    this.probes = new Probes(station);
    this.model = model;
    this.chosen = chosen;
    this.screen = screen;
    for (Part part : Part.values()) {
      looks.put(part, new AtomicInteger());
    }
  }

  /** Begins to look. */
  public void start() {
    watch.start();
  }

  private void watch() {
    try {
      for (int i = 0; !closed; i++) {
        boolean first = i == 0;
        boolean services = i % PRESENCES_PER_SERVICE == 0;
        screen.execute(() -> regular(services, first));
        Thread.sleep(PRESENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // The archive is compared as a whole, which takes long where it is large: at the start, or asked.
  private void regular(boolean services, boolean first) {
    Chosen now = chosen.get();
    for (Part part : Part.values()) {
      boolean due = part == Part.ARCHIVE ? first : services && !now.busy();
      if (part.isDevice() || due) {
        look(part, now, false);
      }
    }
  }

  /** Something else was chosen; on the screen's thread. */
  public void changed() {
    Chosen now = chosen.get();
    for (Part part : Part.values()) {
      boolean was = model.state(part).get().light() == PartState.Light.DEMO;
      if (part.isDevice() || was != now.demo()) {
        look(part, now, false);
      }
    }
  }

  /** Another service is asked from now on; on the screen's thread. */
  public void renew(Part part) {
    asked.remove(part);
    model.state(part).set(PartState.LOOKING);
    look(part, chosen.get(), false);
  }

  /** Looks again, and opens what is a device, unless a case has it; on the screen's thread. */
  public CompletableFuture<PartState> again(Part part) {
    return look(part, chosen.get(), true);
  }

  /**
   * Which of these cannot be used now, but for services that nobody named: the case itself knows
   * whether the demo may stand in for them. Those that could not before are looked at again, and so
   * are services whose answer is old.
   *
   * @return completed on the screen's thread, at once if all are well
   */
  public CompletableFuture<List<Part>> missing(List<Part> needed) {
    Chosen now = chosen.get();
    List<Part> doubtful =
        now.demo()
            ? List.of()
            : needed.stream()
                .filter(
                    part ->
                        part.isDevice()
                            || model.state(part).get().light() == PartState.Light.FAILED
                            || (part != Part.ARCHIVE && isOlderThan(FRESH, part)))
                .toList();
    CompletableFuture<?>[] all =
        doubtful.stream().map(part -> look(part, now, false)).toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(all).thenApply(any -> model.failed(doubtful));
  }

  private CompletableFuture<PartState> look(Part part, Chosen now, boolean open) {
    if (now.demo() && part != Part.ARCHIVE) {
      return CompletableFuture.completedFuture(show(part, count(part), PartState.DEMO));
    }
    if (isUnused(part, now)) {
      return CompletableFuture.completedFuture(show(part, count(part), PartState.UNUSED));
    }
    if (!part.isDevice() && !isOlderThan(SHORTEST_PAUSE, part)) {
      return CompletableFuture.completedFuture(model.state(part).get());
    }
    asked.put(part, System.nanoTime());
    int number = count(part);
    boolean known = model.state(part).get().light() == PartState.Light.READY;
    if (open || (!part.isDevice() && !known)) {
      model.state(part).set(PartState.LOOKING);
    }
    CompletableFuture<String> answer = new CompletableFuture<>();
    Look look = of(part, now, open && !now.busy());
    Thread running =
        Thread.ofVirtual()
            .name("look at " + part)
            .start(
                () -> {
                  try {
                    answer.complete(look.run());
                  } catch (Exception | LinkageError e) { // shown, whatever it is
                    answer.completeExceptionally(e);
                  }
                });
    CompletableFuture<PartState> shown = new CompletableFuture<>();
    answer
        .orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (found, failure) -> {
              if (failure instanceof TimeoutException) {
                running.interrupt();
              }
              PartState state =
                  failure == null ? PartState.ready(found) : PartState.failed(failure);
              screen.execute(() -> shown.complete(show(part, number, state)));
            });
    return shown;
  }

  // Or was never asked.
  private boolean isOlderThan(Duration age, Part part) {
    Long last = asked.get(part);
    return last == null || System.nanoTime() - last >= age.toNanos();
  }

  private AtomicInteger looks(Part part) {
    return Objects.requireNonNull(looks.get(part));
  }

  private int count(Part part) {
    return looks(part).incrementAndGet();
  }

  // An answer that comes after a later look is nobody's.
  private PartState show(Part part, int number, PartState state) {
    if (!closed && looks(part).get() == number && !state.equals(model.state(part).get())) {
      model.state(part).set(state);
    }
    return state;
  }

  private static boolean isUnused(Part part, Chosen now) {
    return (part == Part.CAMERA && now.camera().isEmpty())
        || (part == Part.READER && now.reader().isEmpty());
  }

  private Look of(Part part, Chosen now, boolean open) {
    Settings.Services named = station.settings().services();
    return switch (part) {
      case PAD ->
          device(
              now.pad(),
              () -> Presence.pad(now.pad(), now.pads()),
              open ? () -> probes.pad(now.pad()) : null);
      case CAMERA ->
          device(
              now.camera(),
              () -> present(now.camera()),
              open ? () -> Probes.camera(now.camera()) : null);
      case READER ->
          device(
              now.reader(),
              () -> Presence.reader(now.reader()),
              open ? () -> Probes.reader(now.reader()) : null);
      case CA -> named.ca().isEmpty() ? () -> Probes.missing(Service.CA) : probes::ca;
      case TSA -> probes::anyTsa;
      case AUTHORITY -> probes::authority;
      case ARCHIVE -> probes::archive;
    };
  }

  // Whether it is plugged in; and what its opening told, now or before.
  private Look device(String uri, Look presence, @Nullable Look opening) {
    return () -> {
      String name;
      try {
        name = presence.run();
      } catch (Exception e) {
        opened.remove(uri);
        throw e;
      }
      if (opening != null) {
        try {
          opened.put(uri, PartState.ready(opening.run()));
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception | LinkageError e) { // told at every look until it is tried again
          opened.put(uri, PartState.failed(e));
        }
      }
      PartState known = opened.get(uri);
      if (known != null && known.failure() instanceof Exception failure) {
        throw failure;
      }
      return known == null || known.found().equals(uri) ? name : known.found();
    };
  }

  private String present(String uri) throws Exception {
    List<VideoDevices.Device> all = VideoDevices.list();
    List<FoundDevice> found =
        all.stream().map(each -> new FoundDevice(each.uri(), each.name())).toList();
    screen.execute(
        () -> {
          if (!model.found(Part.CAMERA).equals(found)) {
            model.found(Part.CAMERA).setAll(found);
          }
        });
    return Presence.camera(uri, all);
  }

  /** A pad that is listed, for the choice. */
  public static FoundDevice found(SeenPad pad) {
    return new FoundDevice(pad.uri(), pad.name());
  }

  @Override
  public void close() {
    closed = true;
    watch.interrupt();
  }
}
