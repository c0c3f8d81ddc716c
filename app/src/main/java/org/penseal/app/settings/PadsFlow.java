// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.penseal.app.settings.SeenPad.Use;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.driver.PadWatch;

/**
 * Watches which pads are attached, and tries one when it is chosen: only opening a pad tells
 * whether another program holds it. The owner closes it.
 */
public final class PadsFlow implements AutoCloseable {
  private static final String FIRST = "hid:";
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Opening opening;
  private final Executor screen;
  private final Consumer<List<SeenPad>> shown;
  private final Map<String, Use> tried = new HashMap<>();
  private List<PadDriver.Attached> attached = List.of();
  private String chosen = "";
  private volatile boolean closed;
  private Optional<PadWatch> watch = Optional.empty();

  /** Opens a pad by its address. */
  @FunctionalInterface
  public interface Opening {
    /** Opens it, or says why not. */
    Pad open(String uri) throws PadException;
  }

  /**
   * @param screen runs what is shown
   * @param shown gets the whole list after every change, on {@code screen}
   */
  public PadsFlow(Opening opening, Executor screen, Consumer<List<SeenPad>> shown) {
    this.opening = opening;
    this.screen = screen;
    this.shown = shown;
  }

  /** Begins to watch. */
  public void start(PadDriver driver) {
    watch = Optional.of(PadWatch.start(driver, INTERVAL, this::attached));
  }

  /** These are attached now; any thread. */
  synchronized void attached(List<PadDriver.Attached> now) {
    attached = now;
    tried.keySet().retainAll(now.stream().map(PadDriver.Attached::uri).toList());
    tell();
  }

  /** This is the window's pad, without a try; any thread. */
  public synchronized void chosen(String uri) {
    chosen = uri;
    tell();
  }

  /**
   * Tries a pad: opens it, and lets go of it at once. Any thread but the JavaFX thread; it may take
   * seconds.
   *
   * @return how it is
   */
  public Use look(String uri) {
    Use found;
    try {
      opening.open(uri).close();
      found = Use.FREE;
    } catch (PadException.Busy e) {
      found = Use.BUSY;
    } catch (PadException e) {
      found = Use.FAILED;
    }
    synchronized (this) {
      tried.put(uri, found);
      tell();
    }
    return found;
  }

  /** What was found out about pads counts no more; any thread. */
  public synchronized void again() {
    tried.clear();
    tell();
  }

  private void tell() {
    if (closed) {
      return;
    }
    List<SeenPad> list = attached.stream().map(this::seen).toList();
    screen.execute(() -> shown.accept(list));
  }

  // "hid:" is the first of its kind, as the driver takes it.
  private String meant() {
    return chosen.equals(FIRST)
        ? attached.stream()
            .map(PadDriver.Attached::uri)
            .filter(uri -> uri.startsWith(FIRST))
            .findFirst()
            .orElse(FIRST)
        : chosen;
  }

  private SeenPad seen(PadDriver.Attached one) {
    Use use = tried.getOrDefault(one.uri(), Use.FREE);
    boolean mine = one.uri().equals(meant()) && use == Use.FREE;
    return new SeenPad(
        one.uri(), one.model().map(PadModel::name).orElse(""), mine ? Use.CHOSEN : use);
  }

  @Override
  public void close() {
    closed = true;
    watch.ifPresent(PadWatch::close);
  }
}
