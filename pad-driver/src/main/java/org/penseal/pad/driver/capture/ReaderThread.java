// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.capture;

import java.time.Duration;
import org.penseal.pad.PadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one named thread that reads an open pad, until it is stopped or the device is gone. */
public final class ReaderThread {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderThread.class);
  private static final Duration JOIN = Duration.ofSeconds(2);

  /** One read with a time-out. */
  public interface Step {
    void run() throws PadException;
  }

  private final Thread thread;
  private volatile boolean stopping;

  public ReaderThread(String uri, Step step, Runnable onGone) {
    thread =
        Thread.ofPlatform().name("pad-reader " + uri).daemon().unstarted(() -> run(step, onGone));
  }

  private void run(Step step, Runnable onGone) {
    try {
      while (!stopping) {
        step.run();
      }
    } catch (PadException e) {
      if (!stopping) {
        LOG.info("pad reader ends: {}", e.getMessage());
      }
    } finally {
      onGone.run();
    }
  }

  public void start() {
    thread.start();
  }

  /** Asks it to end and waits, so that nobody closes a device while it is read. */
  public void stop() {
    stopping = true;
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a pad is not closed from its own reader thread");
    }
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + JOIN.toNanos();
    boolean ended = false;
    boolean late = false;
    while (!ended && !late) {
      long left = end - System.nanoTime();
      try {
        ended = thread.join(Duration.ofNanos(Math.max(0, left)));
        late = left <= 0;
      } catch (InterruptedException e) {
        // Goes on: an interrupt is no reason to close a device under its reader.
        interrupted = true;
      }
    }
    if (!ended) {
      LOG.warn("{} did not end in time", thread.getName());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
