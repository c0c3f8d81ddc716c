// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Does the same work on several things at once, and hands over what comes of each in their order.
 *
 * <p>No more at once than there are cores, so that nobody's limit of time runs while he waits for
 * one, and no more than the heap has room for; a piece of work that ran out of memory is done again
 * while no other runs. Results that wait for an earlier one are bounded, too.
 */
final class SideBySide {
  private static final long BYTES_EACH = 192L << 20;
  private static final int WAITING_EACH = 16;

  private final int atOnce;
  // Shared by work beside other work, held alone by what needs all the memory.
  private final ReentrantReadWriteLock memory = new ReentrantReadWriteLock(true);

  /**
   * @param most how many at once at most, from 1
   */
  SideBySide(int most) {
    this.atOnce = most;
  }

  /** As many as cores and memory allow for. */
  static SideBySide ofMachine() {
    Runtime machine = Runtime.getRuntime();
    long room = Math.max(1, machine.maxMemory() / BYTES_EACH);
    return new SideBySide((int) Math.min(machine.availableProcessors(), room));
  }

  /**
   * The work.
   *
   * @param <A> what it is done on
   * @param <R> what comes of it
   */
  interface Work<A, R> {
    /** Does it; what fails is a result, too. */
    R of(A input);

    /** Whether it failed for want of memory. */
    boolean starved(R result);
  }

  /** Takes the results, one after the other, on the thread that called. */
  interface Taker<R> {
    void take(R result) throws IOException;
  }

  /** Does the work on each. */
  <A, R> void each(List<A> inputs, Work<A, R> work, Taker<R> taker) throws IOException {
    int threads = Math.min(atOnce, inputs.size());
    if (threads <= 1) {
      for (A input : inputs) {
        taker.take(work.of(input));
      }
      return;
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("side-by-side-", 1).factory());
    try {
      Deque<Future<R>> open = new ArrayDeque<>();
      for (A input : inputs) {
        if (open.size() == threads * WAITING_EACH) {
          taker.take(result(open.removeFirst()));
        }
        open.addLast(pool.submit(() -> done(input, work)));
      }
      while (!open.isEmpty()) {
        taker.take(result(open.removeFirst()));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private <A, R> R done(A input, Work<A, R> work) {
    R result;
    memory.readLock().lock();
    try {
      result = work.of(input);
    } finally {
      memory.readLock().unlock();
    }
    if (!work.starved(result)) {
      return result;
    }
    memory.writeLock().lock();
    try {
      return work.of(input);
    } finally {
      memory.writeLock().unlock();
    }
  }

  private static <R> R result(Future<R> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("what fails is a result", e.getCause());
    }
  }
}
