// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.penseal.app.server.refusal.ServeException;

/**
 * Used nonces of all nodes, in an ordinary table of PostgreSQL: on the disk before the request is
 * let in.
 */
final class PostgresNonces implements NonceStore {
  private static final int SWEEP_EVERY = 10_000;

  private final PostgresPool pool;
  private final AtomicInteger uses = new AtomicInteger();

  PostgresNonces(PostgresPool pool) {
    this.pool = pool;
  }

  @Override
  public boolean use(String nonce, Instant until, Instant now) throws ServeException.Refusal {
    return pool.in(
        connection -> {
          if (uses.getAndIncrement() % SWEEP_EVERY == 0) {
            makeRoom(connection);
          }
          try (PreparedStatement use =
              connection.prepareStatement(
                  "INSERT INTO penseal_used_nonce (nonce, until) VALUES (?, ?)"
                      + " ON CONFLICT DO NOTHING")) {
            use.setString(1, nonce);
            use.setLong(2, until.toEpochMilli());
            return use.executeUpdate() == 1;
          }
        });
  }

  // By the clock of the database: a node whose own is ahead must not make nonces new for all.
  private void makeRoom(Connection connection) throws SQLException, ServeException.Busy {
    try (PreparedStatement sweep =
        connection.prepareStatement(
            "DELETE FROM penseal_used_nonce"
                + " WHERE until < (extract(epoch FROM now()) * 1000)::bigint - ?")) {
      sweep.setLong(1, MARGIN.toMillis());
      sweep.executeUpdate();
    }
    try (PreparedStatement count =
            connection.prepareStatement("SELECT count(*) FROM penseal_used_nonce");
        ResultSet found = count.executeQuery()) {
      if (found.next() && found.getLong(1) > MOST_KEPT) {
        uses.set(0); // looked at again by the next
        throw new ServeException.Busy();
      }
    }
  }

  @Override
  public Instant since(Instant now) {
    return Instant.EPOCH;
  }

  @Override
  public void close() {
    // The connections are the pool's.
  }
}
