// SPDX-License-Identifier: Apache-2.0
package org.penseal.idcard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.penseal.pad.simulator.Pty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link SimulatedReader} at a pseudo terminal, which a host opens as it opens a real one. A host
 * that speaks at another speed than the reader's is not understood. Linux only; one thread of its
 * own.
 */
public final class IdCardSimulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdCardSimulator.class);
  private static final Duration READ = Duration.ofMillis(100);

  private final SimulatedReader reader = new SimulatedReader();
  private final Pty pty;
  private final Thread thread;
  private final AtomicBoolean closed = new AtomicBoolean();

  private IdCardSimulator() throws IOException {
    pty = Pty.open();
    thread = Thread.ofPlatform().name("simulated-id-card").daemon().unstarted(this::answer);
  }

  /** Switches a reader on, with a card on it or without one. */
  public static IdCardSimulator start(Optional<? extends ReadCard> card) throws IOException {
    IdCardSimulator simulator = new IdCardSimulator();
    card.ifPresent(simulator.reader::lay);
    simulator.thread.start();
    return simulator;
  }

  /** The reader: cards are laid on it, and it is made to fail. */
  public SimulatedReader reader() {
    return reader;
  }

  /** URI for the reader. */
  public String uri() {
    return "serial:" + pty.path();
  }

  /** Device file of the virtual serial port. */
  public Path path() {
    return pty.path();
  }

  private void answer() {
    byte[] buffer = new byte[512];
    try {
      int count = pty.read(buffer, READ);
      while (count >= 0) {
        if (count > 0) {
          answer(buffer, count);
        }
        count = pty.read(buffer, READ);
      }
    } catch (IOException e) {
      if (!closed.get()) {
        LOG.warn("simulated ID-card reader ends", e);
      }
    }
  }

  private void answer(byte[] buffer, int count) throws IOException {
    if (pty.baud() != reader.baud()) {
      // What a line at another speed makes of them is no frame.
      LOG.debug("{} bytes at another speed", count);
      return;
    }
    pty.write(reader.answer(buffer, count));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pty.close();
      try {
        thread.join(2000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
