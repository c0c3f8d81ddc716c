// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Folders;
import org.penseal.app.WholeCase;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.problem.Problems;
import org.penseal.app.workplace.Restart;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.Report;

/** With what services a restart finishes a case. */
@WholeCase
class RecoveryServicesTest {
  @TempDir static Path shared;
  private static Snapshots snapshots;
  private static CaseLab.Job job;
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // opened once the disk is as the test wants it
  private CaseLab lab;

  @BeforeAll
  static void sign() throws Exception {
    Path station = Files.createDirectories(shared.resolve("station"));
    snapshots = new Snapshots(station, shared.resolve("snapshots"));
    try (CaseLab lab = CaseLab.open(station)) {
      job = lab.pdf(shared.resolve("job"));
      lab.sign(job, snapshots);
    }
    Files.delete(job.output());
  }

  @AfterEach
  void close() throws Exception {
    if (lab != null) {
      lab.close();
    }
    Files.deleteIfExists(job.output());
  }

  private Path data() {
    return folder.resolve("station/data");
  }

  private void restored(String step) throws Exception {
    snapshots.restored(step, folder.resolve("station"));
  }

  private void start() throws Exception {
    lab = CaseLab.open(folder.resolve("station"));
  }

  private Recovery.Recovered recovered() throws Exception {
    return new Recovery(lab.station.services()).run().getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign:kept", "state:SIGNED", "stamp:announced", "stamp:kept"})
  void whatWasLeftAloneIsFinished(String step) throws Exception {
    restored(step);
    start();
    assertEquals(Recovery.Outcome.FINISHED, recovered().outcome());
    assertEquals(Report.Verdict.VALID, lab.verify(job.output()).verdict());
  }

  @Test
  void aCaseIsStampedByItsOwnServicesOrWaits() throws Exception {
    restored("state:SIGNED");
    Station elsewhere;
    Settings own;
    try (CaseLab first = CaseLab.open(folder.resolve("station"))) {
      own = first.station.settings();
      URI tsa = DemoWorkplace.trust(first.station).embedded().tsaUri();
      elsewhere =
          Station.open(
              own.with(
                  new Settings.Services(
                      Optional.empty(), List.of(tsa), AuthorityAccess.NONE, Optional.empty())));
      try (elsewhere) {
        Recovery.Recovered found = new Recovery(elsewhere.services()).run().getFirst();
        assertEquals(Recovery.Outcome.WAITING, found.outcome());
        Exception why = found.failure().orElseThrow();
        assertEquals("case-other-services", Problems.of(why).code());
      }
    }
    assertFalse(Files.exists(job.output()));
    start();
    assertEquals("SIGNED", lab.row(job).state());
    assertEquals(Recovery.Outcome.FINISHED, recovered().outcome());
  }

  @Test
  void aDemoWhoseRootWasMadeAnewDoesNotStampForTheOneBefore() throws Exception {
    restored("state:SIGNED");
    Folders.remove(data().resolve("demo"));
    start();
    assertEquals(Recovery.Outcome.WAITING, recovered().outcome());
    assertFalse(Files.exists(job.output()));
  }

  /** The window starts without the demo; only where it is switched on a case of it is finished. */
  @Test
  void caseOfTheDemoWaitsForTheDemo() throws Exception {
    restored("state:SIGNED");
    Settings plain = Settings.in(data());
    try (Station window = Station.open(plain)) {
      assertEquals(Recovery.Outcome.WAITING, Restart.cases(window, false).getFirst().outcome());
      assertFalse(Files.exists(job.output()));
      assertEquals(
          List.of(Recovery.Outcome.FINISHED),
          Restart.cases(window, true).stream().map(Recovery.Recovered::outcome).toList());
    }
    assertTrue(Files.exists(job.output()));
  }
}
