// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.uhid.HidDescription;
import org.penseal.pad.simulator.uhid.Uhid;
import org.penseal.pad.simulator.uhid.UhidCarrier;
import org.penseal.pad.transport.FeatureTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual signature pad of any model, with a chip when it is given one and a customer who signs
 * on it: at a pseudo terminal when the model has a serial line (Linux only), else as a HID device
 * in memory, or where the kernel has uhid, in its own HID system.
 *
 * <p>Threads of its own answer the host and move the pen. Any thread may call; the owner closes it.
 */
public final class PadSimulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PadSimulator.class);

  private final String uri;
  private final Optional<PtyCarrier> line;
  private final Optional<MemoryCarrier> memory;
  private final Optional<UhidCarrier> kernel;
  private final SimulatedDevice device;
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

  /** What brings the reports to the host. */
  private enum Way {
    SERIAL,
    MEMORY,
    KERNEL
  }

  private PadSimulator(Setup setup, Way way) throws IOException {
    PadModel.Rates rates = setup.model().rates();
    if (way == Way.KERNEL) {
      UhidCarrier carrier = new UhidCarrier(this::unplug);
      uri = "uhid:" + setup.model().id();
      line = Optional.empty();
      memory = Optional.empty();
      kernel = Optional.of(carrier);
      device = new SimulatedDevice(setup, rates.hid(), carrier);
      carrier.plug(HidDescription.of(setup.model(), setup.serialNumber()), device.firmware());
    } else if (way == Way.SERIAL) {
      PadModel.LineFormat format = setup.model().serial().orElseThrow().format();
      PtyCarrier carrier = new PtyCarrier(format, this::unplug);
      uri = "serial:" + carrier.pty().path();
      line = Optional.of(carrier);
      memory = Optional.empty();
      kernel = Optional.empty();
      device = new SimulatedDevice(setup, rates.serial(), carrier);
      carrier.start(device.firmware());
    } else {
      uri = "sim:" + setup.model().id();
      MemoryCarrier carrier = new MemoryCarrier(uri, this::unplug);
      line = Optional.empty();
      memory = Optional.of(carrier);
      kernel = Optional.empty();
      device = new SimulatedDevice(setup, rates.hid(), carrier);
    }
  }

  /** Switches a pad on, at a serial line when the model has one. */
  public static PadSimulator start(Setup setup) throws IOException {
    return new PadSimulator(setup, setup.model().serial().isPresent() ? Way.SERIAL : Way.MEMORY);
  }

  /**
   * Switches a pad on as a HID device in memory.
   *
   * @throws IllegalArgumentException when the model speaks no HID
   */
  public static PadSimulator inMemory(Setup setup) throws IOException {
    if (setup.model().hid().isEmpty()) {
      throw new IllegalArgumentException("no HID: " + setup.model().id());
    }
    return new PadSimulator(setup, Way.MEMORY);
  }

  /**
   * Plugs a pad into the kernel's HID system, where the driver finds it as any other.
   *
   * @throws PadException.NoVirtualHid when the kernel has no uhid or this user may not use it
   * @throws IllegalArgumentException when the model speaks no HID
   */
  public static PadSimulator inKernel(Setup setup) throws PadException.NoVirtualHid {
    if (setup.model().hid().isEmpty()) {
      throw new IllegalArgumentException("no HID: " + setup.model().id());
    }
    if (!Uhid.available()) {
      throw new PadException.NoVirtualHid(Uhid.FILE.toString(), null);
    }
    try {
      return new PadSimulator(setup, Way.KERNEL);
    } catch (IOException e) {
      throw new PadException.NoVirtualHid(Uhid.FILE.toString(), e);
    }
  }

  /** URI of the serial line for the driver; in memory a name that no driver can open. */
  public String uri() {
    return uri;
  }

  /** Whether it is at a serial line. */
  public boolean serial() {
    return line.isPresent();
  }

  /**
   * Opens the HID device in memory; the caller closes it. An earlier opening ends.
   *
   * @throws PadException.NotFound when it is at a serial line, or unplugged
   */
  public FeatureTransport openHid() throws PadException.NotFound {
    return memory.orElseThrow(() -> new PadException.NotFound(uri)).open(device.firmware());
  }

  /**
   * Device file of the virtual serial port.
   *
   * @throws IllegalStateException when it is not at a serial line
   */
  public Path path() {
    return line.orElseThrow(() -> new IllegalStateException("no serial line: " + uri)).pty().path();
  }

  /**
   * Waits until a host has opened the serial line, for a pad that hears nothing of it: opening sets
   * the line's attributes.
   *
   * @throws IOException when it is not at a serial line, or unplugged
   */
  public void awaitHost() throws IOException, InterruptedException {
    PtyCarrier carrier = line.orElseThrow(() -> new IOException("no serial line: " + uri));
    while (!carrier.pty().wasSet()) {
      Thread.sleep(20);
    }
  }

  /**
   * Makes a symbolic link to the device file, which goes away with the pad.
   *
   * @throws IOException when it cannot be made, or something other than a link is there
   */
  public void link(Path at) throws IOException {
    if (Files.isSymbolicLink(at)) {
      // Of a simulator that was stopped hard.
      Files.delete(at);
    }
    Files.createSymbolicLink(at, path());
    link = Optional.of(at);
  }

  /** What is behind the carrier. */
  public SimulatedDevice device() {
    return device;
  }

  /** Who signs from the next capture on. */
  public void customer(SimulatedCustomer customer) {
    device.customer(customer);
  }

  /** Whether the customer has done everything. */
  public boolean customerIsDone() {
    return device.customerIsDone();
  }

  /** What goes wrong from now on. */
  public void faults(Faults faults) {
    device.faults(faults);
  }

  /**
   * The picture on the screen, without ink.
   *
   * @throws IllegalStateException when the pad takes no pictures
   */
  public PadPicture picture() {
    return device.picture().orElseThrow(() -> new IllegalStateException("no pictures: " + uri));
  }

  /** Pulls the plug: the host's line breaks and the chip loses its current. */
  public void unplug() {
    if (closed.compareAndSet(false, true)) {
      memory.ifPresent(MemoryCarrier::close);
      kernel.ifPresent(UhidCarrier::close);
      line.ifPresent(PtyCarrier::close);
      device.close();
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

  @Override
  public void close() {
    unplug();
    line.ifPresent(PtyCarrier::join);
  }
}
