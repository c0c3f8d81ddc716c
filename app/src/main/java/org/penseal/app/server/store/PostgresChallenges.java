// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;

/**
 * The open challenges of all nodes, in an unlogged table of PostgreSQL: after its crash there are
 * none, which is what a challenge may come to.
 */
final class PostgresChallenges implements ChallengeStore {
  private static final int SWEEP_EVERY = 1000;

  private final PostgresPool pool;
  private final AtomicInteger puts = new AtomicInteger();

  PostgresChallenges(PostgresPool pool) {
    this.pool = pool;
  }

  // A node with another clock than the rest would drop challenges early, or take them late.
  private void requireClock() throws NotReady {
    if (!pool.clock().agrees()) {
      throw new NotReady(NotReady.Part.CLOCK, null);
    }
  }

  @Override
  public void put(Challenge challenge, Instant now) throws ServeException.Refusal {
    requireClock();
    pool.in(
        connection -> {
          if (puts.getAndIncrement() % SWEEP_EVERY == 0) {
            makeRoom(connection, challenge.application());
          }
          try (PreparedStatement put =
              connection.prepareStatement(
                  "INSERT INTO penseal_challenge (nonce, application, origin, modes, expires)"
                      + " VALUES (?, ?, ?, ?, ?)")) {
            put.setString(1, challenge.nonce());
            put.setString(2, challenge.application());
            put.setString(3, challenge.origin());
            put.setString(4, challenge.modes());
            put.setLong(5, challenge.expires().toEpochMilli());
            return put.executeUpdate();
          }
        });
  }

  // By the clock of the database: a node whose own is ahead must not drop the others' challenges.
  private void makeRoom(Connection connection, String application)
      throws SQLException, ServeException.Busy {
    try (PreparedStatement sweep =
        connection.prepareStatement(
            "DELETE FROM penseal_challenge"
                + " WHERE expires < (extract(epoch FROM now()) * 1000)::bigint")) {
      sweep.executeUpdate();
    }
    try (PreparedStatement count =
        connection.prepareStatement(
            "SELECT count(*), count(*) FILTER (WHERE application = ?) FROM penseal_challenge")) {
      count.setString(1, application);
      try (ResultSet found = count.executeQuery()) {
        boolean full =
            found.next() && (found.getInt(1) > MOST_OPEN || found.getInt(2) > MOST_OPEN_EACH);
        if (full) {
          puts.set(0); // looked at again by the next
          throw new ServeException.Busy();
        }
      }
    }
  }

  @Override
  public Optional<Challenge> take(String nonce, String application, Instant now)
      throws ServeException.Refusal {
    requireClock();
    return pool.in(
        connection -> {
          try (PreparedStatement take =
              connection.prepareStatement(
                  "DELETE FROM penseal_challenge WHERE nonce = ? AND application = ?"
                      + " RETURNING origin, modes, expires")) {
            take.setString(1, nonce);
            take.setString(2, application);
            try (ResultSet found = take.executeQuery()) {
              return found.next() ? read(found, nonce, application, now) : Optional.empty();
            }
          }
        });
  }

  private static Optional<Challenge> read(
      ResultSet found, String nonce, String application, Instant now) throws SQLException {
    Instant expires = Instant.ofEpochMilli(found.getLong(3));
    return expires.isBefore(now)
        ? Optional.empty()
        : Optional.of(
            new Challenge(nonce, application, found.getString(1), found.getString(2), expires));
  }

  @Override
  public void close() {
    // The connections are the pool's.
  }
}
