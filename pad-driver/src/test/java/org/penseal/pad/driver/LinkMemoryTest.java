// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.pad.LinkMemory;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.transport.FeatureTransport;

/** Somebody on the line gives a pad with a secure link out for a model that has none. */
@Timeout(600)
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
            public boolean wasSecured(PadIdentity pad, Optional<String> place) {
              return known.contains(pad.serialNumber())
                  || place.filter(known::contains).isPresent();
            }

            @Override
            public void secured(PadIdentity pad, Optional<String> place) {
              known.add(pad.serialNumber());
              place.ifPresent(known::add);
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

  /** A device in memory that is plugged into a port. */
  private static FeatureTransport at(String port, PadSimulator simulator) throws PadException {
    FeatureTransport device = simulator.openHid();
    return (FeatureTransport)
        Proxy.newProxyInstance(
            FeatureTransport.class.getClassLoader(),
            new Class<?>[] {FeatureTransport.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("place")) {
                return Optional.of(port);
              }
              try {
                return method.invoke(device, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static PadSimulator inMemory(String model, Optional<SimulatedChip> chip, String serial)
      throws Exception {
    return PadSimulator.inMemory(
        new PadSimulator.Setup(PadRig.model(model), serial, chip, SimulatedCustomer.nobody(), 20));
  }

  /** Without a link, and with another serial number or none: whoever stands on the line does it. */
  @ParameterizedTest
  @CsvSource({"stu-430v, B", "hanvon-esp370u, ''", "epadlink-epad, ''"})
  void padAtThePlaceOfOneThatHadALinkIsNotOpenedWithoutOne(String model, String serial)
      throws Exception {
    Optional<SimulatedChip> chip = Optional.of(PadRig.chip(folder, Clock.systemUTC()));
    try (PadSimulator simulator = inMemory("penseal-ref", chip, SERIAL);
        Pad pad = driver.openHid(at("usb:1-2", simulator), PadRig.model("penseal-ref"))) {
      assertEquals("sm2-sm4-hmac-sm3", pad.link().protection());
    }
    try (PadSimulator other = inMemory(model, Optional.empty(), serial)) {
      PadException.LinkBroken broken =
          assertThrows(
              PadException.LinkBroken.class,
              () -> driver.openHid(at("usb:1-2", other), PadRig.model(model)));
      assertEquals(PadException.LinkBroken.Why.NO_LONGER_OFFERED, broken.why);
    }
    try (PadSimulator other = inMemory(model, Optional.empty(), serial);
        Pad pad = driver.openHid(at("usb:1-3", other), PadRig.model(model))) {
      assertEquals("clear", pad.link().protection(), "at another port");
    }
  }

  @Test
  void aPadThatKnowsNoLinkIsNotOpenedWhereOneIsRequired() throws Exception {
    try (PadSimulator other = simulator("topaz-siglite-1x5", Optional.empty(), "")) {
      String uri = other.uri() + "?model=topaz-siglite-1x5&link=require";
      PadException.LinkBroken broken =
          assertThrows(PadException.LinkBroken.class, () -> driver.open(uri));
      assertEquals(PadException.LinkBroken.Why.NOT_OFFERED, broken.why);
    }
  }
}
