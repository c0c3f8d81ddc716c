// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.penseal.app.disk.OwnerOnly;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** The SQLite file of an archive. */
public final class ArchiveDatabase {
  /** How long a connection waits for another that writes. */
  public static final int BUSY_TIMEOUT_MS = 10_000;

  /** The form of this version: the number of its newest migration. */
  static final int FORM = 8;

  private ArchiveDatabase() {}

  /** Opens connections to it, in WAL mode. */
  public static DataSource source(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.enforceForeignKeys(true);
    // What is erased is overwritten, not only unlinked.
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /**
   * Brings it to the form of this version.
   *
   * @return false if a newer version wrote it: then nothing was changed
   */
  public static boolean bringForward(DataSource source) {
    if (isCurrent(source)) {
      return true; // without what brings it forward, which takes longer than to open it
    }
    Flyway flyway = Flyway.configure().dataSource(source).load();
    boolean newer =
        Arrays.stream(flyway.info().applied())
            .anyMatch(
                each ->
                    each.getState() == MigrationState.FUTURE_SUCCESS
                        || each.getState() == MigrationState.FUTURE_FAILED);
    if (!newer) {
      flyway.migrate();
    }
    return !newer;
  }

  // Exactly the migrations of this version, each of which succeeded.
  private static boolean isCurrent(DataSource source) {
    int next = 1;
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT version, success FROM flyway_schema_history"
                    + " WHERE version IS NOT NULL ORDER BY installed_rank")) {
      while (found.next()) {
        if (!found.getBoolean(2) || !Integer.toString(next).equals(found.getString(1))) {
          return false;
        }
        next++;
      }
    } catch (SQLException e) { // a new one, or one that is damaged, which is said by Flyway
      return false;
    }
    return next == FORM + 1;
  }

  /**
   * Copies it as it is at one moment, whoever writes meanwhile.
   *
   * @param to must not be there yet; readable by its owner only
   */
  public static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      throw new IOException("already there: " + to);
    }
    OwnerOnly.file(to);
    try (Connection connection = source(from).getConnection()) {
      connection
          .unwrap(SQLiteConnection.class)
          .getDatabase()
          .backup("main", to.toAbsolutePath().toString(), null);
    } catch (SQLException e) {
      throw new IOException("the archive cannot be copied", e);
    }
  }
}
