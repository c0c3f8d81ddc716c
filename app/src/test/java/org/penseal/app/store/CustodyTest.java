// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.Folders;
import org.penseal.app.WholeCase;
import org.penseal.app.workplace.Station;

/** An archive in the hands of somebody who has its files, but not its key. */
@WholeCase
class CustodyTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final String LI_NA = "11010519491231002X";
  @TempDir Path place;
  private Path folder;
  private Path witnesses;

  @BeforeEach
  void sign() throws Exception {
    Station.registerProvider();
    folder = place.resolve("data");
    witnesses = place.resolve("state");
  }

  private Archive open() throws StoreException {
    return Archive.open(folder, Clock.systemUTC(), new SecureRandom(), witnesses);
  }

  private static void begin(Archive archive, String id) throws StoreException {
    archive.begin(
        new CaseRow(id, "b1", "OPENED", NOW, NOW, "a.pdf", "ab".repeat(32), 7, Path.of("/out.pdf")),
        30);
  }

  private static void freeze(Archive archive, String id, String ink) throws StoreException {
    begin(archive, id);
    archive.identify(id, LI_NA);
    Course.freeze(
        archive, id, new FrozenEvidence(new byte[] {1}, List.of(ink), new byte[32], List.of(), 30));
  }

  private static void complete(Archive archive, String id, String ink) throws StoreException {
    freeze(archive, id, ink);
    Course.complete(archive, id);
  }

  private void complete(String id, String ink) throws StoreException {
    try (Archive archive = open()) {
      complete(archive, id, ink);
    }
  }

  private void sql(String... commands) throws Exception {
    try (Connection line = DriverManager.getConnection("jdbc:sqlite:" + folder + "/archive.db");
        Statement statement = line.createStatement()) {
      for (String command : commands) {
        statement.executeUpdate(command);
      }
    }
  }

  private StoreException.Behind.Kind behind() throws StoreException {
    try (Archive archive = open()) {
      StoreException.Behind told =
          assertThrows(StoreException.Behind.class, () -> archive.log().verify());
      StoreException.Behind refused =
          assertThrows(StoreException.Behind.class, () -> begin(archive, "next"));
      assertEquals(told.kind, refused.kind);
      return told.kind;
    }
  }

  @Test
  void refusesASecondSignatureAndSeenInkByTheLog() throws Exception {
    complete("c1", "i1");
    try (Archive archive = open()) {
      begin(archive, "c2");
      archive.identify("c2", LI_NA);
      assertThrows(StoreException.AlreadySigned.class, () -> Course.reserve(archive, "c2"));
      begin(archive, "c3");
      archive.identify("c3", "another");
      FrozenEvidence same =
          new FrozenEvidence(new byte[] {1}, List.of("i1"), new byte[32], List.of(), 30);
      assertEquals(
          "c1",
          assertThrows(StoreException.InkSeen.class, () -> archive.freeze("c3", "FROZEN", same))
              .otherCase);
    }
  }

  @Test
  void databaseThatActsByItselfTakesNoEntry() throws Exception {
    complete("c1", "i1");
    // Nobody is told of the second signer, neither by the log nor by the row.
    sql(
        "CREATE TRIGGER one BEFORE INSERT ON event WHEN NEW.what = 'SIGNER'"
            + " BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TRIGGER two AFTER UPDATE OF signer_mac ON signing_case WHEN NEW.signer_mac NOTNULL"
            + " BEGIN UPDATE signing_case SET signer_mac = NULL, signer_salt = NULL"
            + " WHERE id = NEW.id; END");
    try (Archive archive = open()) {
      assertThrows(StoreException.Altered.class, () -> begin(archive, "c2"));
      assertThrows(StoreException.Altered.class, () -> archive.log().verify());
    }
    sql("DROP TRIGGER one", "DROP TRIGGER two");
    try (Archive archive = open()) {
      archive.log().verify();
      begin(archive, "c2");
    }
  }

  @Test
  void entryThatTheDatabaseIgnoresEndsWhatItIsAbout() throws Exception {
    complete("c1", "i1");
    sql(
        "ALTER TABLE event RENAME TO old",
        "CREATE TABLE event (number INTEGER PRIMARY KEY, case_id TEXT, at TEXT NOT NULL,"
            + " what TEXT NOT NULL UNIQUE ON CONFLICT IGNORE, detail TEXT NOT NULL,"
            + " mac TEXT NOT NULL, facts TEXT NOT NULL DEFAULT '') STRICT",
        "INSERT INTO event SELECT number, case_id, at, what, detail, mac, facts FROM old",
        "DROP TABLE old");
    try (Archive archive = open()) {
      assertThrows(StoreException.Altered.class, () -> begin(archive, "c2"));
      archive.log().verify();
    }
  }

  @Test
  void signerIsTakenFromTheLogWhenACaseIsDecided() throws Exception {
    complete("c1", "i1");
    for (String hidden : List.of("c1", "c2")) {
      try (Archive archive = open()) {
        if (hidden.equals("c1")) {
          begin(archive, "c2");
          archive.identify("c2", LI_NA);
        }
        archive.log().requireSound();
        // In its own connection, so that nobody else seems to have written.
        archive.inTransaction(
            handle ->
                handle.execute(
                    "UPDATE signing_case SET signer_mac = ? WHERE id = ?",
                    archive.pseudonym("another"),
                    hidden));
        assertEquals(
            hidden,
            assertThrows(StoreException.IndexDiffers.class, () -> Course.reserve(archive, "c2"))
                .caseId);
        archive.inTransaction(
            handle ->
                handle.execute(
                    "UPDATE signing_case SET signer_mac = ? WHERE id = ?",
                    archive.pseudonym(LI_NA),
                    hidden));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state|UPDATE signing_case SET state = 'CANCELLED'|SELECT 1",
        "signer|UPDATE signing_case SET signer_mac = 'ff'|DELETE FROM ink",
        "signer|UPDATE signing_case SET signer_mac = NULL, signer_salt = NULL|SELECT 1",
        "document|UPDATE signing_case SET document_sm3 = 'cd'|SELECT 1",
        "business|INSERT INTO business VALUES ('b2', '')|UPDATE signing_case SET business_id = 'b2'",
        "reserved|UPDATE signing_case SET reserved = 0|SELECT 1",
        "erased|UPDATE signing_case SET erased_at = '2026-11-25T08:00:00Z'|SELECT 1",
        "ink|DELETE FROM ink|SELECT 1",
        "ink|UPDATE ink SET sm3 = 'other'|SELECT 1",
        "case|DELETE FROM ink|DELETE FROM signing_case"
      })
  void editedRowsAreRefusedAndNamed(String what, String first, String second) throws Exception {
    complete("c1", "i1");
    sql(
        Stream.of(first, second)
            .filter(command -> !command.startsWith("SELECT"))
            .toArray(String[]::new));
    try (Archive archive = open()) {
      StoreException.IndexDiffers told =
          assertThrows(StoreException.IndexDiffers.class, archive.log()::verify);
      assertEquals("c1", told.caseId);
      assertEquals(what, told.what);
      assertThrows(StoreException.IndexDiffers.class, () -> begin(archive, "c2"));
      assertThrows(StoreException.IndexDiffers.class, () -> archive.log().acknowledge());
    }
  }

  @Test
  void rowsEditedWhileTheArchiveIsOpenAreSeenAtTheNextDecision() throws Exception {
    try (Archive archive = open()) {
      complete(archive, "c1", "i1");
      begin(archive, "c2");
      archive.identify("c2", LI_NA);
      sql("UPDATE signing_case SET state = 'CANCELLED' WHERE id = 'c1'");
      assertThrows(StoreException.IndexDiffers.class, () -> Course.reserve(archive, "c2"));
    }
  }

  @Test
  void movesThatTheStateTableDoesNotHaveAreRefusedByTheLog() throws Exception {
    try (Archive archive = open()) {
      begin(archive, "c1");
      for (String to : List.of("OPENED", "SHOWN", "SIGNED", "STAMPED", "ARCHIVED", "X", "")) {
        StoreException.MoveRefused refused =
            assertThrows(StoreException.MoveRefused.class, () -> archive.move("c1", to, ""));
        assertEquals("OPENED", refused.from);
      }
      assertThrows(StoreException.MoveRefused.class, () -> Course.reserve(archive, "c1"));
      Course.to(archive, "c1", "CAPTURED");
      FrozenEvidence frozen =
          new FrozenEvidence(new byte[] {1}, List.of("i1"), new byte[32], List.of(), 30);
      archive.freeze("c1", "FROZEN", frozen);
      Course.complete(archive, "c1");
      for (String to : List.of("CANCELLED", "ABANDONED", "STAMPED")) {
        assertThrows(StoreException.MoveRefused.class, () -> archive.move("c1", to, ""));
      }
      assertThrows(
          StoreException.MoveRefused.class,
          () ->
              archive.begin(
                  new CaseRow(
                      "c2", "b", "SIGNED", NOW, NOW, "a", "ab".repeat(32), 7, Path.of("/out")),
                  30));
      assertThrows(StoreException.NoSuchCase.class, () -> archive.move("c3", "OPENED", ""));
      archive.log().verify();
    }
  }

  @Test
  void anOutputThatWasEditedIsToldAndHoldsNobodyUp() throws Exception {
    try (Archive archive = open()) {
      begin(archive, "c1");
      assertEquals(Optional.of(""), archive.log().settings("c1"));
    }
    sql("UPDATE signing_case SET output = '/etc/passwd'");
    try (Archive archive = open()) {
      assertEquals(
          "output", assertThrows(StoreException.IndexDiffers.class, archive.log()::verify).what);
      assertThrows(StoreException.IndexDiffers.class, () -> archive.log().settings("c1"));
      begin(archive, "c2");
      assertEquals(Optional.of(""), archive.log().settings("c2"));
    }
  }

  @Test
  void whatAnotherConnectionWritesIsComparedBeforeTheNextEntry() throws Exception {
    try (Archive first = open();
        Archive second = open()) {
      begin(first, "c1");
      begin(second, "c2");
      begin(first, "c3");
      sql("UPDATE signing_case SET state = 'SHOWN' WHERE id = 'c1'");
      for (Archive archive : List.of(first, second)) {
        assertEquals(
            "state",
            assertThrows(StoreException.IndexDiffers.class, () -> begin(archive, "c4")).what);
      }
    }
  }

  @Test
  void aClosedArchiveIsToldAsOneThatCannotBeUsed() throws Exception {
    Archive archive = open();
    archive.close();
    assertThrows(StoreException.Unusable.class, archive.log()::verify);
  }

  @Test
  void anAddedRowIsRefused() throws Exception {
    complete("c1", "i1");
    sql("INSERT INTO ink VALUES ('planted', 'c1')");
    try (Archive archive = open()) {
      assertEquals(
          "ink", assertThrows(StoreException.IndexDiffers.class, archive.log()::verify).what);
    }
  }

  @Test
  void aTailThatWasCutIsSeen() throws Exception {
    complete("c1", "i1");
    sql("DELETE FROM event WHERE number > 3");
    assertEquals(StoreException.Behind.Kind.TAIL_CUT, behind());
    try (Archive archive = open()) {
      assertThrows(StoreException.Behind.class, () -> archive.log().acknowledge());
    }
  }

  @Test
  void aTailThatWasCutWithItsRowsIsAnOlderCopyOfTheDatabase() throws Exception {
    try (Archive archive = open()) {
      begin(archive, "c1");
    }
    Path kept = Files.copy(folder.resolve("archive.db"), place.resolve("kept.db"));
    complete("c2", "i1");
    Files.deleteIfExists(folder.resolve("archive.db-wal"));
    Files.deleteIfExists(folder.resolve("archive.db-shm"));
    Files.copy(kept, folder.resolve("archive.db"), StandardCopyOption.REPLACE_EXISTING);
    assertEquals(StoreException.Behind.Kind.OLDER_COPY, behind());
  }

  @Test
  void anOlderCopyOfTheFolderSignsOnlyAfterAnOperatorAcknowledgedIt() throws Exception {
    try (Archive archive = open()) {
      begin(archive, "c0");
    }
    Path copy = place.resolve("copy");
    Folders.copy(folder, copy);
    complete("c1", "i1");
    Folders.remove(folder);
    Folders.copy(copy, folder);
    assertEquals(StoreException.Behind.Kind.OLDER_COPY, behind());
    try (Archive archive = open()) {
      StoreException.Behind known = archive.log().acknowledge().orElseThrow();
      assertTrue(known.known > known.found);
      assertEquals(Optional.empty(), archive.log().acknowledge());
      complete(archive, "c2", "i1");
      EventRow noted =
          archive.events(null).stream()
              .filter(row -> row.what().equals("ACKNOWLEDGED"))
              .findFirst()
              .orElseThrow();
      assertTrue(noted.detail().contains("archive-older-copy"), noted.detail());
    }
    try (Archive archive = open()) {
      archive.log().verify();
    }
  }

  @Test
  void aHeadThatIsGoneOrForgedIsToldAndCanBeAcknowledged() throws Exception {
    complete("c1", "i1");
    Path head = folder.resolve("archive.head");
    String text = Files.readString(head);
    Files.delete(head);
    assertEquals(StoreException.Behind.Kind.HEAD_MISSING, behind());
    Files.writeString(head, text.replaceFirst("(?m)^[0-9]{1,3}$", "3"));
    assertEquals(StoreException.Behind.Kind.HEAD_ALTERED, behind());
    try (Archive archive = open()) {
      archive.log().acknowledge();
      complete(archive, "c2", "i2".repeat(2));
    } catch (StoreException.AlreadySigned e) {
      // the same signer and document: the log still knows
      assertEquals("c1", e.otherCase);
    }
    Path witness = Files.list(witnesses).findFirst().orElseThrow();
    Files.writeString(witness, "nothing");
    assertEquals(StoreException.Behind.Kind.WITNESS_ALTERED, behind());
  }

  @Test
  void anEmptiedArchiveIsNotANewOne() throws Exception {
    complete("c1", "i1");
    sql("DELETE FROM event", "DELETE FROM ink", "DELETE FROM signing_case");
    Files.delete(folder.resolve("archive.head"));
    assertEquals(StoreException.Behind.Kind.HEAD_MISSING, behind());
  }

  @Test
  void aHeadThatACrashLeftBehindLocksNobodyOut() throws Exception {
    try (Archive archive = open()) {
      begin(archive, "c1");
      Path head = folder.resolve("archive.head");
      byte[] before = Files.readAllBytes(head);
      Path witness = Files.list(witnesses).findFirst().orElseThrow();
      archive.move("c1", "CONSENTED", "");
      // Killed between the commit and the head: both files are those of before.
      Files.write(head, before);
      Files.write(witness, before);
    }
    try (Archive archive = open()) {
      assertEquals(2, archive.log().verify());
      archive.move("c1", "CANCELLED", "");
      assertEquals(3, archive.log().head().number());
    }
  }

  @Test
  void twoProgramsOnOneArchiveWriteInTurn() throws Exception {
    try (Archive first = open();
        Archive second = open()) {
      for (int i = 0; i < 5; i++) {
        begin(first, "a" + i);
        begin(second, "b" + i);
      }
      assertEquals(10, first.log().verify());
      assertEquals(second.log().head(), first.log().head());
    }
  }

  @Test
  void anArchiveOfBeforeIsTakenOverAsItIs() throws Exception {
    Files.createDirectories(folder);
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + folder + "/archive.db", "", "")
        .target("4")
        .load()
        .migrate();
    sql(
        "INSERT INTO business VALUES ('b1', '2026-11-25T08:00:00Z')",
        "INSERT INTO signing_case (id, business_id, state, opened_at, changed_at, document_name,"
            + " document_sm3, document_size, signer_mac, output, reserved) VALUES ('old', 'b1',"
            + " 'ARCHIVED', '2026-11-25T08:00:00Z', '2026-11-25T08:00:00Z', 'a.pdf', '"
            + "ab".repeat(32)
            + "', 7, '%SIGNER%', '/out.pdf', 1)",
        "INSERT INTO ink VALUES ('i1', 'old')");
    // The key is made with the first start; the pseudonym is that of the key.
    ArchiveKey key = ArchiveKey.loadOrCreate(folder.resolve("archive.key"), new SecureRandom());
    String pseudonym =
        java.util.HexFormat.of()
            .formatHex(key.mac("signer", LI_NA.getBytes(StandardCharsets.UTF_8)));
    sql("UPDATE signing_case SET signer_mac = '" + pseudonym + "'");
    try (Archive archive = open()) {
      assertEquals(1, archive.log().takenOver());
      archive.log().verify();
      begin(archive, "c2");
      archive.identify("c2", LI_NA);
      assertThrows(StoreException.AlreadySigned.class, () -> Course.reserve(archive, "c2"));
    }
    sql("UPDATE signing_case SET state = 'CANCELLED' WHERE id = 'old'");
    try (Archive archive = open()) {
      assertThrows(StoreException.IndexDiffers.class, archive.log()::verify);
      assertEquals(1, archive.log().takenOver());
    }
  }

  @Test
  void erasureCutsThePseudonymOffTheLog() throws Exception {
    complete("c1", "i1");
    String pseudonym;
    try (Archive archive = open()) {
      pseudonym = archive.pseudonym(LI_NA);
      archive.retention().erase("c1", true, "asked");
      archive.retention().overwrite();
      archive.log().verify();
      complete(archive, "c2", "i2");
      begin(archive, "c3");
      archive.identify("c3", "another");
      FrozenEvidence again =
          new FrozenEvidence(new byte[] {1}, List.of("i1"), new byte[32], List.of(), 30);
      assertThrows(StoreException.InkSeen.class, () -> archive.freeze("c3", "FROZEN", again));
    }
    try (Connection line = DriverManager.getConnection("jdbc:sqlite:" + folder + "/archive.db");
        ResultSet rows = line.createStatement().executeQuery("SELECT facts, detail FROM event")) {
      while (rows.next()) {
        assertFalse(rows.getString(1).contains(pseudonym), rows.getString(1));
        assertFalse(rows.getString(1).contains("\"b1\""), rows.getString(1));
        assertFalse((rows.getString(1) + rows.getString(2)).contains(LI_NA));
      }
    }
  }

  @Test
  void onlyTheOwnerReadsAnyFileAlsoOfAnArchiveThatWasOpenToOthers() throws Exception {
    complete("c1", "i1");
    for (Path each : Files.walk(folder).toList()) {
      Files.setPosixFilePermissions(
          each,
          PosixFilePermissions.fromString(Files.isDirectory(each) ? "rwxr-xr-x" : "rw-r--r--"));
    }
    try (Archive archive = open();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder + "/archive.db");
        Statement reading = other.createStatement()) {
      reading.executeQuery("SELECT count(*) FROM event").close();
      begin(archive, "c2");
      for (Path each : Files.walk(folder).toList()) {
        String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
        assertEquals(Files.isDirectory(each) ? "rwx------" : "rw-------", rights, each.toString());
      }
      assertTrue(Files.exists(folder.resolve("archive.db-wal")));
    }
  }
}
