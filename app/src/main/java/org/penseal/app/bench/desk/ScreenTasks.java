// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.desk;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Processor time that the screen's thread spends between two moments in which it takes up new work.
 * It is given a question every 2 ms, also while it works, so that questions lie between tasks that
 * wait for each other. What is told is the work of one task, or of several that were handed over
 * within 2 ms: never less than the longest.
 */
final class ScreenTasks implements AutoCloseable {
  private static final long EVERY_MS = 2;
  private static final double NANOS_PER_MS = 1e6;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final @Nullable LongTasks watched;
  private volatile long longestNanos;
  private long last;

  /**
   * @param watching whether it is kept what the thread does in long tasks
   */
  ScreenTasks(boolean watching) {
    watched = watching ? new LongTasks(ScreenThread.on(Thread::currentThread)) : null;
    Platform.runLater(this::answer); // before what the caller hands over next
    clock.scheduleAtFixedRate(this::ask, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void ask() {
    Platform.runLater(this::answer);
  }

  private void answer() {
    long now = threads.getCurrentThreadCpuTime();
    if (last > 0) {
      longestNanos = Math.max(longestNanos, now - last);
      if (watched != null) {
        watched.ended(now - last);
      }
    }
    last = now;
  }

  /** The longest since the last call, in ms. */
  double longestMs() {
    double longest = longestNanos / NANOS_PER_MS;
    longestNanos = 0;
    return longest;
  }

  /** What the thread did in the longest tasks, if it was watched. */
  List<String> worst() {
    return watched == null ? List.of() : watched.worst();
  }

  @Override
  public void close() {
    if (watched != null) {
      watched.close();
    }
    clock.shutdownNow();
  }
}
