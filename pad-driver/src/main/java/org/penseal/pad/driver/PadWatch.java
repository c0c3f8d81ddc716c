// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.penseal.pad.PadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when pads come and go. One thread asks the driver for its list at an interval; the owner
 * closes it.
 */
public final class PadWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PadWatch.class);

  private final Thread thread;

  private PadWatch(
      PadDriver driver, Duration interval, Consumer<List<PadDriver.Attached>> onChange) {
    thread =
        Thread.ofVirtual().name("pad-watch").unstarted(() -> watch(driver, interval, onChange));
  }

  /**
   * Begins to watch.
   *
   * @param interval pause between two looks; one look takes a few milliseconds
   * @param onChange gets the whole list at the beginning and after every change, on the watching
   *     thread
   */
  public static PadWatch start(
      PadDriver driver, Duration interval, Consumer<List<PadDriver.Attached>> onChange) {
    PadWatch watch = new PadWatch(driver, interval, onChange);
    watch.thread.start();
    return watch;
  }

  private static void watch(
      PadDriver driver, Duration interval, Consumer<List<PadDriver.Attached>> onChange) {
    Optional<List<PadDriver.Attached>> known = Optional.empty();
    try {
      while (true) {
        known = Optional.of(look(driver, known, onChange));
        Thread.sleep(interval);
      }
    } catch (InterruptedException | PadException.Interrupted e) {
      // Closed.
    }
  }

  /** One look; whatever fails in it, the next one is due. */
  private static List<PadDriver.Attached> look(
      PadDriver driver,
      Optional<List<PadDriver.Attached>> known,
      Consumer<List<PadDriver.Attached>> onChange)
      throws PadException.Interrupted {
    List<PadDriver.Attached> now = known.orElse(List.of());
    try {
      now = driver.list();
      if (known.isEmpty() || !now.equals(known.get())) {
        onChange.accept(now);
      }
    } catch (RuntimeException e) {
      LOG.warn("a look at the attached pads failed", e);
    }
    return now;
  }

  /** Ends the watch; nothing is told after it. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
