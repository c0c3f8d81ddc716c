// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.store.Archive;
import org.penseal.app.store.CaseRow;
import org.penseal.app.store.FrozenEvidence;
import org.penseal.app.store.StoreException;
import org.penseal.app.workplace.Station;

/** What the archive keeps of a case against its log. */
class KeptCasesTest {
  @TempDir Path folder;
  private Archive archive;

  @BeforeEach
  void open() throws Exception {
    Station.registerProvider();
    archive = Archive.open(folder, Clock.systemUTC(), new SecureRandom());
    Instant now = Instant.now();
    archive.begin(new CaseRow("one", "b", "OPENED", now, now, "a", "ab".repeat(32), 7, folder), 30);
  }

  @AfterEach
  void close() {
    archive.close();
  }

  private void requireDiffers(String what) {
    StoreException.IndexDiffers found =
        assertThrows(
            StoreException.IndexDiffers.class, () -> new KeptCases(archive).requireAsFrozen());
    assertEquals("one", found.caseId);
    assertEquals(what, found.what);
  }

  private void alter(String column, Instant to) throws Exception {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("archive.db"));
        Statement statement = database.createStatement()) {
      assertEquals(
          1, statement.executeUpdate("UPDATE signing_case SET " + column + " = '" + to + "'"));
    }
  }

  @Test
  void caseOfWhichNothingIsFrozenIsAsItsLogSays() throws Exception {
    archive.move("one", "CONSENTED", "");
    new KeptCases(archive).requireAsFrozen();
  }

  @Test
  void beginningThatTheLogDoesNotBearOutIsFound() throws Exception {
    alter("opened_at", Instant.now().minus(Duration.ofDays(3)));
    requireDiffers("opened");
  }

  @Test
  void lastChangeThatTheLogDoesNotBearOutIsFound() throws Exception {
    alter("changed_at", Instant.now().plus(Duration.ofDays(3)));
    requireDiffers("changed");
  }

  @Test
  void manifestThatIsNoneIsFoundThoughTheLogBindsIt() throws Exception {
    for (String state : List.of("CONSENTED", "IDENTIFIED", "SHOWN", "CAPTURED")) {
      archive.move("one", state, "");
    }
    archive.freeze(
        "one",
        "FROZEN",
        new FrozenEvidence(new byte[] {1}, List.of("ink"), new byte[32], List.of(), 30));
    requireDiffers("manifest");
  }
}
