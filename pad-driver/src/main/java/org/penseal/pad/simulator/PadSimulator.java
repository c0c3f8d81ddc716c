// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual signature pad at a pseudo terminal: speaks the serial protocol of the STU-430V, has a
 * chip when it is given one, and a customer who signs on it. Linux only.
 *
 * <p>Two threads of its own, one that answers the host and one that moves the pen. Any thread may
 * call; the owner closes it.
 */
public final class PadSimulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PadSimulator.class);
  private static final Duration READ = Duration.ofMillis(100);

  private final Pty pty;
  private final SimulatedPad pad;
  private final PenOutput output;
  private final SimulatedPen pen;
  private final Thread firmware;
  private final Object line = new Object();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Optional<Path> link = Optional.empty();

  /**
   * What to simulate.
   *
   * @param model catalogue entry
   * @param serialNumber at most 10 ASCII characters
   * @param chip the chip of a model that has one
   * @param customer who signs
   * @param speed 1 for real time, 10 for ten times as fast
   * @param uptimeMs what the pad's clock shows at the start, in milliseconds
   */
  public record Setup(
      PadModel model,
      String serialNumber,
      Optional<SimulatedChip> chip,
      SimulatedCustomer customer,
      double speed,
      long uptimeMs) {

    /** A pad whose clock begins at 0, so that the same customer gives the same reports. */
    public Setup(
        PadModel model,
        String serialNumber,
        Optional<SimulatedChip> chip,
        SimulatedCustomer customer,
        double speed) {
      this(model, serialNumber, chip, customer, speed, 0);
    }

    /** Checks that chip and model fit together. */
    public Setup {
      if (chip.isPresent() != model.chip()) {
        throw new IllegalArgumentException("chip does not fit the model " + model.id());
      }
      if (serialNumber.length() > 10 || !(speed > 0) || uptimeMs < 0) {
        throw new IllegalArgumentException("impossible serial number, speed or uptime");
      }
    }
  }

  private PadSimulator(Setup setup) throws IOException {
    pty = Pty.open();
    output = new PenOutput(setup.chip().orElse(null), this::send, this::unplug);
    pen = new SimulatedPen(setup.model(), output, setup.speed(), setup.uptimeMs());
    pad =
        new SimulatedPad(
            setup.model(),
            setup.serialNumber(),
            setup.chip().orElse(null),
            output,
            this::send,
            pen::captureBegins);
    pen.customer(setup.customer());
    firmware = Thread.ofPlatform().name("simulated-pad").daemon().unstarted(this::answer);
  }

  /** Switches a pad on. */
  public static PadSimulator start(Setup setup) throws IOException {
    PadSimulator simulator = new PadSimulator(setup);
    simulator.firmware.start();
    simulator.pen.start();
    return simulator;
  }

  /** URI for the driver. */
  public String uri() {
    return "serial:" + pty.path();
  }

  /** Device file of the virtual serial port. */
  public Path path() {
    return pty.path();
  }

  /** Makes a symbolic link to the device file, which goes away with the pad. */
  public void link(Path at) throws IOException {
    Files.deleteIfExists(at);
    Files.createSymbolicLink(at, pty.path());
    link = Optional.of(at);
  }

  /** Who signs from the next capture on. */
  public void customer(SimulatedCustomer customer) {
    pen.customer(customer);
  }

  /** Whether the customer has done everything. */
  public boolean customerIsDone() {
    return pen.idle();
  }

  /** What goes wrong from now on. */
  public void faults(Faults faults) {
    output.faults(faults);
    pad.faults(faults);
  }

  /** The picture on the screen, without ink. */
  public PadPicture picture() {
    return pad.picture();
  }

  /** Pulls the plug: the host's line breaks and the chip loses its current. */
  public void unplug() {
    if (closed.compareAndSet(false, true)) {
      pen.close();
      pty.close();
      pad.close();
      removeLink();
    }
  }

  private void removeLink() {
    link.ifPresent(
        at -> {
          try {
            Files.deleteIfExists(at);
          } catch (IOException e) {
            LOG.debug("cannot remove link", e);
          }
        });
  }

  private void answer() {
    StuFrameDecoder decoder = new StuFrameDecoder();
    byte[] buffer = new byte[4096];
    try {
      int count = pty.read(buffer, READ);
      while (count >= 0) {
        decoder.accept(buffer, count, pad::onReport);
        count = pty.read(buffer, READ);
      }
    } catch (IOException e) {
      if (!closed.get()) {
        LOG.warn("simulated pad ends", e);
      }
    }
  }

  private void send(byte[] report) {
    try {
      // One frame at a time, whichever thread it comes from.
      synchronized (line) {
        pty.write(StuFrame.encode(report));
      }
    } catch (IOException e) {
      if (!closed.get()) {
        LOG.warn("simulated pad cannot send", e);
      }
    }
  }

  @Override
  public void close() {
    unplug();
    if (Thread.currentThread() != firmware) {
      try {
        firmware.join(2000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
