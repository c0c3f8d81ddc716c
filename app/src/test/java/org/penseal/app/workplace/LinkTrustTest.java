// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.problem.Problems;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;

/** Whose pads a secure link is made with. */
@Timeout(600)
class LinkTrustTest {
  @TempDir Path folder;
  private SimulatedDeviceAuthority maker;
  private Settings settings;

  @BeforeEach
  void makeAMaker() throws Exception {
    Station.registerProvider();
    maker =
        SimulatedDeviceAuthority.in(folder.resolve("maker"), Clock.systemUTC(), new SecureRandom());
    settings = Settings.in(folder.resolve("data")).with(Settings.Demo.FOR_SIMULATED_DEVICES);
  }

  private PadSimulator pad(Station station) throws PadException {
    return SimulatedDevices.pad(
        station.catalog(), maker, "penseal-ref", SimulatedCustomer.nobody(), 20);
  }

  @Test
  void padOfAnUnknownMakerIsRefusedInWords() throws Exception {
    try (Station station = Station.open(settings);
        PadSimulator simulator = pad(station)) {
      PadException.LinkBroken refused =
          assertThrows(PadException.LinkBroken.class, () -> station.pads().open(simulator.uri()));
      assertEquals(PadException.LinkBroken.Why.CERTIFICATE, refused.why);
      assertEquals("pad-not-trusted", Problems.of(refused).code());
    }
  }

  @Test
  void whatOnlyDescribesAPadStillOpensIt() throws Exception {
    try (Station station = Station.open(settings);
        PadSimulator simulator = pad(station);
        Pad opened = new PadDriver(station.catalog(), new SecureRandom()).open(simulator.uri())) {
      assertTrue(opened.link().certificate().isPresent());
    }
  }

  @Test
  void rootInTheFolderOfDeviceMakersIsTrusted() throws Exception {
    Path roots = Files.createDirectories(folder.resolve("data/trust/device"));
    Files.writeString(roots.resolve("maker.pem"), maker.certificatePem());
    try (Station station = Station.open(settings);
        PadSimulator simulator = pad(station);
        Pad opened = station.pads().open(simulator.uri())) {
      assertTrue(opened.link().certificate().isPresent());
    }
  }

  @Test
  void certificateIsTrustedOnlyForLinksAndOnlyWhileItIsValid() throws Exception {
    X509Certificate link;
    try (Station station = Station.open(settings);
        PadSimulator simulator = pad(station);
        Pad opened = new PadDriver(station.catalog(), new SecureRandom()).open(simulator.uri())) {
      link = opened.link().certificate().orElseThrow();
    }
    List<X509Certificate> makers = List.of(maker.certificate());
    Clock now = Clock.systemUTC();
    assertTrue(new LinkTrust(() -> makers, now).test(link));
    assertFalse(new LinkTrust(List::of, now).test(link), "nobody is trusted");
    assertFalse(new LinkTrust(() -> List.of(link), now).test(link), "it is no maker");
    assertFalse(new LinkTrust(() -> makers, now).test(maker.certificate()), "not for links");
    assertFalse(
        new LinkTrust(() -> makers, Clock.offset(now, Duration.ofDays(2000))).test(link),
        "too late");
  }
}
