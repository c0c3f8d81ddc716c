// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadButton;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PadPicture;
import org.penseal.pad.PenSample;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;
import org.penseal.pad.transport.FeatureTransport;

/** A real driver over a real pseudo terminal on a simulated pad. */
public final class PadRig implements AutoCloseable {
  static final byte[] PIN = "12345678".getBytes(StandardCharsets.US_ASCII);
  public static final Duration LONG = Duration.ofSeconds(60);
  private static final int SCRIBBLED = 150;
  public static final PadCatalog CATALOG = PadCatalog.load();

  final PadSimulator simulator;
  final Pad pad;

  private PadRig(PadSimulator simulator, Pad pad) {
    this.simulator = simulator;
    this.pad = pad;
  }

  static void provider() {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  /** Opens a pad with its pen data encrypted by the vendor's protocol. */
  public static Pad encrypted(PadDriver driver, FeatureTransport hid) throws PadException {
    return driver.openEncrypted(hid);
  }

  public static PadModel model(String id) {
    return CATALOG.byId(id).orElseThrow();
  }

  static SimulatedChip chip(Path folder, Clock clock) throws Exception {
    provider();
    return SimulatedDeviceAuthority.in(folder, clock, new SecureRandom())
        .chip(model("penseal-ref"), "PS00000001", PIN);
  }

  static PadRig plain(SimulatedCustomer customer, double speed) throws Exception {
    return open(model("stu-430v"), Optional.empty(), customer, speed);
  }

  static PadRig withChip(Path folder, SimulatedCustomer customer) throws Exception {
    return open(model("penseal-ref"), Optional.of(chip(folder, Clock.systemUTC())), customer, 20);
  }

  /** Everything in clear, so that one can get between pad and host. */
  static PadRig inClear(Path folder, SimulatedCustomer customer) throws Exception {
    Optional<SimulatedChip> chip = Optional.of(chip(folder, Clock.systemUTC()));
    return open(model("penseal-ref"), chip, customer, 20, "?link=off");
  }

  static PadRig open(
      PadModel model, Optional<SimulatedChip> chip, SimulatedCustomer customer, double speed)
      throws Exception {
    return open(model, chip, customer, speed, "");
  }

  static PadRig open(
      PadModel model,
      Optional<SimulatedChip> chip,
      SimulatedCustomer customer,
      double speed,
      String options)
      throws Exception {
    PadSimulator simulator =
        PadSimulator.start(new PadSimulator.Setup(model, "PS00000001", chip, customer, speed));
    try {
      return new PadRig(
          simulator, new PadDriver(CATALOG, new Random(1)).open(simulator.uri() + options));
    } catch (PadException e) {
      simulator.close();
      throw e;
    }
  }

  /** Takes events until a press. */
  PadButton press() throws PadException {
    long end = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() < end) {
      Optional<PadEvent> event = pad.next(Duration.ofSeconds(1));
      if (event.orElse(null) instanceof PadEvent.Pressed(PadButton button)) {
        return button;
      }
      assertTrue(!(event.orElse(null) instanceof PadEvent.Gone), "pad is gone");
    }
    throw new AssertionError("no press");
  }

  /** A picture of the pad's size with some black in it. */
  static PadPicture picture(int seed) {
    byte[] bits = new byte[8000];
    new Random(seed).nextBytes(bits);
    return new PadPicture(320, 200, bits);
  }

  /** Three strokes inside of the ink area at 150 Hz, with hover between them. */
  public static Ink writing() {
    List<PenSample> samples = new ArrayList<>();
    for (int n = 0; n < 120; n++) {
      boolean touching = n % 40 < 30;
      int x = 1500 + n * 40;
      int y = 2800 + (int) (700 * Math.sin(n / 6.0));
      int pressure = touching ? 200 + n : 0;
      samples.add(new PenSample(x, y, pressure, true, touching ? 1 : 0, n * 1000L / 150, n + 1, 0));
    }
    return new Ink(model("stu-430v").space(), samples, 0);
  }

  /** A stroke that nobody asked for, with a pressure that nothing else has. */
  static Ink scribble() {
    List<PenSample> samples = new ArrayList<>();
    for (int n = 0; n < 150; n++) {
      samples.add(new PenSample(4000 + n, 3000, SCRIBBLED, true, 1, n * 1000L / 150, n + 1, 0));
    }
    return new Ink(model("stu-430v").space(), samples, 0);
  }

  static boolean scribbled(PenSample sample) {
    return sample.pressure() == SCRIBBLED;
  }

  @Override
  public void close() {
    pad.close();
    simulator.close();
  }
}
