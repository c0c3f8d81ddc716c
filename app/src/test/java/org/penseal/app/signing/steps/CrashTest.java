// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Crash;
import org.penseal.app.evidence.ConsentPlace;
import org.penseal.app.store.CaseRow;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;

/**
 * Processes that are killed (SIGKILL) at every checkpoint of a case, and what the next start does.
 */
@Crash
class CrashTest {
  private static final List<String> TRACES =
      List.of(
          "li-na-1",
          "li-na-2",
          "li-wei-1",
          "li-wei-2",
          "wang-xiu-ying-1",
          "wang-xiu-ying-2",
          "zhang-wei-1",
          "zhang-wei-2",
          "ada-lovelace-1",
          "ada-lovelace-2");
  private static final String KEPT = "sign:kept";
  private static final int LANES = 2;

  @TempDir private static Path shared;
  private static SharedClasses classes;
  private static List<String> checkpoints;

  @TempDir Path folder;

  // One whole case: what it loads is in the archive of classes for those that are killed.
  @BeforeAll
  static void oneWholeCase() throws Exception {
    classes = SharedClasses.in(shared);
    Path station = Files.createDirectories(shared.resolve("station"));
    try (OtherProcess whole =
        OtherProcess.start(
            classes.writing(), station, shared.resolve("whole"), trace(0), "none", line -> false)) {
      checkpoints = whole.checkpoints();
    }
    assertTrue(checkpoints.size() >= 20, checkpoints::toString);
    assertEquals("state:ARCHIVED", checkpoints.getLast());
    assertTrue(Files.exists(classes.archive()));
  }

  // No two cases of a station may have the same ink: moved a little each time.
  private static String trace(int n) {
    return TRACES.get(n % TRACES.size()) + "+" + n / TRACES.size();
  }

  @Test
  void processKilledAtAnyCheckpointLeavesNothingHalfDoneAndNoSecondSignature() throws Exception {
    try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      List<Future<?>> running = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int mine = lane;
        running.add(
            lanes.submit(
                () -> {
                  killAll(mine);
                  return null;
                }));
      }
      for (Future<?> lane : running) {
        lane.get();
      }
    }
  }

  private void killAll(int lane) throws Exception {
    Path station = Files.createDirectories(folder.resolve("lane" + lane));
    try (CaseLab lab = CaseLab.open(station)) {
      for (int n = lane; n < checkpoints.size(); n += LANES) {
        String stop = checkpoints.get(n);
        Path job = folder.resolve("job" + n);
        try (OtherProcess other = start(station, job, trace(n), stop, CrashingCase.STAYS::equals)) {
          other.await();
          other.kill();
        }
        Predicate<List<Recovery.Recovered>> as = expected(n);
        new Wreck(lab, job, stop).mend(n >= checkpoints.indexOf(KEPT), as);
      }
      assertTrue(lab.station.archive().log().verify() > 0);
    }
  }

  private static OtherProcess start(
      Path station, Path job, String trace, String stop, Predicate<String> awaited)
      throws Exception {
    return OtherProcess.start(classes.using(), station, job, trace, stop, awaited);
  }

  // What the next start reports of a case that was killed at this checkpoint.
  private static Predicate<List<Recovery.Recovered>> expected(int at) {
    if (at == 0 || at == checkpoints.size() - 1) {
      return List::isEmpty; // not in the archive yet, or ended there
    }
    Recovery.Outcome outcome =
        at >= checkpoints.indexOf(KEPT) ? Recovery.Outcome.FINISHED : Recovery.Outcome.ABANDONED;
    return found -> found.size() == 1 && found.getFirst().outcome() == outcome;
  }

  /** What a killed process has left. */
  private record Wreck(CaseLab lab, Path job, String stop) {
    Path output() {
      return job.resolve("out").resolve("signed.pdf");
    }

    void mend(boolean signed, Predicate<List<Recovery.Recovered>> expected) throws Exception {
      inputIsUntouched();
      if (Files.exists(output())) {
        assertTrue(signed, stop);
        isValidOnce();
      }
      String counter = counter();
      List<Recovery.Recovered> found = new Recovery(lab.station.services()).run();
      assertTrue(expected.test(found), () -> stop + " gave " + found);
      inputIsUntouched();
      assertEquals(signed ? List.of(output()) : List.of(), list(job.resolve("out")), stop);
      if (signed) {
        isValidOnce();
      }
      assertEquals(counter, counter(), stop);
      assertEquals(List.of("gate"), names(lab.station.services().cases()), stop);
      assertEquals(List.of(), new Recovery(lab.station.services()).run(), stop);
      endedInTheArchive(signed);
    }

    private void endedInTheArchive(boolean signed) throws Exception {
      List<CaseRow> rows =
          lab.station.archive().cases().stream()
              .filter(row -> row.output().equals(output().toAbsolutePath()))
              .toList();
      if (rows.isEmpty()) {
        assertEquals("open:locked", stop);
      } else {
        assertEquals(1, rows.size());
        assertEquals(signed ? "ARCHIVED" : "ABANDONED", rows.getFirst().state(), stop);
      }
    }

    private void inputIsUntouched() throws Exception {
      byte[] before = Files.readAllBytes(lab.documentFile());
      assertArrayEquals(before, Files.readAllBytes(job.resolve("in").resolve("in.pdf")), stop);
    }

    private void isValidOnce() throws Exception {
      VerifiedFile verified = lab.verify(output());
      assertEquals(Report.Verdict.VALID, verified.verdict(), stop);
      assertEquals(1, verified.signatures().size(), stop);
    }

    // Statements that the simulated device ever made: recovery must not need the chip.
    private String counter() throws Exception {
      Path file = lab.station.data().resolve("demo/device/counter-SIM0000001");
      return Files.exists(file) ? Files.readString(file) : "0";
    }
  }

  private static List<Path> list(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static List<String> names(Path folder) throws Exception {
    return list(folder).stream().map(f -> f.getFileName().toString()).toList();
  }

  @Test
  void processKilledWhileItWritesTheOutputLeavesAWholeFileOrNone() throws Exception {
    Path station = Files.createDirectories(folder.resolve("station"));
    try (CaseLab lab = CaseLab.open(station)) {
      for (int n : IntStream.range(0, 4).toArray()) {
        Path job = folder.resolve("write" + n);
        String awaited = CrashingCase.AT + "state:STAMPED";
        try (OtherProcess other = start(station, job, trace(n), "none", awaited::equals)) {
          other.await();
          LockSupport.parkNanos(Duration.ofMillis(4L * n).toNanos());
          other.kill();
        }
        new Wreck(lab, job, "writing " + n).mend(true, found -> found.size() <= 1);
      }
    }
  }

  @Test
  void recoveryLeavesTheLivingCaseOfAnotherProcessAlone() throws Exception {
    Path station = Files.createDirectories(folder.resolve("station"));
    Path job = folder.resolve("living");
    try (CaseLab lab = CaseLab.open(station)) {
      try (OtherProcess other = start(station, job, trace(0), KEPT, CrashingCase.STAYS::equals)) {
        other.await();
        assertEquals(List.of(), new Recovery(lab.station.services()).run());
        assertEquals("CERTIFIED", lab.station.archive().cases().getFirst().state());
        assertEquals(2, names(lab.station.services().cases()).size());
        assertEquals(List.of(), list(job.resolve("out")));
      }
      new Wreck(lab, job, KEPT).mend(true, found -> found.size() == 1);
    }
  }

  @Test
  void caseThatThisProcessWorksOnIsNotTakenByAnother() throws Exception {
    Path station = Files.createDirectories(folder.resolve("station"));
    try (CaseLab lab = CaseLab.open(station)) {
      CaseLab.Job mine = lab.pdf(folder.resolve("mine"));
      try (SigningCase living = lab.open(mine)) {
        // Looking at it from within the process must not let go of the lock.
        assertEquals(List.of(), new Recovery(lab.station.services()).run());
        Path gone = folder.resolve("other");
        try (OtherProcess other = start(station, gone, "recover", "none", "recovered 0"::equals)) {
          other.await();
        }
        living.consent("1", "yes", ConsentPlace.SCREEN);
        assertEquals("CONSENTED", lab.row(mine).state());
      }
      lab.assertCancelled(mine);
    }
  }
}
