// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.server.file.Nodes;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.workplace.file.Secret;
import org.penseal.app.workplace.file.WorkplaceException;

/**
 * What nodes keep together: open challenges and used nonces. In PostgreSQL if the settings name
 * one; otherwise challenges in memory and nonces in SQLite, opened when they are first asked for.
 * Asked by the one thread that starts the services; whoever opened it closes it.
 */
public final class Stores implements AutoCloseable {
  private final Path data;
  private final Clock clock;
  private final Optional<PostgresPool> pool;
  private @Nullable ChallengeStore challenges;
  private @Nullable NonceStore nonces;

  private Stores(Path data, Clock clock, Optional<PostgresPool> pool) {
    this.data = data;
    this.clock = clock;
    this.pool = pool;
  }

  /**
   * Opens the database that the settings name, if they do.
   *
   * @throws ServeException.DataUnusable if it cannot be used, or its password cannot be had
   */
  public static Stores open(ServeSettings settings, Secret.Asker asker, Clock clock)
      throws ServeException {
    Optional<Nodes.Database> named = settings.services().nodes().store();
    return new Stores(
        settings.data(),
        clock,
        named.isPresent()
            ? Optional.of(pool(named.get(), settings.folder(), asker, clock))
            : Optional.empty());
  }

  private static PostgresPool pool(
      Nodes.Database database, Path folder, Secret.Asker asker, Clock clock) throws ServeException {
    char[] password = new char[0];
    try {
      if (database.password().isPresent()) {
        password = database.password().get().read(folder, "store", asker);
      }
      return PostgresPool.open(database, password, clock);
    } catch (WorkplaceException e) {
      throw new ServeException.DataUnusable(Path.of("store.password"), e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** The open challenges. */
  public ChallengeStore challenges() {
    ChallengeStore opened = challenges;
    if (opened == null) {
      opened = pool.isPresent() ? new PostgresChallenges(pool.get()) : new MemoryChallenges();
      challenges = opened;
    }
    return opened;
  }

  /** The used nonces. */
  public NonceStore nonces() throws ServeException {
    NonceStore opened = nonces;
    if (opened == null) {
      opened =
          pool.isPresent()
              ? new PostgresNonces(pool.get())
              : SqliteNonces.open(data.resolve("nonces.sqlite"), clock.instant());
      nonces = opened;
    }
    return opened;
  }

  /** Whether the database answers; empty if there is none. */
  public Optional<Boolean> well() {
    return pool.map(PostgresPool::well);
  }

  /** By how much the database's clock is ahead of this node's; empty if there is none. */
  public Optional<Duration> clockOff() {
    return pool.map(each -> each.clock().off());
  }

  /** Whether the clocks of database and node are near enough; also if there is no database. */
  public boolean clocksAgree() {
    return pool.map(each -> each.clock().agrees()).orElse(true);
  }

  @Override
  public void close() {
    if (challenges != null) {
      challenges.close();
    }
    if (nonces != null) {
      nonces.close();
    }
    pool.ifPresent(PostgresPool::close);
  }
}
