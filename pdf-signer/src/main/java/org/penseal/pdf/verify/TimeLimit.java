// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.SigningException;

/**
 * Does work on a file on a thread of its own and gives up on it: a parser that a hostile file keeps
 * busy cannot be told to stop. The thread that is left behind does not keep the program alive.
 */
public final class TimeLimit {
  private static final long LEAST_MILLIS = 9_000;
  private static final long BYTES_EACH_MILLI = 5_000;

  private TimeLimit() {}

  /** The work. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T done() throws SigningException, IOException;
  }

  /** How long a file is worked on: 9 seconds and one for every 5 MB. */
  public static Duration with(Path file) {
    try {
      return Duration.ofMillis(LEAST_MILLIS + Files.size(file) / BYTES_EACH_MILLI);
    } catch (IOException e) {
      // That it cannot be read is for the work to tell.
      return Duration.ofMillis(LEAST_MILLIS);
    }
  }

  /**
   * Does work on a file.
   *
   * @throws DocumentException.TooSlow if it takes longer than the limit
   */
  public static <T> T within(Duration limit, Path file, Work<T> work)
      throws SigningException, IOException {
    FutureTask<T> task = new FutureTask<>(work::done);
    Thread worker = Thread.ofPlatform().daemon().name("verify").start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new DocumentException.TooSlow(file, limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      worker.interrupt();
    }
  }

  private static IOException rethrown(@Nullable Throwable cause)
      throws SigningException, IOException {
    switch (cause) {
      case SigningException refusal -> throw refusal;
      case IOException failure -> throw failure;
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      case null, default -> throw new IllegalStateException("the work throws nothing else", cause);
    }
  }
}
