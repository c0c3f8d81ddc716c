// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread that reads and writes an archive; callers on any thread wait for it. */
final class OneThread implements AutoCloseable {
  private static final int LONGEST_WAIT_SECONDS = 30;

  private final Path file;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("archive").daemon().factory());

  /**
   * @param file the archive, for what is said of it
   */
  OneThread(Path file) {
    this.file = file;
  }

  /**
   * Does work. Waits also when the caller is interrupted, since a case that is cancelled must say
   * so; the wait has an end of its own.
   *
   * @throws StoreException.Unusable if it takes too long, or the archive was closed
   */
  <T> T done(Callable<T> work) throws StoreException {
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
    thread.close();
  }
}
