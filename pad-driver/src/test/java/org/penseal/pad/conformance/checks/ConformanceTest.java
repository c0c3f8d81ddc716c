// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.conformance.ConformanceReport;
import org.penseal.pad.conformance.Finding;
import org.penseal.pad.conformance.Finding.Outcome;
import org.penseal.pad.conformance.simulated.MovingClock;
import org.penseal.pad.conformance.simulated.SimulatedStand;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.chip.BrokenChip;
import org.penseal.pad.simulator.chip.SimulatedChip;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;
import org.penseal.pad.simulator.hand.Handwriting;

/** Several at a time: they wait for lines and clocks most of the time. */
@Tag("slow")
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class ConformanceTest {
  private static final PadCatalog CATALOG = PadCatalog.load();
  private static final PadModel MODEL = CATALOG.byId("penseal-ref").orElseThrow();
  private static final byte[] PIN = "12345678".getBytes(StandardCharsets.US_ASCII);
  private static final int FAST = 100;

  @TempDir Path folder;
  private final MovingClock clock = new MovingClock(Clock.systemUTC());

  @BeforeAll
  static void provider() {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  private ConformanceReport run(SimulatedChip chip) throws Exception {
    PadSimulator.Setup setup =
        new PadSimulator.Setup(
            MODEL, "PS00000001", Optional.of(chip), SimulatedCustomer.nobody(), FAST);
    List<X509Certificate> anchors =
        List.of(SimulatedDeviceAuthority.in(folder, clock, new SecureRandom()).certificate());
    SimulatedStand.Person person =
        new SimulatedStand.Person(ByteString.of(PIN), Handwriting.write("王", MODEL, 1));
    try (SimulatedStand stand =
        SimulatedStand.open(new PadDriver(CATALOG, new Random(1)), setup, person, anchors, clock)) {
      return new Conformance(stand, Clock.systemUTC(), new Random(2)).run();
    }
  }

  private static List<Finding> with(ConformanceReport report, Outcome outcome) {
    return report.findings().stream().filter(f -> f.outcome() == outcome).toList();
  }

  @Test
  void simulatorPassesEveryCheck() throws Exception {
    SimulatedChip chip =
        SimulatedDeviceAuthority.in(folder, clock, new SecureRandom())
            .chip(MODEL, "PS00000001", PIN, clock);
    ConformanceReport report = run(chip);
    assertEquals(List.of(), with(report, Outcome.FAIL));
    assertEquals(List.of(), with(report, Outcome.CANNOT_SAY));
    assertEquals(List.of(), with(report, Outcome.LEFT_OUT));
    assertEquals(Outcome.PASS, report.verdict());
  }

  @ParameterizedTest
  @EnumSource(BrokenChip.class)
  void brokenChipFailsForItsOwnReasonOnly(BrokenChip broken) throws Exception {
    ConformanceReport report = run(broken.chip(folder, MODEL, PIN, clock));
    List<Finding> failed = with(report, Outcome.FAIL);
    assertEquals(
        Set.of(broken.found),
        failed.stream().map(Finding::check).collect(Collectors.toSet()),
        failed.toString());
    assertTrue(failed.getFirst().reason().startsWith("expected "), failed.toString());
    assertEquals(List.of(), with(report, Outcome.CANNOT_SAY));
    assertEquals(Outcome.FAIL, report.verdict());
  }

  @Test
  void everyBrokenChipIsFoundByACheckOfItsOwn() {
    Set<Check> found = EnumSet.noneOf(Check.class);
    for (BrokenChip broken : BrokenChip.values()) {
      assertTrue(found.add(broken.found), broken + " is found by a check of another one");
    }
    assertTrue(found.size() >= 20);
  }

  @Test
  void everySectionIsAHeadingOfTheSpecification() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "chip-protocol.md"));
    for (Check check : Check.values()) {
      assertTrue(page.contains("\n## " + check.section() + "\n"), check.section());
    }
  }
}
