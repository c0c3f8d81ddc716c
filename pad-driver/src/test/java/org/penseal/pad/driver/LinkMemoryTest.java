// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.LinkMemory;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.chip.SimulatedChip;

/** Somebody on the line gives a pad with a secure link out for a model that has none. */
@Timeout(60)
class LinkMemoryTest {
  private static final String SERIAL = "PS00000001";

  @TempDir Path folder;
  private final Set<String> known = new HashSet<>();
  private final PadDriver driver =
      new PadDriver(
          PadRig.CATALOG,
          new Random(1),
          certificate -> true,
          new LinkMemory() {
            @Override
            public boolean wasSecured(PadIdentity pad) {
              return known.contains(pad.serialNumber());
            }

            @Override
            public void secured(PadIdentity pad) {
              known.add(pad.serialNumber());
            }
          });

  private static PadSimulator simulator(String model, Optional<SimulatedChip> chip, String serial)
      throws Exception {
    return PadSimulator.start(
        new PadSimulator.Setup(PadRig.model(model), serial, chip, SimulatedCustomer.nobody(), 20));
  }

  private void secureOnce() throws Exception {
    Optional<SimulatedChip> chip = Optional.of(PadRig.chip(folder, Clock.systemUTC()));
    try (PadSimulator simulator = simulator("penseal-ref", chip, SERIAL);
        Pad pad = driver.open(simulator.uri())) {
      assertEquals("sm2-sm4-hmac-sm3", pad.link().protection());
    }
  }

  @Test
  void padThatHadALinkIsNotOpenedWithoutOneUnderAnotherModelsName() throws Exception {
    secureOnce();
    try (PadSimulator other = simulator("stu-430v", Optional.empty(), SERIAL)) {
      PadException.LinkBroken broken =
          assertThrows(PadException.LinkBroken.class, () -> driver.open(other.uri()));
      assertEquals(PadException.LinkBroken.Why.NO_LONGER_OFFERED, broken.why);
      try (Pad pad = driver.open(other.uri() + "?link=off")) {
        assertEquals("clear", pad.link().protection(), "asked for by name");
      }
    }
  }

  @Test
  void anotherPadWithoutALinkIsOpenedAsBefore() throws Exception {
    secureOnce();
    try (PadSimulator other = simulator("stu-430v", Optional.empty(), "B");
        Pad pad = driver.open(other.uri())) {
      assertEquals("clear", pad.link().protection());
    }
  }
}
