// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.stu;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadException.NotOffered.What;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.driver.PadRig;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.stu.SimulatedPad;

/** A simulated STU pad of any model, at a line or over HID in memory, and a real driver on it. */
final class StuRig implements AutoCloseable {
  static final HexFormat HEX = HexFormat.of();

  private final PadDriver driver = new PadDriver(PadRig.CATALOG, new Random(1));
  private final List<AutoCloseable> opened = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // by power()
  private PadSimulator simulator;

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  PadSimulator simulator() {
    return simulator;
  }

  /** Switches a pad on: {@code line} or {@code hid}. */
  void power(String id, String link, SimulatedCustomer customer) throws Exception {
    PadModel model = PadRig.model(id);
    PadSimulator.Setup setup =
        new PadSimulator.Setup(model, "PS00000001", Optional.empty(), customer, 20);
    simulator = link.equals("line") ? PadSimulator.start(setup) : PadSimulator.inMemory(setup);
    opened.add(simulator);
  }

  Pad open(boolean encrypted) throws Exception {
    Pad pad;
    if (simulator.serial()) {
      pad = driver.open(simulator.uri() + (encrypted ? "?cipher=on" : ""));
    } else if (encrypted) {
      pad = PadRig.encrypted(driver, simulator.openHid());
    } else {
      pad = driver.openHid(simulator.openHid(), simulator.device().model());
    }
    opened.add(pad);
    return pad;
  }

  Pad pad(String id, String link) throws Exception {
    power(id, link, SimulatedCustomer.nobody());
    return open(false);
  }

  SimulatedPad firmware() {
    return simulator.device().stu().orElseThrow();
  }

  String setting(int id) {
    return HEX.formatHex(firmware().setting(id));
  }

  static PadPicture colours(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(4).nextBytes(rgb);
    return PadPicture.colour(width, height, rgb);
  }

  static PadPicture whole(Pad pad, boolean colour) {
    PadLayout layout = pad.layout();
    PadPicture picture = colours(layout.screen().width(), layout.screen().height());
    return colour ? picture : picture.oneBit();
  }

  static PadButton press(Pad pad) throws PadException {
    long end = System.nanoTime() + PadRig.LONG.toNanos();
    while (System.nanoTime() < end) {
      if (pad.next(Duration.ofSeconds(1)).orElse(null) instanceof PadEvent.Pressed(PadButton b)) {
        return b;
      }
    }
    throw new AssertionError("no press");
  }

  static What what(org.junit.jupiter.api.function.Executable act) {
    return assertThrows(PadException.NotOffered.class, act).what;
  }
}
