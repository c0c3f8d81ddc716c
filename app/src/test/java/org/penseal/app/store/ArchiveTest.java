// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.workplace.Station;

class ArchiveTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  @TempDir Path folder;
  private Archive archive;

  @BeforeEach
  void open() throws StoreException {
    Station.registerProvider();
    archive = Archive.open(folder, Clock.systemUTC(), new SecureRandom());
  }

  @AfterEach
  void close() {
    archive.close();
  }

  private void begin(String id, String business) throws StoreException {
    archive.begin(
        new CaseRow(
            id, business, "OPENED", NOW, NOW, "a.pdf", "ab".repeat(32), 7, Path.of("/out.pdf")),
        30);
  }

  private static FrozenEvidence frozen(String ink) {
    return new FrozenEvidence(
        new byte[] {1},
        List.of(ink, "annotation of " + ink),
        new byte[32],
        List.of(
            new FrozenEvidence.Artefact(
                "ink",
                "text/plain",
                NOW,
                "cd".repeat(32),
                false,
                "secret ink".getBytes(StandardCharsets.UTF_8))),
        30);
  }

  @Test
  void keepsAnArtefactEncryptedAndGivesItBack() throws Exception {
    begin("c1", "b1");
    Course.freeze(archive, "c1", frozen("i1"));
    ArtefactRow row = archive.artefacts("c1").getFirst();
    assertArrayEquals("secret ink".getBytes(StandardCharsets.UTF_8), archive.content("c1", row));
    archive.close();
    for (Path file : Files.list(folder).toList()) {
      String raw = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertFalse(raw.contains("secret ink"), file.toString());
    }
  }

  @Test
  void findsTheLatestArtefactsOfATypeWithoutReadingThoseOfEveryCase() throws Exception {
    for (int i = 1; i <= 3; i++) {
      begin("c" + i, "b" + i);
      Course.freeze(archive, "c" + i, frozen("i" + i));
    }
    assertEquals(
        List.of("c3", "c2"),
        archive.latest("ink", 2).stream().map(ArtefactRow.OfCase::caseId).toList());
    assertEquals(List.of(), archive.latest("live-portrait", 2));
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("archive.db"));
        Statement asks = database.createStatement()) {
      for (String wanted : List.of("case_id = 'c1'", "type = 'ink'")) {
        try (ResultSet plan =
            asks.executeQuery(
                "EXPLAIN QUERY PLAN SELECT * FROM artefact WHERE " + wanted + " ORDER BY id")) {
          assertTrue(plan.getString("detail").contains("USING INDEX"), plan.getString("detail"));
        }
      }
    }
  }

  @Test
  void refusesTheSameInkInASecondCase() throws StoreException {
    begin("c1", "b1");
    begin("c2", "b2");
    Course.freeze(archive, "c1", frozen("i1"));
    StoreException.InkSeen seen =
        assertThrows(
            StoreException.InkSeen.class, () -> Course.freeze(archive, "c2", frozen("i1")));
    assertEquals("c1", seen.otherCase);
    assertEquals("CAPTURED", archive.find("c2").state());
    assertEquals(List.of(), archive.artefacts("c2"));
  }

  @Test
  void refusesASecondSignatureOfOneSignerOnOneDocumentInOneBusiness() throws StoreException {
    begin("c1", "b1");
    archive.identify("c1", "11010519491231002X");
    Course.freeze(archive, "c1", frozen("i1"));
    Course.complete(archive, "c1");
    begin("c2", "b1");
    archive.identify("c2", "11010519491231002X");
    assertThrows(
        StoreException.AlreadySigned.class, () -> Course.freeze(archive, "c2", frozen("i2")));
    begin("c3", "b2");
    archive.identify("c3", "11010519491231002X");
    Course.freeze(archive, "c3", frozen("i3"));
    begin("c4", "b1");
    archive.identify("c4", "110105194912310011");
    Course.freeze(archive, "c4", frozen("i4"));
  }

  @Test
  void doesNotKeepTheSignerInClear() throws Exception {
    begin("c1", "b1");
    archive.identify("c1", "11010519491231002X");
    archive.close();
    for (Path file : Files.list(folder).toList()) {
      String raw = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertFalse(raw.contains("11010519491231002X"), file.toString());
    }
  }

  @Test
  void chainShowsAnAlteredEvent() throws Exception {
    begin("c1", "b1");
    archive.move("c1", "CONSENTED", "");
    archive.move("c1", "CANCELLED", "why");
    assertEquals(3, archive.log().verify());
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/archive.db");
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE event SET detail = 'other' WHERE number = 2");
    }
    StoreException.Altered altered =
        assertThrows(StoreException.Altered.class, archive.log()::verify);
    assertEquals("event 2", altered.where);
  }

  @Test
  void chainShowsARemovedEvent() throws Exception {
    begin("c1", "b1");
    archive.move("c1", "CONSENTED", "");
    archive.move("c1", "CANCELLED", "");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/archive.db");
        var statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM event WHERE number = 2");
    }
    assertThrows(StoreException.Altered.class, archive.log()::verify);
  }

  @Test
  void artefactMovedToAnotherCaseCannotBeRead() throws Exception {
    begin("c1", "b1");
    begin("c2", "b1");
    Course.freeze(archive, "c1", frozen("i1"));
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/archive.db");
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE artefact SET case_id = 'c2'");
    }
    ArtefactRow moved = archive.artefacts("c2").getFirst();
    assertThrows(StoreException.Altered.class, () -> archive.content("c2", moved));
  }

  @Test
  void pseudonymsAreEqualForEqualSignersOnly() {
    assertEquals(archive.pseudonym("a"), archive.pseudonym("a"));
    assertNotEquals(archive.pseudonym("a"), archive.pseudonym("b"));
  }

  @Test
  void tellsWhatIsWrongWithAFolderThatCannotBeUsed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThrows(
        StoreException.Unusable.class,
        () -> Archive.open(file, Clock.systemUTC(), new SecureRandom()));
  }
}
