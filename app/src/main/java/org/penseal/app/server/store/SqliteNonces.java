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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.penseal.app.disk.OwnerOnly;
import org.penseal.app.server.message.MessageSignature;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.Busy;
import org.penseal.app.server.refusal.ServeException.NotReady;

/**
 * Used nonces of one node, in SQLite. Each lies on the disk before its request is let in; those
 * that come together are written together, by a thread of its own. Of what was made before this run
 * began, or before the clock was set back, it is not vouched for; of a file that is new (or was
 * written by a version that did not force it to the disk) for nothing that a caller with a clock
 * ahead may have made before.
 */
final class SqliteNonces implements NonceStore {
  private static final int SWEEP_EVERY = 10_000;
  private static final int QUEUE = 4096;
  private static final int TOGETHER = 512;
  private static final long WAIT_SECONDS = 10;
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int DURABLE = 1;

  final Connection connection;
  private Instant since;
  private Instant latest;
  private final PreparedStatement use;
  private final PreparedStatement sweep;
  private final PreparedStatement count;
  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread writer = Thread.ofPlatform().daemon().name("nonces").unstarted(this::run);
  private volatile boolean closed;
  private long uses;
  private long sweepAt;
  private volatile int commits;

  private record Pending(
      String nonce, Instant until, Instant now, CompletableFuture<Boolean> first) {}

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
      boolean opened = false;
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS used_nonce (nonce TEXT PRIMARY KEY, until INTEGER NOT NULL)"
                + " WITHOUT ROWID");
        statement.execute("CREATE INDEX IF NOT EXISTS used_nonce_until ON used_nonce (until)");
        boolean durable = isDurable(statement);
        statement.execute("PRAGMA user_version = " + DURABLE);
        connection.setAutoCommit(false);
        SqliteNonces made =
            new SqliteNonces(connection, durable ? now : now.plus(MessageSignature.AHEAD));
        made.writer.start();
        opened = true;
        return made;
      } finally {
        if (!opened) {
          connection.close();
        }
      }
    } catch (IOException | SQLException e) {
      throw new ServeException.DataUnusable(file, e);
    }
  }

  private static boolean isDurable(Statement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery("PRAGMA user_version")) {
      return found.next() && found.getInt(1) == DURABLE;
    }
  }

  @Override
  public boolean use(String nonce, Instant until, Instant now) throws ServeException.Refusal {
    Pending pending = new Pending(nonce, until, now, new CompletableFuture<>());
    if (closed || !queue.offer(pending)) {
      throw new NotReady(NotReady.Part.STORE, null);
    }
    try {
      return pending.first().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReady(NotReady.Part.STORE, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Busy) {
        throw new Busy();
      }
      throw new NotReady(NotReady.Part.STORE, e);
    } catch (TimeoutException e) {
      throw new NotReady(NotReady.Part.STORE, e);
    }
  }

  private void run() {
    List<Pending> batch = new ArrayList<>(TOGETHER);
    while (!closed || !queue.isEmpty()) {
      try {
        Pending first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, TOGETHER - 1);
          write(batch);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        batch.clear();
      }
    }
  }

  private void write(List<Pending> batch) {
    try {
      List<Boolean> first = committed(batch);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).first().complete(first.get(i));
      }
    } catch (SQLException | Busy | RuntimeException | Error e) {
      // Whatever it was: this thread is the only one that writes, and callers wait for it.
      takeBack(e);
      batch.forEach(each -> each.first().completeExceptionally(e));
    }
  }

  private List<Boolean> committed(List<Pending> batch) throws SQLException, Busy {
    makeRoom(batch);
    List<Boolean> first = new ArrayList<>(batch.size());
    for (Pending each : batch) {
      use.setString(1, each.nonce());
      use.setLong(2, each.until().toEpochMilli());
      first.add(use.executeUpdate() == 1);
    }
    connection.commit();
    commits++;
    return first;
  }

  private void takeBack(Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private void makeRoom(List<Pending> batch) throws SQLException, Busy {
    uses += batch.size();
    if (uses < sweepAt) {
      return;
    }
    sweep.setLong(1, batch.getFirst().now().minus(MARGIN).toEpochMilli());
    sweep.executeUpdate();
    try (ResultSet found = count.executeQuery()) {
      if (found.next() && found.getLong(1) > MOST_KEPT) {
        connection.commit();
        throw new Busy(); // looked at again by the next
      }
    }
    sweepAt = uses + SWEEP_EVERY;
  }

  /** How often it has forced something to the disk. */
  int commits() {
    return commits;
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
    closed = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IllegalStateException("the store of nonces cannot be closed", e);
    }
  }
}
