// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads and writes an archive, with its one connection; callers on any thread
 * wait for it. The connection stays open, so that the database can say whether anybody else has
 * written since (sqlite.org, "PRAGMA data_version"); it is opened anew when another file lies in
 * the place, or it fails.
 */
final class OneConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OneConnection.class);
  private static final int LONGEST_WAIT_SECONDS = 30;

  private final Path file;
  private final Jdbi jdbi;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("archive").daemon().factory());
  private @Nullable Handle open;
  private @Nullable Object fileKey;
  private @Nullable Long compared;

  /**
   * @param file the archive
   */
  OneConnection(Path file, Jdbi jdbi) {
    this.file = file;
    this.jdbi = jdbi;
  }

  /** What is done in the thread. */
  interface Work<T> {
    T on(Handle handle) throws StoreException, IOException;
  }

  /** Does work, and waits for it, with an end of its own; see {@link #done}. */
  <T> T read(Work<T> work) throws StoreException {
    return connected(() -> work.on(handle()));
  }

  /** The same in one transaction. */
  <T> T inTransaction(Work<T> work) throws StoreException {
    return connected(() -> handle().inTransaction(work::on));
  }

  private <T> T connected(Callable<T> work) throws StoreException {
    return done(
        () -> {
          try {
            return work.call();
          } catch (JdbiException e) {
            disconnect();
            throw e;
          }
        });
  }

  /** Whether anybody else has written since {@link #compared}; in the thread. */
  boolean othersWrote(Handle handle) {
    return !Objects.equals(compared, version(handle));
  }

  /** Rows and log were just compared and agree; in the thread. */
  void compared(Handle handle) {
    compared = version(handle);
  }

  private static Long version(Handle handle) {
    return handle.createQuery("PRAGMA data_version").mapTo(Long.class).one();
  }

  private Handle handle() throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    Handle known = open;
    if (known == null || !Objects.equals(key, fileKey)) {
      disconnect();
      known = jdbi.open();
      open = known;
      fileKey = key;
    }
    return known;
  }

  private void disconnect() {
    Handle known = open;
    open = null;
    compared = null;
    if (known != null) {
      known.close();
    }
  }

  /**
   * Waits also when the caller is interrupted, since a case that is cancelled must say so; the wait
   * has an end of its own.
   *
   * @throws StoreException.Unusable if it takes too long, or the archive was closed
   */
  private <T> T done(Callable<T> work) throws StoreException {
    Future<T> answer;
    try {
      answer = thread.submit(work);
    } catch (RejectedExecutionException e) {
      throw new StoreException.Unusable(file, e);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw new StoreException.Unusable(file, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new StoreException.Unusable(file, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    try {
      done(
          () -> {
            disconnect();
            return true;
          });
    } catch (StoreException e) {
      LOG.debug("closed before", e);
    }
    thread.close();
  }
}
