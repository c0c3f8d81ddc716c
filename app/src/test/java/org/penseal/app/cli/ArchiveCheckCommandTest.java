// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Folders;
import org.penseal.app.store.Archive;
import org.penseal.app.store.CaseRow;
import org.penseal.app.workplace.Station;

/** What {@code evidence verify}, {@code anchor} and {@code acknowledge} say of an archive. */
class ArchiveCheckCommandTest {
  private static final Instant NOW = Instant.now();
  @TempDir Path place;
  private Path data;

  @BeforeEach
  void begin() throws Exception {
    Station.registerProvider();
    data = place.resolve("data");
    open("c1");
  }

  private void open(String id) throws Exception {
    try (Archive archive = Archive.open(data, Clock.systemUTC(), new SecureRandom())) {
      archive.begin(
          new CaseRow(
              id, "b", "OPENED", NOW, NOW, "a.pdf", "ab".repeat(32), 7, Path.of("/out.pdf")),
          30);
    }
  }

  private CommandLineRun run(Object... words) {
    Object[] all = Stream.concat(Stream.of(words), Stream.of("--data", data)).toArray();
    return CommandLineRun.of(all);
  }

  private static JsonNode json(CommandLineRun run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void anAnchorHoldsAndOpensslReadsItsToken() throws Exception {
    CommandLineRun anchored = run("evidence", "anchor", "--demo", "--json");
    assertEquals(0, anchored.exit(), anchored.err());
    Path head = Path.of(json(anchored).path("file").asText());
    CommandLineRun verified = run("evidence", "verify", "--demo", "--json");
    assertEquals(0, verified.exit(), verified.err());
    assertEquals("holds", json(verified).at("/anchors/0/state").asText());
    String token = KeyFile.openssl(0, "ts", "-reply", "-token_in", "-in", head + ".tst", "-text");
    assertTrue(token.contains("Hash Algorithm: sm3"), token);
    CommandLineRun notDue = run("evidence", "anchor", "--demo", "--if-due", "--json");
    assertTrue(!json(notDue).path("anchored").asBoolean(true), notDue.out());
  }

  @Test
  void aTokenOrAHeadThatWasExchangedIsBroken() throws Exception {
    Path head = Path.of(json(run("evidence", "anchor", "--demo", "--json")).path("file").asText());
    String text = Files.readString(head);
    Files.writeString(head, text.replaceFirst("(?m)^[0-9]{1,3}$", "7"));
    CommandLineRun verified = run("evidence", "verify", "--json");
    assertEquals(1, verified.exit());
    assertEquals("archive-anchor-broken", json(verified).at("/anchors/0/code").asText());
  }

  @Test
  void anAnchorKeptElsewhereTellsAnOlderCopyOfEverything() throws Exception {
    Path copy = place.resolve("copy");
    Folders.copy(data, copy);
    open("c2");
    run("evidence", "anchor", "--demo");
    Path kept = place.resolve("kept");
    Folders.copy(data.resolve("anchors"), kept);
    // Everything is put back, and the user's own note too: only the anchor is left to tell.
    Folders.remove(data);
    Folders.copy(copy, data);
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("penseal.state"), "archives"))) {
      String id = Files.readAllLines(data.resolve("archive.head")).get(1);
      for (Path each : all.filter(f -> f.toString().contains(id)).toList()) {
        Files.delete(each);
      }
    }
    CommandLineRun alone = run("evidence", "verify", "--json");
    assertEquals(0, alone.exit(), alone.out());
    CommandLineRun verified = run("evidence", "verify", "--anchors", kept, "--json");
    assertEquals(1, verified.exit(), verified.out());
    assertEquals("archive-older-than-anchor", json(verified).at("/anchors/0/code").asText());
  }

  @Test
  void editsCutsAndOlderCopiesEachHaveTheirCodeAndOneCanBeAcknowledged() throws Exception {
    Path copy = place.resolve("copy");
    Folders.copy(data, copy);
    open("c2");
    Folders.copy(copy, data);
    Files.deleteIfExists(data.resolve("archive.db-wal"));
    Files.deleteIfExists(data.resolve("archive.db-shm"));
    assertEquals("archive-older-copy", run("evidence", "verify").code());
    CommandLineRun acknowledged = run("evidence", "acknowledge", "--json");
    assertEquals(0, acknowledged.exit(), acknowledged.err());
    assertEquals("archive-older-copy", json(acknowledged).path("acknowledged").asText());
    CommandLineRun verified = run("evidence", "verify", "--json");
    assertEquals(0, verified.exit());
    // The loss stays told, although nothing contradicts the log any more.
    JsonNode told = json(verified).path("acknowledged");
    assertEquals(1, told.size(), verified.out());
    assertEquals("archive-older-copy known=2 found=1", told.at("/0/detail").asText());
    String words = run("evidence", "verify", "--lang", "en").out();
    assertTrue(words.contains("archive-older-copy known=2 found=1"), words);
    assertEquals("", json(run("evidence", "acknowledge", "--json")).path("acknowledged").asText());
    sql("UPDATE signing_case SET state = 'ARCHIVED'");
    assertEquals("archive-index-differs", run("evidence", "verify").code());
    sql("UPDATE signing_case SET state = 'OPENED'");
    sql("UPDATE event SET detail = 'x' WHERE number = 1");
    assertEquals("archive-altered", run("evidence", "verify").code());
  }

  private void sql(String command) throws Exception {
    try (var line = DriverManager.getConnection("jdbc:sqlite:" + data + "/archive.db");
        var statement = line.createStatement()) {
      statement.executeUpdate(command);
    }
  }
}
