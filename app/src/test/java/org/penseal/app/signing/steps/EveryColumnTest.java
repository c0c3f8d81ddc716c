// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Folders;
import org.penseal.app.WholeCase;
import org.penseal.app.cli.CommandLineRun;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.store.StoreException;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.embedded.EmbeddedTrust;
import org.penseal.trust.embedded.Fault;

/**
 * The archive of a whole case is edited without its key: every column of every table, one at a
 * time, and each time the check of the archive must name it.
 */
@WholeCase
class EveryColumnTest {
  /** Of the library that brings a schema up to date; nothing is decided by it. */
  private static final String SCHEMA = "flyway_schema_history";

  /**
   * Labels, order and what a case is found by, by which nothing is decided; the log has none of
   * them.
   */
  private static final Set<String> LABELS =
      Set.of(
          "business.id",
          "business.opened_at",
          "signing_case.document_name",
          "signing_case.kind",
          "signing_case.name_index",
          "signing_case.number_index",
          "artefact.id");

  @TempDir Path folder;

  private record Place(String table, String column, long row, Class<?> type) {}

  /** A column of each type of each table, for what is read in the same way for all of a type. */
  private static List<Place> some(List<Place> all) {
    Set<String> seen = new HashSet<>();
    return all.stream().filter(each -> seen.add(each.table + " " + each.type)).toList();
  }

  @Test
  void noColumnIsChangedUnseen() throws Exception {
    try (CaseLab lab = CaseLab.open(folder)) {
      lab.sign(lab.pdf(folder.resolve("one")), name -> {});
    }
    Path data = folder.resolve("data");
    List<String> unseen = new ArrayList<>();
    for (Place place : places(data)) {
      Path copy = copied(data);
      String was = edit(copy, place);
      CommandLineRun run = CommandLineRun.of("evidence", "verify", "--json", "--data", copy);
      String name = place.table + "." + place.column;
      if (run.exit() == 0 && !LABELS.contains(name)) {
        unseen.add(name + " (" + was + ")");
      } else if (run.exit() != 0) {
        assertTrue(run.err().contains("archive-"), name + ": " + run.err());
      }
    }
    assertEquals("", String.join("\n", unseen));
  }

  /** What is no time, no number of a case and no state any more is told, and no fault of ours. */
  @Test
  void whatCannotBeReadAnyMoreIsNamed() throws Exception {
    unreadable(EveryColumnTest::some);
  }

  @Test
  @Tag("full")
  void nothingThatCannotBeReadIsLeftUnnamed() throws Exception {
    unreadable(all -> all);
  }

  private void unreadable(UnaryOperator<List<Place>> which) throws Exception {
    try (CaseLab lab = CaseLab.open(folder)) {
      lab.sign(lab.pdf(folder.resolve("one")), name -> {});
    }
    Path data = folder.resolve("data");
    List<String> unnamed = new ArrayList<>();
    for (Place place : which.apply(places(data))) {
      Path copy = copied(data);
      edit(copy, place, EveryColumnTest::nothing);
      for (String command : List.of("verify", "list")) {
        CommandLineRun run = CommandLineRun.of("evidence", command, "--json", "--data", copy);
        String name = place.table + "." + place.column;
        boolean told =
            run.exit() == 0
                ? LABELS.contains(name) || command.equals("list")
                : run.err().contains("archive-");
        if (!told) {
          unnamed.add(command + " " + name + ": " + run.exit() + " " + run.err());
        }
      }
    }
    assertEquals("", String.join("\n", unnamed));
  }

  /** A case that waits is finished, set aside, or nothing is gone on with: told in each way. */
  @Test
  void aRestartTellsWhatItCannotRead() throws Exception {
    restarted(EveryColumnTest::some);
  }

  @Test
  @Tag("full")
  void aRestartTellsEverythingItCannotRead() throws Exception {
    restarted(all -> all);
  }

  private void restarted(UnaryOperator<List<Place>> which) throws Exception {
    try (CaseLab lab = CaseLab.open(folder)) {
      EmbeddedTrust services = DemoWorkplace.trust(lab.station).embedded();
      Checkpoint down =
          Milestones.named(
              step -> {
                if (step.equals("state:SIGNED")) {
                  services.tsaFault(Fault.DOWN);
                }
              });
      assertThrows(ServiceException.class, () -> lab.sign(lab.pdf(folder.resolve("one")), down));
    }
    Path data = folder.resolve("data");
    List<String> odd = new ArrayList<>();
    for (Place place : which.apply(places(data))) {
      Path copy = copied(data);
      String was = edit(copy, place, EveryColumnTest::nothing);
      String name = place.table + "." + place.column;
      Path station = Objects.requireNonNull(copy.getParent());
      Files.deleteIfExists(Snapshots.witness(station)); // of the copy before
      try (CaseLab lab = CaseLab.open(station)) {
        for (Recovery.Recovered each : new Recovery(lab.station.services()).run()) {
          if (each.outcome() != Recovery.Outcome.SET_ASIDE && !isOfThePieces(name)) {
            odd.add(name + " (" + was + ") " + each);
          }
        }
      } catch (StoreException e) {
        assertTrue(Problems.of(e).code().startsWith("archive-"), name);
      }
    }
    assertEquals("", String.join("\n", odd));
  }

  // What was collected; the signature that is finished binds it, and evidence verify tells.
  private static boolean isOfThePieces(String name) {
    return name.matches("(artefact|business)\\..*")
        || name.matches(
            "signing_case\\.(document_name|document_size|share|retain_until|kind|.*_index)");
  }

  private static Object nothing(Object was) {
    return was instanceof byte[] ? new byte[] {1} : was instanceof Number ? other(was) : "x";
  }

  private static Connection open(Path data) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("archive.db"));
  }

  /** Every column that holds something, in the row of each table that holds most. */
  private static List<Place> places(Path data) throws SQLException {
    List<Place> places = new ArrayList<>();
    try (Connection database = open(data);
        Statement asks = database.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          asks.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      tables.removeIf(each -> each.equals(SCHEMA) || each.startsWith("sqlite_"));
      for (String table : tables) {
        try (ResultSet row =
            asks.executeQuery("SELECT rowid AS at, * FROM " + table + " ORDER BY rowid DESC")) {
          if (row.next()) {
            for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
              if (row.getObject(i) != null) {
                String column = row.getMetaData().getColumnName(i);
                places.add(new Place(table, column, row.getLong(1), row.getObject(i).getClass()));
              }
            }
          }
        }
      }
    }
    return places;
  }

  private static String edit(Path data, Place place) throws SQLException {
    return edit(data, place, EveryColumnTest::other);
  }

  private static String edit(Path data, Place place, UnaryOperator<Object> to) throws SQLException {
    String where = " WHERE rowid = " + place.row;
    try (Connection database = open(data);
        Statement asks = database.createStatement()) {
      asks.execute("PRAGMA foreign_keys = OFF");
      Object was;
      try (ResultSet found =
          asks.executeQuery("SELECT " + place.column + " FROM " + place.table + where)) {
        found.next();
        was = found.getObject(1);
      }
      try (PreparedStatement update =
          database.prepareStatement(
              "UPDATE " + place.table + " SET " + place.column + " = ?" + where)) {
        update.setObject(1, to.apply(was));
        update.executeUpdate();
      }
      return was.toString();
    }
  }

  private static Object other(Object was) {
    if (was instanceof byte[] bytes) {
      byte[] changed = bytes.clone();
      changed[bytes.length - 1] ^= 1;
      return changed;
    }
    if (was instanceof Number number) {
      return number.longValue() < 2 ? 1 - number.longValue() : number.longValue() + 1;
    }
    String text = was.toString();
    if (text.isEmpty()) {
      return "x";
    }
    if (text.matches("20[0-9]{2}-.*Z")) {
      return "21" + text.substring(2); // a century later
    }
    char last = text.charAt(text.length() - 1);
    return text.substring(0, text.length() - 1) + (last == '1' ? '2' : '1');
  }

  private Path copied(Path data) throws Exception {
    Path target = Files.createTempDirectory(folder, "copy-").resolve("data");
    Folders.copy(data, target);
    return target;
  }
}
