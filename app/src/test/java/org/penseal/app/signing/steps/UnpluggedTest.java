// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.PadPlace;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;

/**
 * A pad that is unplugged while its customer writes: what becomes of the case and of what was
 * written.
 */
@WholeCase
@Timeout(600)
class UnpluggedTest {
  @TempDir static Path shared;
  private static CaseLab lab;

  @TempDir Path folder;
  private AnnotationBench bench;

  @BeforeAll
  static void openLab() throws Exception {
    lab = CaseLab.open(shared);
  }

  @AfterAll
  static void closeLab() {
    lab.close();
  }

  @BeforeEach
  void bench() {
    bench = new AnnotationBench(lab, folder);
  }

  private static PadSimulator simulator(SimulatedCustomer customer) throws Exception {
    return SimulatedDevices.pad(
        lab.station.catalog(),
        DemoWorkplace.trust(lab.station).devices(),
        "penseal-ref",
        customer,
        CaseLab.SPEED);
  }

  @Test
  void caseOutlivesAPadThatIsUnpluggedWhileTheSignerWrites() throws Exception {
    CaseLab.Job job = bench.job(AnnotationOrder.NONE);
    AnnotationBench.Watching host = new AnnotationBench.Watching();
    try (PadSimulator first = simulator(CaseLab.signs());
        PadSimulator second = simulator(CaseLab.signs("li-na-2"))) {
      first.faults(Faults.unpluggedAt(60));
      List<String> tried = new ArrayList<>();
      try (PadPlace place =
          PadPlace.open(
              () -> {
                tried.add("open");
                return switch (tried.size()) {
                  case 1 -> SimulatedDevices.open(first, lab.station.pads());
                  case 2 -> throw new PadException.NotFound("still unplugged");
                  case 3 -> throw new PadException.Busy("not let go of yet", null);
                  default -> SimulatedDevices.open(second, lab.station.pads());
                };
              })) {
        Ceremony.Result result = bench.run(job, place, host);
        EvidenceReport evidence = bench.evidence(result, Optional.of(bench.keys(result)));
        assertEquals("matches", evidence.ink().word());
        assertEquals(1, evidence.attemptsDiscarded(), "what the pad took with it");
        ArtefactRow cut =
            lab.station.archive().artefacts(result.caseId()).stream()
                .filter(a -> a.type().equals(ArtefactType.ATTEMPT_DISCARDED.label()))
                .findFirst()
                .orElseThrow();
        Ink ink = InkJson.read(lab.opened(result.caseId(), cut));
        assertEquals(59, ink.samples().size(), 1, "every report that came");
        assertFalse(ink.isBlank());
      }
      assertEquals(4, tried.size());
    }
    assertEquals(1, host.gone);
    assertEquals(1, host.back);
  }

  private Ceremony.Result unplugged(PadSimulator first, AnnotationBench.Watching host)
      throws Exception {
    CaseLab.Job job = bench.job(new AnnotationOrder(Optional.of("同意"), false));
    SimulatedCustomer then =
        host.signing ? CaseLab.signs("li-na-2") : AnnotationBench.agrees("li-na-2");
    try (PadSimulator second = simulator(then)) {
      List<PadSimulator> left = new ArrayList<>(List.of(first, second));
      try (PadPlace place =
          PadPlace.open(() -> SimulatedDevices.open(left.removeFirst(), lab.station.pads()))) {
        return bench.run(job, place, host);
      }
    }
  }

  @Test
  void annotationBeginsAnewWhenThePadIsUnpluggedInIt() throws Exception {
    AnnotationBench.Watching host = new AnnotationBench.Watching();
    try (PadSimulator first = simulator(AnnotationBench.agrees("li-na-1"))) {
      first.faults(Faults.unpluggedAt(60));
      Ceremony.Result result = unplugged(first, host);
      int all = CaseLab.trace("zhang-wei-1").strokes().size();
      assertEquals(all, AnnotationBench.told(result).strokes(), "whole, and once");
      assertEquals(1, AnnotationBench.told(result).screensInterrupted());
      JsonNode cut = bench.trace(result).path("interrupted").get(0).path("captures").get(0);
      assertFalse(cut.path("standing").isEmpty(), "what was written before");
      assertEquals(
          "matches", bench.evidence(result, Optional.of(bench.keys(result))).annotation().word());
    }
    assertEquals(1, host.back);
  }

  @Test
  void annotationIsKeptWhenThePadIsUnpluggedInTheSignature() throws Exception {
    AnnotationBench.Watching host = new AnnotationBench.Watching();
    host.signing = true;
    try (PadSimulator first = simulator(AnnotationBench.agrees("li-na-1"))) {
      // The annotation has 859 reports and a press, the signature 1021.
      first.faults(Faults.unpluggedAt(1000));
      Ceremony.Result result = unplugged(first, host);
      assertEquals(
          "matches", bench.evidence(result, Optional.of(bench.keys(result))).annotation().word());
      assertEquals(1, AnnotationBench.told(result).screens());
      assertNull(AnnotationBench.told(result).screensInterrupted());
      assertEquals(1, result.manifest().ink().attemptsDiscarded());
    }
    assertEquals(1, host.back);
  }

  /** A recording may not write what counts beside the signature of a pad that was checked. */
  @Test
  void anotherPadInThePlaceOfTheOneThatWentIsNotWrittenOn() throws Exception {
    CaseLab.Job job = bench.job(AnnotationOrder.NONE);
    AnnotationBench.Watching host = new AnnotationBench.Watching();
    try (PadSimulator first = simulator(CaseLab.signs());
        PadSimulator other = simulator(CaseLab.signs("zhang-wei-2"));
        PadSimulator second = simulator(CaseLab.signs("li-na-2"))) {
      first.faults(Faults.unpluggedAt(60));
      List<PadSimulator> left = new ArrayList<>(List.of(first, other, second));
      try (PadPlace place =
          PadPlace.open(
              () -> {
                PadSimulator next = left.removeFirst();
                Pad pad = SimulatedDevices.open(next, lab.station.pads());
                return next == other ? DevicePadTest.of(pad, PadOrigin.UNKNOWN) : pad;
              })) {
        Ceremony.Result result = bench.run(job, place, host);
        assertEquals("simulated", Objects.requireNonNull(result.manifest().origins()).get("pad"));
      }
      assertFalse(other.customerIsDone(), "nobody was asked to write");
    }
    assertEquals(1, host.back);
  }
}
