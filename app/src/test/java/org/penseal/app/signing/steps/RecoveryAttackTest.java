// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Crash;
import org.penseal.app.Folders;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.StoreException;
import org.penseal.pdf.Report;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.embedded.EmbeddedTrust;
import org.penseal.trust.embedded.Fault;

/**
 * Somebody has the disk of a workstation between a crash and the next start, and the archive's key
 * not: what he puts there is not signed with, what he changes is told, and nobody is locked out.
 */
@Crash
class RecoveryAttackTest {
  private static final String SIGNATURE = "signature.cms";
  private static final String STAMPED = "stamped.cms";

  @TempDir static Path shared;
  private static Snapshots snapshots;
  private static CaseLab.Job victim;
  private static Path foreign;
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // opened once the disk is as the test wants it
  private CaseLab lab;

  @BeforeAll
  static void sign() throws Exception {
    Path station = Files.createDirectories(shared.resolve("station"));
    snapshots = new Snapshots(station, shared.resolve("snapshots"));
    foreign = Files.createDirectories(shared.resolve("foreign"));
    try (CaseLab lab = CaseLab.open(station)) {
      CaseLab.Job other = lab.pdf(shared.resolve("other"));
      Path cases = lab.station.services().cases();
      lab.sign(
          other,
          Milestones.named(
              step -> {
                if (step.equals("stamp:kept")) {
                  copyFiles(only(cases), foreign);
                }
              }));
      victim = lab.pdf(shared.resolve("victim"));
      try (CaseLab.Desk desk = lab.desk(CaseLab.signs("li-na-2"))) {
        lab.run(victim, desk, CaseLab.signer(), CaseLab.oneTime(), snapshots);
      }
    }
    Files.delete(victim.output());
  }

  private static void copyFiles(Path from, Path to) {
    try {
      Folders.copy(from, to);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path only(Path cases) {
    try (Stream<Path> all = Files.list(cases)) {
      return all.filter(Files::isDirectory).findFirst().orElseThrow();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    if (lab != null) {
      lab.close();
    }
    Files.deleteIfExists(victim.output());
  }

  private Path data() {
    return folder.resolve("station/data");
  }

  private Path caseFolder() {
    return only(data().resolve("cases"));
  }

  private void restored(String step) throws Exception {
    snapshots.restored(step, folder.resolve("station"));
  }

  private void start() throws Exception {
    lab = CaseLab.open(folder.resolve("station"));
  }

  private List<Recovery.Recovered> recover() throws Exception {
    return new Recovery(lab.station.services()).run();
  }

  private void sql(String command) throws Exception {
    try (Connection line =
            DriverManager.getConnection("jdbc:sqlite:" + data().resolve("archive.db"));
        Statement statement = line.createStatement()) {
      assertTrue(statement.executeUpdate(command) > 0, command);
    }
  }

  private CaseRow row() throws Exception {
    return lab.station.archive().cases().getLast();
  }

  // Nothing was signed with it, it is told with a code, its files are kept, and the signer is free.
  private void assertSetAside(String part) throws Exception {
    List<Recovery.Recovered> found = recover();
    assertEquals(1, found.size());
    assertEquals(Recovery.Outcome.SET_ASIDE, found.getFirst().outcome(), part);
    Exception why = found.getFirst().failure().orElseThrow();
    assertEquals("case-kept-differs", Problems.of(why).code());
    assertEquals(part, assertInstanceOf(CaseException.KeptDiffers.class, why).part);
    assertEquals("ABANDONED", row().state());
    assertFalse(Files.exists(victim.output()));
    assertTrue(Files.isDirectory(data().resolve("aside").resolve(row().id())));
    assertEquals(List.of(), recover());
    lab.station.archive().log().verify();
  }

  private void assertCanSignAgain() throws Exception {
    CaseLab.Job again = lab.again(folder.resolve("again"), victim);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs("li-na-1"))) {
      // The ink of the first case is known; what is written now is another.
      lab.run(again, desk, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE);
    }
    assertEquals(Report.Verdict.VALID, lab.verify(again.output()).verdict());
  }

  static List<String> steps() {
    List<String> steps = snapshots.steps();
    return steps.subList(steps.indexOf("open:recorded"), steps.indexOf("archive:written"));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aForeignSignatureIsNotBelievedWhereverACaseWasKilled(String step) throws Exception {
    restored(step);
    for (String name : List.of(SIGNATURE, STAMPED)) {
      Files.copy(
          foreign.resolve(name), caseFolder().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    start();
    List<Recovery.Recovered> found = recover();
    assertEquals(Recovery.Outcome.SET_ASIDE, found.getFirst().outcome(), step);
    assertEquals("ABANDONED", row().state());
    assertFalse(Files.exists(victim.output()));
    byte[] planted = Files.readAllBytes(foreign.resolve(SIGNATURE));
    Path kept = data().resolve("aside").resolve(row().id()).resolve(SIGNATURE);
    assertArrayEquals(planted, Files.readAllBytes(kept));
    assertTrue(lab.station.archive().events(row().id()).getLast().detail().startsWith("set aside"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"state:SHOWN", "state:CERTIFIED", "sign:kept", "state:STAMPED"})
  void anothersWholeFolderIsNotBelievedWhereverACaseWasKilled(String step) throws Exception {
    restored(step);
    Path mine = caseFolder();
    Folders.remove(mine);
    Folders.copy(foreign, mine);
    start();
    assertEquals(Recovery.Outcome.SET_ASIDE, recover().getFirst().outcome(), step);
    assertFalse(Files.exists(victim.output()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"state:SHOWN", "sign:kept"})
  void whoseCaseWasSetAsideSignsAgain(String step) throws Exception {
    restored(step);
    Files.copy(
        foreign.resolve(SIGNATURE),
        caseFolder().resolve(SIGNATURE),
        StandardCopyOption.REPLACE_EXISTING);
    start();
    recover();
    assertCanSignAgain();
  }

  private static String preparedName(Path folder) throws Exception {
    return Files.readString(folder.resolve("prepared"));
  }

  @ParameterizedTest
  @ValueSource(strings = {SIGNATURE, STAMPED, "prepared", "*.facts.json", "*"})
  void filesThatAreCutAreTold(String kind) throws Exception {
    restored("state:STAMPED");
    Path file = file(kind);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 7));
    start();
    assertEquals(Recovery.Outcome.SET_ASIDE, recover().getFirst().outcome());
    assertEquals("ABANDONED", row().state());
    assertFalse(Files.exists(victim.output()));
  }

  // Before the log had it as signed, a signature that is not there was never made.
  @ParameterizedTest
  @CsvSource({
    "state:STAMPED, stamped.cms, SET_ASIDE",
    "state:SIGNED, signature.cms, SET_ASIDE",
    "sign:kept, signature.cms, ABANDONED",
    "sign:kept, prepared, SET_ASIDE",
    "sign:kept, *.facts.json, SET_ASIDE",
    "sign:kept, *, SET_ASIDE"
  })
  void filesThatAreGoneAreTold(String step, String kind, Recovery.Outcome outcome)
      throws Exception {
    restored(step);
    Files.delete(file(kind));
    start();
    assertEquals(outcome, recover().getFirst().outcome());
    assertEquals("ABANDONED", row().state());
    assertFalse(Files.exists(victim.output()));
  }

  // A star stands for the name of the prepared file.
  private Path file(String kind) throws Exception {
    return caseFolder().resolve(kind.replace("*", preparedName(caseFolder())));
  }

  @Test
  void factsThatNameAnotherDocumentAreNotBelieved() throws Exception {
    restored("state:STAMPED");
    Path facts = caseFolder().resolve(preparedName(caseFolder()) + ".facts.json");
    String text = Files.readString(facts);
    Files.writeString(facts, text.replace("in.pdf", "xx.pdf"));
    start();
    assertSetAside(facts.getFileName().toString());
  }

  @Test
  void anEditedOutputOverwritesNothing() throws Exception {
    restored("state:STAMPED");
    Path precious = Files.writeString(folder.resolve("precious.txt"), "keep me");
    sql("UPDATE signing_case SET output = '" + precious + "' WHERE state = 'STAMPED'");
    start();
    StoreException.IndexDiffers told =
        assertThrows(StoreException.IndexDiffers.class, () -> lab.station.archive().log().verify());
    assertEquals("output", told.what);
    List<Recovery.Recovered> found = recover();
    assertEquals(Recovery.Outcome.SET_ASIDE, found.getFirst().outcome());
    assertEquals("keep me", Files.readString(precious));
    assertFalse(Files.exists(victim.output()));
    assertCanSignAgain();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "settings = replace(settings, '\"T\"', '\"B\"')",
        "settings = replace(settings, 'demo', 'http://127.0.0.1:9/')",
        "settings = '', settings_salt = NULL"
      })
  void editedSettingsAreNotBelieved(String edit) throws Exception {
    restored("state:SIGNED");
    sql("UPDATE signing_case SET " + edit + " WHERE state = 'SIGNED'");
    start();
    List<Recovery.Recovered> found = recover();
    assertEquals(Recovery.Outcome.SET_ASIDE, found.getFirst().outcome());
    assertFalse(Files.exists(victim.output()));
  }

  /** It says which timestamp services the case takes. */
  @Test
  void anEditedManifestIsNotBelieved() throws Exception {
    restored("state:SIGNED");
    sql(
        "UPDATE signing_case SET manifest = CAST(replace(CAST(manifest AS TEXT),"
            + " '\"tsa\":\"demo\"', '\"tsa\":\"service\"') AS BLOB) WHERE state = 'SIGNED'");
    start();
    assertSetAside("manifest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state = 'STAMPED'", "reserved = 0"})
  void editedStatesAreRefusedAsAWhole(String edit) throws Exception {
    restored("state:SIGNED");
    sql("UPDATE signing_case SET " + edit + " WHERE state = 'SIGNED'");
    start();
    assertThrows(StoreException.IndexDiffers.class, this::recover);
    assertFalse(Files.exists(victim.output()));
  }

  private CaseLab.Job waiting(String name, String trace) throws Exception {
    CaseLab.Job job = lab.pdf(folder.resolve(name));
    EmbeddedTrust services = DemoWorkplace.trust(lab.station).embedded();
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs(trace))) {
      Checkpoint down =
          Milestones.named(
              step -> {
                if (step.equals("state:SIGNED")) {
                  services.tsaFault(Fault.DOWN);
                }
              });
      assertThrows(
          ServiceException.class,
          () -> lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), down));
    }
    services.tsaFault(Fault.NONE);
    return job;
  }

  @Test
  void swappedFoldersOfTwoCasesAreBothTold() throws Exception {
    Files.createDirectories(folder.resolve("station"));
    start();
    CaseLab.Job first = waiting("first", "li-na-1");
    CaseLab.Job second = waiting("second", "li-na-2");
    Path one = lab.folder(first);
    Path two = lab.folder(second);
    Path between = one.resolveSibling("between");
    Files.move(one, between);
    Files.move(two, one);
    Files.move(between, two);
    List<Recovery.Recovered> found = recover();
    assertEquals(
        List.of(Recovery.Outcome.SET_ASIDE, Recovery.Outcome.SET_ASIDE),
        found.stream().map(Recovery.Recovered::outcome).toList());
    CaseLab.assertNothingWritten(first);
    CaseLab.assertNothingWritten(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "link", "obstacle"})
  void whatLiesInTheWayHoldsNobodyUp(String what) throws Exception {
    restored("state:SIGNED");
    Path mine = caseFolder();
    if (what.equals("obstacle")) {
      Path there = data().resolve("aside").resolve(mine.getFileName().toString());
      Files.createDirectories(there.resolve(SIGNATURE).resolve("full"));
      Files.delete(mine.resolve(SIGNATURE));
    } else {
      Path elsewhere = folder.resolve("elsewhere");
      Files.move(mine, elsewhere);
      if (what.equals("file")) {
        Files.writeString(mine, "no folder");
      } else {
        Files.createSymbolicLink(mine, elsewhere);
      }
    }
    start();
    assertEquals(Recovery.Outcome.SET_ASIDE, recover().getFirst().outcome());
    assertEquals("ABANDONED", row().state());
    assertFalse(Files.exists(victim.output()));
  }

  @Test
  void aFolderOfNoKnownCaseIsKeptAndDoesNothing() throws Exception {
    restored("state:SHOWN");
    Path unknown = data().resolve("cases/unknown");
    Folders.copy(foreign, unknown);
    start();
    assertEquals(
        List.of(Recovery.Outcome.ABANDONED),
        recover().stream().map(Recovery.Recovered::outcome).toList());
    assertFalse(Files.exists(unknown));
    assertTrue(Files.exists(data().resolve("aside/unknown").resolve(SIGNATURE)));
  }
}
