// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A yes or no that a flow waits for and a person gives. One flow waits; any thread may answer; an
 * answer that nobody waits for is dropped.
 */
public final class Question {
  private final Duration limit;
  private @Nullable CompletableFuture<Boolean> open;

  /**
   * @param limit no answer in this time is a no
   */
  public Question(Duration limit) {
    this.limit = limit;
  }

  /**
   * Asks and waits.
   *
   * @param shown runs once an answer can be given, to show the question
   * @throws InterruptedException when the flow is cancelled
   */
  public boolean ask(Runnable shown) throws InterruptedException {
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    synchronized (this) {
      open = asked;
    }
    shown.run();
    try {
      return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer cannot fail", e);
    } finally {
      synchronized (this) {
        open = null;
      }
    }
  }

  /** Answers. */
  public synchronized void answer(boolean yes) {
    CompletableFuture<Boolean> asked = open;
    if (asked != null) {
      asked.complete(yes);
    }
  }
}
