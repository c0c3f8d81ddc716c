// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;

@Slow
class ErasureTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final int DAYS = 30;
  @TempDir Path folder;

  @BeforeEach
  void begin() throws Exception {
    Station.registerProvider();
    try (Archive archive = at(NOW)) {
      archive.begin(
          new CaseRow(
              "one", "b", "OPENED", NOW, NOW, "合同-李娜.pdf", "ab".repeat(32), 7, Path.of("/李娜")),
          DAYS);
      archive.identify("one", "99999919000101002X");
      Course.freeze(
          archive,
          "one",
          new FrozenEvidence(
              new byte[] {1},
              List.of("ink"),
              new byte[32],
              List.of(
                  new FrozenEvidence.Artefact(
                      "live-portrait",
                      "image/jpeg",
                      NOW,
                      "cd".repeat(32),
                      false,
                      "a face".repeat(2000).getBytes(StandardCharsets.UTF_8))),
              DAYS));
    }
  }

  private Archive at(Instant now) throws StoreException {
    return Archive.open(folder, Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
  }

  private static Instant after() {
    return NOW.plus(Duration.ofDays(DAYS)).plusSeconds(1);
  }

  // The bytes of what the archive encrypted, cut into pieces as pages may cut them.
  private List<String> cipherText() throws Exception {
    List<String> pieces = new ArrayList<>();
    try (Connection line =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("archive.db"));
        ResultSet rows = line.createStatement().executeQuery("SELECT content FROM artefact")) {
      while (rows.next()) {
        String hex = HexFormat.of().formatHex(rows.getBytes(1));
        for (int i = 0; i + 64 <= hex.length(); i += 2048) {
          pieces.add(hex.substring(i, i + 64));
        }
      }
    }
    return pieces;
  }

  private String disk() throws Exception {
    StringBuilder all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> !f.endsWith("archive.key")).toList()) {
        all.append(HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return all.toString();
  }

  @Test
  void nothingIsErasedBeforeItsTimeWithoutAReason() throws Exception {
    try (Archive archive = at(NOW.plus(Duration.ofDays(DAYS - 1)))) {
      assertThrows(
          StoreException.NotOver.class, () -> archive.retention().erase("one", true, "asked"));
      Course.complete(archive, "one");
      assertEquals(List.of(), archive.retention().due());
      StoreException.RetentionRuns runs =
          assertThrows(
              StoreException.RetentionRuns.class,
              () -> archive.retention().erase("one", false, "due"));
      assertEquals(NOW.plus(Duration.ofDays(DAYS)), runs.until);
      assertEquals(1, archive.retention().plan("one", true).artefacts().size());
      assertTrue(archive.content("one", archive.artefacts("one").getFirst()).length > 0);
      assertThrows(
          StoreException.NoSuchCase.class, () -> archive.retention().erase("two", true, "asked"));
    }
  }

  @Test
  void aCaseThatEndedBeforeItsFreezeIsDueToo() throws Exception {
    try (Archive archive = at(NOW)) {
      archive.begin(
          new CaseRow(
              "two", "b", "OPENED", NOW, NOW, "合同-李娜.pdf", "ab".repeat(32), 7, Path.of("/李娜")),
          DAYS);
      archive.move("two", "CANCELLED", "closed");
      assertEquals(List.of(), archive.retention().due());
    }
    try (Archive archive = at(after())) {
      assertEquals(List.of("two"), archive.retention().due());
      assertEquals(List.of(), archive.retention().erase("two", false, "due").artefacts());
      assertEquals("", archive.find("two").documentName());
    }
  }

  @Test
  void whatBreaksOffInTheMiddleErasesNothing() throws Exception {
    try (Archive archive = at(after())) {
      Course.complete(archive, "one");
    }
    try (Connection line =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("archive.db"));
        Statement statement = line.createStatement()) {
      statement.execute(
          // abs() of the least number is an overflow.
          "CREATE INDEX broken ON event"
              + " (abs(iif(what = 'ERASED', -9223372036854775807 - 1, 0)))");
    }
    try (Archive archive = at(after())) {
      assertThrows(
          StoreException.Unusable.class, () -> archive.retention().erase("one", false, "due"));
      assertEquals(List.of("one"), archive.retention().due());
      assertTrue(archive.share("one").isPresent());
      assertTrue(archive.content("one", archive.artefacts("one").getFirst()).length > 0);
      assertEquals("合同-李娜.pdf", archive.find("one").documentName());
      archive.log().verify();
    }
  }

  @Test
  void ofTwoAtOnceOneErasesAndTheOtherIsTold() throws Exception {
    try (Archive first = at(after());
        Archive second = at(after())) {
      Course.complete(first, "one");
      List<Callable<Boolean>> both =
          Stream.of(first, second)
              .<Callable<Boolean>>map(
                  archive ->
                      () -> {
                        try {
                          archive.retention().erase("one", false, "due");
                          return true;
                        } catch (StoreException.Erased e) {
                          return false;
                        }
                      })
              .toList();
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        int done = 0;
        for (Future<Boolean> each : threads.invokeAll(both)) {
          done += each.get() ? 1 : 0;
        }
        assertEquals(1, done);
      }
      assertEquals(
          1, first.events("one").stream().filter(row -> row.what().equals("ERASED")).count());
      first.log().verify();
    }
  }

  @Test
  void whatAnotherProgramStillReadsIsSaidNotToBeOverwritten() throws Exception {
    List<String> before = cipherText();
    try (Archive archive = at(after())) {
      Course.complete(archive, "one");
      try (Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("archive.db"));
          Statement reading = other.createStatement()) {
        other.setAutoCommit(false);
        reading.executeQuery("SELECT count(*) FROM artefact").close();
        archive.retention().erase("one", false, "due");
        assertFalse(archive.retention().overwrite());
        String disk = disk();
        assertTrue(before.stream().allMatch(disk::contains));
        other.rollback();
        // The other has the archive open, but reads no more.
        assertTrue(archive.retention().overwrite());
        String after = disk();
        assertTrue(before.stream().noneMatch(after::contains));
      }
    }
  }

  @Test
  void nothingOfItIsLeftOnTheDiskAndTheLogSaysSo() throws Exception {
    List<String> before = cipherText();
    assertTrue(before.size() > 3);
    for (String piece : before) {
      assertTrue(disk().contains(piece));
    }
    try (Archive archive = at(after())) {
      Course.complete(archive, "one");
      assertEquals(List.of("one"), archive.retention().due());
      Erasure erasure = archive.retention().erase("one", false, "due");
      assertEquals(List.of("live-portrait"), erasure.artefacts());
      assertTrue(erasure.ink());
      assertTrue(archive.retention().overwrite());
      assertEquals(archive.log().verify(), erasure.event());
      assertEquals("ERASED", archive.events("one").getLast().what());
      assertTrue(archive.events("one").getLast().detail().contains("live-portrait"));
      assertTrue(archive.share("one").isEmpty());
      assertTrue(archive.manifest("one").isPresent());
      assertThrows(
          StoreException.Erased.class,
          () -> archive.content("one", archive.artefacts("one").getFirst()));
      assertEquals(List.of(), archive.retention().due());
      assertThrows(
          StoreException.Erased.class, () -> archive.retention().erase("one", true, "again"));
    }
    String after = disk();
    for (String piece : before) {
      assertFalse(after.contains(piece));
    }
    assertFalse(after.contains(HexFormat.of().formatHex("李娜".getBytes(StandardCharsets.UTF_8))));
  }
}
