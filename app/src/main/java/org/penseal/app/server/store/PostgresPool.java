// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.penseal.app.server.file.Nodes;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to the PostgreSQL that nodes share. While it is away, whatever needs it is refused
 * within seconds; it is looked for again by itself. The one who opened it closes it.
 */
final class PostgresPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresPool.class);
  private static final long CONNECT_MILLIS = 2000;
  private static final String STALLED_SECONDS = "5";
  private static final long LOOK_SECONDS = 2;

  private final HikariDataSource source;
  private final Clock clock;
  private final StoreClock storeClock = new StoreClock();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("store").factory());
  private volatile boolean well = true;

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T done(Connection connection) throws SQLException, ServeException.Refusal;
  }

  private PostgresPool(HikariDataSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * Connects, brings the tables up to date and compares the clocks.
   *
   * @param clock of this node
   * @throws ServeException.DataUnusable if it is not there, or not ours
   */
  static PostgresPool open(Nodes.Database database, char[] password, Clock clock)
      throws ServeException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(new String(password));
    config.setMaximumPoolSize(database.connections());
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setValidationTimeout(CONNECT_MILLIS / 2);
    config.setPoolName("store");
    config.addDataSourceProperty("ApplicationName", "penseal");
    config.addDataSourceProperty("connectTimeout", STALLED_SECONDS);
    config.addDataSourceProperty("socketTimeout", STALLED_SECONDS);
    try {
      HikariDataSource source = new HikariDataSource(config);
      PostgresPool pool = new PostgresPool(source, clock);
      try {
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:db/serve")
            .table("penseal_schema")
            .load()
            .migrate();
      } catch (FlywayException e) {
        pool.close();
        throw new ServeException.DataUnusable(named(database), e);
      }
      pool.look();
      pool.looking.scheduleWithFixedDelay(pool::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
      return pool;
    } catch (RuntimeException e) {
      // The pool tells of an address that no driver knows in another way than of one that is away.
      throw new ServeException.DataUnusable(named(database), e);
    }
  }

  // Without what follows the question mark.
  private static Path named(Nodes.Database database) {
    return Path.of(
        database.url().replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*", ""));
  }

  /** Whether it answered when it was last needed or looked for. */
  boolean well() {
    return well;
  }

  /** How the clocks stand to each other. */
  StoreClock clock() {
    return storeClock;
  }

  private void look() {
    try {
      in(
          connection -> {
            Instant asked = clock.instant();
            try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT " + StoreClock.NOW)) {
              return found.next() && storeClock.agrees(found.getLong(1), asked, clock.instant());
            }
          });
    } catch (ServeException.Refusal e) {
      LOG.debug("the store is still away", e);
    }
  }

  /**
   * Works with a connection.
   *
   * @throws NotReady if there is none, or it breaks
   */
  <T> T in(Work<T> work) throws ServeException.Refusal {
    try (Connection connection = source.getConnection()) {
      T done = work.done(connection);
      if (!well) {
        LOG.info("the store answers again");
      }
      well = true;
      return done;
    } catch (SQLException e) {
      if (isAway(e) && well) {
        LOG.error("the store does not answer: {}", e.getSQLState());
      }
      well &= !isAway(e);
      throw new NotReady(NotReady.Part.STORE, e);
    }
  }

  // Connection, resources, operator, system (PostgreSQL, appendix A); else it is the question.
  private static boolean isAway(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.matches("(08|53|57|58).*");
  }

  @Override
  public void close() {
    looking.shutdownNow();
    source.close();
  }
}
