// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.firmware.Carrier;
import org.penseal.pad.simulator.firmware.Digitizer;
import org.penseal.pad.simulator.firmware.DigitizerFirmware;
import org.penseal.pad.simulator.firmware.EpadFirmware;
import org.penseal.pad.simulator.firmware.Firmware;
import org.penseal.pad.simulator.firmware.HanvonFirmware;
import org.penseal.pad.simulator.firmware.SecuredFirmware;
import org.penseal.pad.simulator.firmware.TopazFirmware;
import org.penseal.pad.simulator.stu.PenOutput;
import org.penseal.pad.simulator.stu.SimulatedPad;

/**
 * A simulated pad of any model of the catalogue behind any carrier: its firmware, its digitizer and
 * the customer who signs on it, on a thread of its own. Any thread may call; the owner closes it.
 */
public final class SimulatedDevice implements AutoCloseable {
  private final PadModel model;
  private final FaultyCarrier carrier;
  private final Firmware firmware;
  private final Optional<SimulatedPad> stu;
  private final SimulatedPen pen;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Consumer<PadButton> workstation = button -> {};

  private record Parts(Firmware firmware, Digitizer digitizer, Optional<SimulatedPad> stu) {}

  /**
   * A pad just switched on; the customer waits for a capture.
   *
   * @param rateHz pen reports in one second, see {@link PadModel#rates}
   * @param carrier brings its reports to the host
   */
  public SimulatedDevice(PadSimulator.Setup setup, int rateHz, Carrier carrier) {
    this.model = setup.model();
    this.carrier = new FaultyCarrier(carrier);
    Parts parts = parts(setup);
    this.firmware = parts.firmware();
    this.stu = parts.stu();
    this.pen =
        new SimulatedPen(
            new SimulatedPen.Hand(model, rateHz, setup.speed(), setup.uptimeMs()),
            parts.digitizer(),
            this.carrier,
            button -> workstation.accept(button));
    pen.customer(setup.customer());
    pen.start();
  }

  private Parts parts(PadSimulator.Setup setup) {
    Consumer<byte[]> moves = carrier::pen;
    Consumer<byte[]> answers = carrier.answers();
    return switch (model.family()) {
      case STU -> stu(setup, moves, answers);
      case TOPAZ -> {
        TopazFirmware topaz = new TopazFirmware(model, moves, answers, this::captureBegins);
        yield new Parts(topaz, topaz, Optional.empty());
      }
      case HANVON -> {
        HanvonFirmware hanvon = new HanvonFirmware(model, moves, answers, this::captureBegins);
        yield new Parts(hanvon, hanvon, Optional.empty());
      }
      case EPAD -> {
        EpadFirmware epad = new EpadFirmware(model, moves, answers);
        yield new Parts(epad, epad, Optional.empty());
      }
      case DIGITIZER -> {
        DigitizerFirmware tablet = new DigitizerFirmware(model, moves);
        yield new Parts(tablet, tablet, Optional.empty());
      }
    };
  }

  private Parts stu(PadSimulator.Setup setup, Consumer<byte[]> moves, Consumer<byte[]> answers) {
    SimulatedChip chip = setup.chip().orElse(null);
    Optional<SecuredFirmware> secured =
        setup
            .chip()
            .flatMap(
                c -> c.handshake().map(h -> new SecuredFirmware(model.reports(), c, h, answers)));
    PenOutput output = new PenOutput(chip, secured.map(s -> s.outward(moves)).orElse(moves));
    SimulatedPad pad =
        new SimulatedPad(
            model,
            setup.serialNumber(),
            chip,
            output,
            secured.map(s -> s.outward(answers)).orElse(answers),
            this::captureBegins);
    secured.ifPresent(s -> s.around(pad));
    Firmware whole = secured.map(Firmware.class::cast).orElse(pad);
    return new Parts(whole, output, Optional.of(pad));
  }

  /** What it is. */
  public PadModel model() {
    return model;
  }

  /** Whether the host tells it of a capture; else {@link #captureBegins} must be called. */
  public boolean hearsOfCaptures() {
    return switch (model.family()) {
      case STU, HANVON -> true;
      case TOPAZ -> model.serial().orElseThrow().clear().isPresent();
      case EPAD, DIGITIZER -> false;
    };
  }

  /** What runs in the pad, for the carrier. */
  public Firmware firmware() {
    return firmware;
  }

  /**
   * The customer is told to sign. A pad that the host tells of a capture does so by itself; for one
   * that only ever sends, somebody else must.
   */
  public void captureBegins() {
    pen.captureBegins();
  }

  /** Who takes the presses for which the pad has no button: the workstation. */
  public void workstation(Consumer<PadButton> presses) {
    workstation = presses;
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
    carrier.faults(faults);
    stu.ifPresent(pad -> pad.quirks(faults.firmware()));
  }

  /** The firmware of a pad of the STU family. */
  public Optional<SimulatedPad> stu() {
    return stu;
  }

  /** The picture on the screen, without ink; empty for a pad that takes none. */
  public Optional<PadPicture> picture() {
    return stu.map(SimulatedPad::picture);
  }

  /** Stops the pen and takes the current away. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pen.close();
      firmware.powerLoss();
    }
  }
}
