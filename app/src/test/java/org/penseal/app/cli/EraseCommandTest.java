// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.store.Archive;
import org.penseal.app.store.CaseRow;
import org.penseal.app.workplace.Station;

/** What the operator is told when something could not be overwritten. */
class EraseCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK = Clock.systemUTC();
  @TempDir Path folder;

  @BeforeEach
  void begin() throws Exception {
    Station.registerProvider();
    try (Archive archive = Archive.open(folder, CLOCK, new SecureRandom())) {
      archive.begin(
          new CaseRow(
              "one",
              "b",
              "OPENED",
              CLOCK.instant(),
              CLOCK.instant(),
              "a.pdf",
              "ab".repeat(32),
              7,
              Path.of("/a")),
          30);
      archive.move("one", "CANCELLED", "closed");
    }
  }

  private CommandLineRun erase(Object... words) {
    List<Object> all = new ArrayList<>(List.of("evidence", "erase", "--json", "--lang", "en"));
    all.addAll(List.of("--data", folder));
    all.addAll(List.of(words));
    return CommandLineRun.of(all.toArray());
  }

  @Test
  void whatIsErasedWhileAnotherProgramReadsIsSaidToBeOnTheDiskStill() throws Exception {
    Path report = folder.resolve("report.json");
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("archive.db"));
        Statement reading = other.createStatement()) {
      other.setAutoCommit(false);
      reading.executeQuery("SELECT count(*) FROM signing_case").close();
      CommandLineRun run = erase("--case", "one", "--reason", "asked for", "--report", report);
      assertEquals(2, run.exit(), run.err());
      assertEquals("erased-not-overwritten", run.code());
      JsonNode said = JSON.readTree(run.out());
      assertFalse(said.get("overwritten").asBoolean());
      assertEquals("one", said.at("/erased/0/caseId").asText());
      assertFalse(JSON.readTree(report.toFile()).get("overwritten").asBoolean());
    }
    CommandLineRun again = erase("--due");
    assertEquals(0, again.exit(), again.err());
    assertTrue(JSON.readTree(again.out()).get("overwritten").asBoolean());
  }
}
