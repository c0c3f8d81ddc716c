// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.penseal.app.workplace.Laboratory;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;
import org.penseal.pad.transport.Recorder;

/** Starts simulated pads. */
public final class SimulatedDevices {
  /** The PIN of every simulated chip that is not told another one. */
  public static final String PIN = Laboratory.PIN;

  /** The address of simulated devices, {@code sim:MODEL}. */
  public static final String SIMULATED = Laboratory.SIMULATED;

  // The clock of a pad that was switched on some time ago: no two starts give the same reports. It
  // leaves room for a signature before its 16 bits wrap.
  private static final int LONGEST_UPTIME_MS = 50_000;

  private SimulatedDevices() {}

  /**
   * Switches a simulated pad on.
   *
   * @param model catalogue id
   * @param customer who signs on it
   * @param speed 1 for real time
   * @throws PadException.UnknownModel if the catalogue has no such model
   * @throws PadException.NotFound if no pseudo terminal can be had
   */
  public static PadSimulator pad(
      PadCatalog catalog,
      SimulatedDeviceAuthority maker,
      String model,
      SimulatedCustomer customer,
      double speed)
      throws PadException {
    PadModel known = catalog.byId(model).orElseThrow(() -> new PadException.UnknownModel(model));
    String serial = "SIM0000001";
    try {
      Optional<SimulatedChip> chip =
          known.chip()
              ? Optional.of(maker.chip(known, serial, PIN.getBytes(StandardCharsets.US_ASCII)))
              : Optional.empty();
      long uptimeMs = ThreadLocalRandom.current().nextInt(LONGEST_UPTIME_MS);
      return PadSimulator.start(
          new PadSimulator.Setup(known, serial, chip, customer, speed, uptimeMs));
    } catch (IOException | GeneralSecurityException e) {
      throw new PadException.NotFound(SIMULATED + model);
    }
  }

  /**
   * Plugs a simulated pad without a chip into the kernel's HID system.
   *
   * @throws PadException.NoVirtualHid when this system does not take virtual HID devices
   */
  public static PadSimulator hidPad(PadModel model, SimulatedCustomer customer, double speed)
      throws PadException {
    return PadSimulator.inKernel(
        new PadSimulator.Setup(model, "SIM0000001", Optional.empty(), customer, speed));
  }

  /**
   * Opens a simulated pad. Where the pad itself hears nothing of a capture, the customer is told;
   * where it has no button, the customer presses the workstation's.
   */
  public static Pad open(PadSimulator simulator, PadDriver driver) throws PadException {
    PadModel model = simulator.device().model();
    Pad pad =
        simulator.serial()
            ? driver.open(simulator.uri() + "?model=" + model.id())
            : driver.openHid(simulator.openHid(), model);
    return model.confirm() == PadModel.Confirm.SCREEN
        ? pad
        : new AttendedPad(pad, simulator.device());
  }

  /** Opens a simulated pad as {@link #open(PadSimulator, PadDriver)} does, and records it. */
  public static Pad open(PadSimulator simulator, PadDriver driver, Recorder recorder)
      throws PadException {
    PadModel model = simulator.device().model();
    Pad pad =
        simulator.serial()
            ? driver.open(simulator.uri() + "?model=" + model.id(), recorder)
            : driver.open(simulator.openHid(), model, recorder);
    return model.confirm() == PadModel.Confirm.SCREEN
        ? pad
        : new AttendedPad(pad, simulator.device());
  }
}
