// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.front;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.penseal.app.server.refusal.ServeException;

/**
 * Turns at what a machine has few of. Those who wait are served application by application, so that
 * one with a hundred calls waiting delays another by one call, not by a hundred, and none holds
 * more than half of the turns. The work is done on threads of the system, which share the
 * processors with the rest of the program: on virtual ones a long calculation would hold up
 * everything else. The one who made it closes it.
 */
public final class FairTurns implements AutoCloseable {
  private final Duration patience;
  private final ExecutorService threads;
  private final int most;
  private final Map<String, Integer> held = new HashMap<>();
  private int free;
  // In the order of the applications' turns; each has at least one waiting.
  private final Map<String, Deque<CompletableFuture<Boolean>>> waiting = new LinkedHashMap<>();

  /**
   * So many turns at a time.
   *
   * @param patience how long a call waits for its own
   */
  public FairTurns(int turns, Duration patience) {
    this.free = turns;
    this.most = Math.max(1, turns / 2);
    this.threads =
        Executors.newFixedThreadPool(
            turns, Thread.ofPlatform().daemon().name("work-", 0).factory());
    this.patience = patience;
  }

  /** Work that is done in a turn. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T done() throws Exception;
  }

  /**
   * Waits for a turn of an application and works.
   *
   * @throws ServeException.Busy if no turn comes in time
   */
  public <T> T in(String application, Work<T> work) throws Exception {
    take(application);
    try {
      return worked(work);
    } finally {
      giveBack(application);
    }
  }

  /**
   * The same for what calculates a fraction of a millisecond, on the caller's own thread: to hand
   * it to another would take as long.
   *
   * @throws ServeException.Busy if no turn comes in time
   */
  public <T> T briefly(String application, Work<T> work) throws Exception {
    take(application);
    try {
      return work.done();
    } finally {
      giveBack(application);
    }
  }

  private <T> T worked(Work<T> work) throws Exception {
    Future<T> done = threads.submit(work::done);
    try {
      return done.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception failure -> throw failure;
        case Error fault -> throw fault;
        case null, default -> throw new IllegalStateException("work throws nothing else", e);
      }
    } catch (InterruptedException e) {
      done.cancel(true);
      Thread.currentThread().interrupt();
      throw new ServeException.Busy();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void take(String application) throws ServeException.Busy {
    CompletableFuture<Boolean> turn;
    synchronized (this) {
      if (mayHold(application)) {
        hold(application);
        return;
      }
      turn = new CompletableFuture<>();
      waiting.computeIfAbsent(application, name -> new ArrayDeque<>()).add(turn);
    }
    try {
      turn.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leave(application, turn);
      throw new ServeException.Busy();
    } catch (TimeoutException | ExecutionException e) {
      leave(application, turn);
      throw new ServeException.Busy();
    }
  }

  // A turn that came just now is given on.
  @SuppressWarnings({"UndefinedEquals", "ReferenceEquality"}) // this very turn
  private void leave(String application, CompletableFuture<Boolean> turn) {
    boolean had;
    synchronized (this) {
      had = !turn.complete(false);
      Deque<CompletableFuture<Boolean>> own = waiting.get(application);
      if (!had && own != null) {
        own.remove(turn);
        if (own.isEmpty()) {
          waiting.remove(application);
        }
      }
    }
    if (had) {
      giveBack(application);
    }
  }

  private boolean mayHold(String application) {
    return free > 0 && held.getOrDefault(application, 0) < most;
  }

  private void hold(String application) {
    free--;
    held.merge(application, 1, Integer::sum);
  }

  // What is free after this, only those wait for who hold as many as they may.
  private synchronized void giveBack(String application) {
    free++;
    held.computeIfPresent(application, (name, count) -> count > 1 ? count - 1 : null);
    Optional<String> next = next();
    while (next.isPresent()) {
      String name = next.get();
      Deque<CompletableFuture<Boolean>> own = Objects.requireNonNull(waiting.remove(name));
      CompletableFuture<Boolean> turn = own.remove();
      if (!own.isEmpty()) {
        waiting.put(name, own); // behind the others
      }
      if (turn.complete(true)) {
        hold(name);
      }
      next = next();
    }
  }

  private Optional<String> next() {
    return waiting.keySet().stream().filter(this::mayHold).findFirst();
  }
}
