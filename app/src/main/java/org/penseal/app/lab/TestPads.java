// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.penseal.app.workplace.Station;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.conformance.simulated.MovingClock;
import org.penseal.pad.conformance.simulated.SimulatedStand;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.refusal.SigningException;

/** Simulated pads on a test stand. */
public final class TestPads {
  private static final String SERIAL = "TEST000001";
  private static final double SPEED = 50;

  private TestPads() {}

  /**
   * Switches a simulated pad on whose chip is to be tested; the caller closes it.
   *
   * @throws PadException.UnknownModel if the catalogue has no such model
   * @throws PadException.NoChip if the model has no chip
   */
  public static SimulatedStand simulated(Station station, String model)
      throws PadException, SigningException, IOException, GeneralSecurityException {
    PadModel known =
        station.catalog().byId(model).orElseThrow(() -> new PadException.UnknownModel(model));
    if (!known.chip()) {
      throw new PadException.NoChip(model);
    }
    MovingClock clock = new MovingClock(Clock.systemUTC());
    byte[] pin = SimulatedDevices.PIN.getBytes(StandardCharsets.US_ASCII);
    PadSimulator.Setup setup =
        new PadSimulator.Setup(
            known,
            SERIAL,
            Optional.of(DemoWorkplace.trust(station).devices().chip(known, SERIAL, pin, clock)),
            SimulatedCustomer.nobody(),
            SPEED);
    SimulatedStand.Person person =
        new SimulatedStand.Person(ByteString.of(pin), DemoHand.write(new SecureRandom()));
    return SimulatedStand.open(
        station.pads(),
        setup,
        person,
        List.of(DemoWorkplace.trust(station).devices().certificate()),
        clock);
  }
}
