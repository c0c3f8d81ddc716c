// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
