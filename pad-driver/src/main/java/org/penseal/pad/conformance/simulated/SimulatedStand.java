// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.simulated;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.conformance.TestStand;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;

/**
 * A simulated pad on a test stand: its customer does what is asked, its power can be taken away and
 * its time put forward. Its chip is nobody's, so the PIN may be blocked. The owner closes it.
 */
public final class SimulatedStand implements TestStand, AutoCloseable {
  private final PadDriver driver;
  private final PadSimulator.Setup setup;
  private final Person person;
  private final List<X509Certificate> anchors;
  private final MovingClock clock;
  private PadSimulator simulator;
  private Pad pad;

  /**
   * What the customer knows and writes.
   *
   * @param pin of the chip
   * @param ink written in every capture
   */
  public record Person(ByteString pin, Ink ink) {}

  private SimulatedStand(
      PadDriver driver,
      PadSimulator.Setup setup,
      Person person,
      List<X509Certificate> anchors,
      MovingClock clock)
      throws PadException {
    this.driver = driver;
    this.setup = setup;
    this.person = person;
    this.anchors = List.copyOf(anchors);
    this.clock = clock;
    this.simulator = start(setup);
    this.pad = opened(driver, simulator);
  }

  /**
   * Switches the pad on and opens it.
   *
   * @param setup whose chip has {@code clock} as its own
   */
  public static SimulatedStand open(
      PadDriver driver,
      PadSimulator.Setup setup,
      Person person,
      List<X509Certificate> anchors,
      MovingClock clock)
      throws PadException {
    return new SimulatedStand(driver, setup, person, anchors, clock);
  }

  private static PadSimulator start(PadSimulator.Setup setup) throws PadException {
    try {
      return PadSimulator.start(setup);
    } catch (IOException e) {
      throw new PadException.NotFound("sim:" + setup.model().id());
    }
  }

  private static Pad opened(PadDriver driver, PadSimulator simulator) throws PadException {
    try {
      return driver.open(simulator.uri());
    } catch (PadException e) {
      simulator.close();
      throw e;
    }
  }

  @Override
  public Pad pad() {
    return pad;
  }

  @Override
  public byte[] pin() {
    return person.pin().bytes();
  }

  @Override
  public void ask(Act act) {
    SimulatedCustomer.Step writes = new SimulatedCustomer.Sign(person.ink());
    simulator.customer(
        new SimulatedCustomer(
            switch (act) {
              case SIGN_AND_OK -> List.of(writes, press(PadButton.OK));
              case SIGN_AND_CLEAR -> List.of(writes, press(PadButton.CLEAR));
              case SIGN_AND_CANCEL -> List.of(press(PadButton.OK), writes, press(PadButton.CANCEL));
            }));
  }

  private static SimulatedCustomer.Step press(PadButton button) {
    return new SimulatedCustomer.Press(button);
  }

  @Override
  public void reopen() throws PadException {
    pad.close();
    pad = opened(driver, simulator);
  }

  @Override
  public boolean cyclePower() throws PadException {
    pad.close();
    simulator.close();
    simulator = start(setup);
    pad = opened(driver, simulator);
    return true;
  }

  @Override
  public boolean letPass(Duration time) {
    clock.pass(time);
    return true;
  }

  @Override
  public List<X509Certificate> anchors() {
    return anchors;
  }

  @Override
  public boolean mayBlockPin() {
    return true;
  }

  @Override
  public void close() {
    pad.close();
    simulator.close();
  }
}
