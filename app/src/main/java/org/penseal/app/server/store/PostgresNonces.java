// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;

/**
 * Used nonces of all nodes, in an ordinary table of PostgreSQL: on the disk before the request is
 * let in. A node whose clock is not that of the database uses none.
 */
final class PostgresNonces implements NonceStore {
  private static final int SWEEP_EVERY = 10_000;
  // Nothing is put in by a node whose clock is another: it would accept what others have forgotten.
  private static final String USE =
      "WITH store AS (SELECT "
          + StoreClock.NOW
          + " AS at), put AS ("
          + "INSERT INTO penseal_used_nonce (nonce, until)"
          + " SELECT ?, ? FROM store WHERE abs(at - ?) <= ?"
          + " ON CONFLICT DO NOTHING RETURNING 1)"
          + " SELECT (SELECT count(*) FROM put), at FROM store";
  private static final String SWEEP =
      "DELETE FROM penseal_used_nonce WHERE until < "
          + StoreClock.NOW
          + " - ? AND abs("
          + StoreClock.NOW
          + " - ?) <= ?";

  private final PostgresPool pool;
  private final AtomicInteger uses = new AtomicInteger();

  PostgresNonces(PostgresPool pool) {
    this.pool = pool;
  }

  @Override
  public boolean use(String nonce, Instant until, Instant now) throws ServeException.Refusal {
    long begin = System.nanoTime();
    return pool.in(
        connection -> {
          Instant asked = now.plusNanos(System.nanoTime() - begin);
          if (uses.getAndIncrement() % SWEEP_EVERY == 0) {
            makeRoom(connection, asked);
          }
          try (PreparedStatement use = connection.prepareStatement(USE)) {
            use.setString(1, nonce);
            use.setLong(2, until.toEpochMilli());
            use.setLong(3, asked.toEpochMilli());
            use.setLong(4, StoreClock.MOST.toMillis());
            try (ResultSet found = use.executeQuery()) {
              found.next();
              long store = found.getLong(2);
              pool.clock().agrees(store, asked, now.plusNanos(System.nanoTime() - begin));
              boolean first = found.getInt(1) == 1;
              if (!first && Math.abs(store - asked.toEpochMilli()) > StoreClock.MOST.toMillis()) {
                throw new NotReady(NotReady.Part.CLOCK, null);
              }
              return first;
            }
          }
        });
  }

  // By the clock of the database, and only while that of the node agrees: if one of them is wrong
  // no nonce becomes new.
  private void makeRoom(Connection connection, Instant asked)
      throws SQLException, ServeException.Busy {
    try (PreparedStatement sweep = connection.prepareStatement(SWEEP)) {
      sweep.setLong(1, MARGIN.toMillis());
      sweep.setLong(2, asked.toEpochMilli());
      sweep.setLong(3, StoreClock.MOST.toMillis());
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
