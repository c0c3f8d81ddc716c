// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.penseal.pad.PadException;

/**
 * Tells when pads come and go. One thread asks the driver for its list at an interval; the owner
 * closes it.
 */
public final class PadWatch implements AutoCloseable {
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
    try {
      List<PadDriver.Attached> known = driver.list();
      onChange.accept(known);
      while (true) {
        Thread.sleep(interval);
        List<PadDriver.Attached> now = driver.list();
        if (!now.equals(known)) {
          known = now;
          onChange.accept(now);
        }
      }
    } catch (InterruptedException | PadException.Interrupted e) {
      // Closed.
    }
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
