// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.server.message.MessageSignature;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;

/**
 * Used nonces of one node, in SQLite. Those of earlier runs are there still, but what the last
 * moments before a loss of power have brought may not be: what was made before this run began is
 * not vouched for, and nothing from before the clock was set back. One connection, one thread at a
 * time.
 */
final class SqliteNonces implements NonceStore {
  private static final int SWEEP_EVERY = 10_000;
  private static final long TURN_SECONDS = 5;
  private static final Duration STEP = Duration.ofSeconds(1);

  private final Connection connection;
  private Instant since;
  private Instant latest;
  private final PreparedStatement use;
  private final PreparedStatement sweep;
  private final PreparedStatement count;
  private final ReentrantLock turn = new ReentrantLock();
  private int uses;

  private SqliteNonces(Connection connection, Instant since) throws SQLException {
    this.connection = connection;
    this.since = since;
    this.latest = since;
    this.use =
        connection.prepareStatement(
            "INSERT INTO used_nonce (nonce, until) VALUES (?, ?) ON CONFLICT DO NOTHING");
    this.sweep = connection.prepareStatement("DELETE FROM used_nonce WHERE until < ?");
    this.count = connection.prepareStatement("SELECT count(*) FROM used_nonce");
  }

  /**
   * Opens it.
   *
   * @throws ServeException.DataUnusable if the file cannot be used
   */
  static SqliteNonces open(Path file, Instant now) throws ServeException {
    try {
      OwnerOnly.file(file);
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = OFF");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS used_nonce (nonce TEXT PRIMARY KEY, until INTEGER NOT NULL)"
                + " WITHOUT ROWID");
        statement.execute("CREATE INDEX IF NOT EXISTS used_nonce_until ON used_nonce (until)");
      }
      return new SqliteNonces(connection, now);
    } catch (IOException | SQLException e) {
      throw new ServeException.DataUnusable(file, e);
    }
  }

  @Override
  public boolean use(String nonce, Instant until, Instant now) throws ServeException.Refusal {
    boolean mine = false;
    try {
      mine = turn.tryLock(TURN_SECONDS, TimeUnit.SECONDS);
      if (!mine) {
        throw new NotReady(NotReady.Part.STORE, null);
      }
      if (uses++ % SWEEP_EVERY == 0) {
        makeRoom(now);
      }
      use.setString(1, nonce);
      use.setLong(2, until.toEpochMilli());
      return use.executeUpdate() == 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReady(NotReady.Part.STORE, e);
    } catch (SQLException e) {
      throw new NotReady(NotReady.Part.STORE, e);
    } finally {
      if (mine) {
        turn.unlock();
      }
    }
  }

  private void makeRoom(Instant now) throws SQLException, ServeException.Busy {
    sweep.setLong(1, now.minus(MARGIN).toEpochMilli());
    sweep.executeUpdate();
    try (ResultSet found = count.executeQuery()) {
      if (found.next() && found.getLong(1) > MOST_KEPT) {
        uses--; // looked at again by the next
        throw new ServeException.Busy();
      }
    }
  }

  @Override
  public synchronized Instant since(Instant now) {
    // While the clock was ahead, nonces may have been forgotten that count again now.
    if (now.isBefore(latest.minus(STEP))) {
      since = now.plus(MessageSignature.AHEAD);
      latest = now;
    }
    if (now.isAfter(latest)) {
      latest = now;
    }
    return since;
  }

  @Override
  public void close() {
    turn.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the store of nonces cannot be closed", e);
    } finally {
      turn.unlock();
    }
  }
}
