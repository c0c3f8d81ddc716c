// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;

/**
 * The open challenges of one node, in SQLite. A challenge that is taken is gone, whatever comes of
 * it. All that are open are dropped when the program starts: what a loss of power has brought back
 * cannot be used again. One connection, one thread at a time; the one who opened it closes it.
 */
final class SqliteChallenges implements ChallengeStore {
  private static final int SWEEP_EVERY = 1000;
  private static final long TURN_SECONDS = 5;

  private final Connection connection;
  private final PreparedStatement put;
  private final PreparedStatement take;
  private final PreparedStatement sweep;
  private final PreparedStatement count;
  private final ReentrantLock turn = new ReentrantLock();
  private int puts;

  private SqliteChallenges(Connection connection) throws SQLException {
    this.connection = connection;
    this.put =
        connection.prepareStatement(
            "INSERT INTO challenge (nonce, application, origin, modes, expires)"
                + " VALUES (?, ?, ?, ?, ?)");
    this.take =
        connection.prepareStatement(
            "DELETE FROM challenge WHERE nonce = ? AND application = ?"
                + " RETURNING origin, modes, expires");
    this.sweep = connection.prepareStatement("DELETE FROM challenge WHERE expires < ?");
    this.count =
        connection.prepareStatement(
            "SELECT count(*), count(*) FILTER (WHERE application = ?) FROM challenge");
  }

  /**
   * Opens it, empty.
   *
   * @throws ServeException.DataUnusable if the file cannot be used
   */
  static SqliteChallenges open(Path file) throws ServeException {
    try {
      for (String end : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(Path.of(file + end));
      }
      OwnerOnly.file(file);
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = OFF");
        statement.execute(
            "CREATE TABLE challenge (nonce TEXT PRIMARY KEY, application TEXT NOT NULL,"
                + " origin TEXT NOT NULL, modes TEXT NOT NULL, expires INTEGER NOT NULL)"
                + " WITHOUT ROWID");
        statement.execute("CREATE INDEX challenge_expires ON challenge (expires)");
      }
      return new SqliteChallenges(connection);
    } catch (IOException | SQLException e) {
      throw new ServeException.DataUnusable(file, e);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T done() throws SQLException, ServeException.Refusal;
  }

  private <T> T alone(Work<T> work) throws ServeException.Refusal {
    boolean mine = false;
    try {
      mine = turn.tryLock(TURN_SECONDS, TimeUnit.SECONDS);
      if (!mine) {
        throw new NotReady(NotReady.Part.STORE, null);
      }
      return work.done();
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

  @Override
  public void put(Challenge challenge, Instant now) throws ServeException.Refusal {
    alone(
        () -> {
          if (puts++ % SWEEP_EVERY == 0) {
            sweep.setLong(1, now.toEpochMilli());
            sweep.executeUpdate();
            requireRoom(challenge.application());
          }
          put.setString(1, challenge.nonce());
          put.setString(2, challenge.application());
          put.setString(3, challenge.origin());
          put.setString(4, challenge.modes());
          put.setLong(5, challenge.expires().toEpochMilli());
          return put.executeUpdate();
        });
  }

  private void requireRoom(String application) throws SQLException, ServeException.Busy {
    count.setString(1, application);
    try (ResultSet found = count.executeQuery()) {
      boolean full =
          found.next() && (found.getInt(1) > MOST_OPEN || found.getInt(2) > MOST_OPEN_EACH);
      if (full) {
        puts--; // looked at again by the next
        throw new ServeException.Busy();
      }
    }
  }

  @Override
  public Optional<Challenge> take(String nonce, String application, Instant now)
      throws ServeException.Refusal {
    return alone(
        () -> {
          take.setString(1, nonce);
          take.setString(2, application);
          try (ResultSet found = take.executeQuery()) {
            if (!found.next()) {
              return Optional.empty();
            }
            Challenge challenge =
                new Challenge(
                    nonce,
                    application,
                    found.getString(1),
                    found.getString(2),
                    Instant.ofEpochMilli(found.getLong(3)));
            return challenge.expires().isBefore(now) ? Optional.empty() : Optional.of(challenge);
          }
        });
  }

  @Override
  public void close() {
    turn.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the store of challenges cannot be closed", e);
    } finally {
      turn.unlock();
    }
  }
}
