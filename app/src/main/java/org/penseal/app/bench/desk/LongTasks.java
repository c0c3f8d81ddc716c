// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the stack of a thread every 5 ms and keeps what was seen in its tasks of more than 50 ms
 * of processor time.
 */
final class LongTasks implements AutoCloseable {
  private static final long LONG_NANOS = 50_000_000;
  private static final long EVERY_MS = 5;
  private static final int WORST = 12;
  private static final double NANOS_PER_MS = 1e6;

  private final Thread thread;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final List<Task> tasks = new ArrayList<>(); // guarded by this
  private List<List<String>> seen = new ArrayList<>(); // guarded by this

  private record Task(long nanos, List<List<String>> stacks) {}

  /**
   * @param thread whose stack is read
   */
  LongTasks(Thread thread) {
    this.thread = thread;
    clock.scheduleAtFixedRate(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    StackTraceElement[] stack = thread.getStackTrace();
    List<String> frames = new ArrayList<>(stack.length);
    for (int i = stack.length - 1; i >= 0; i--) {
      frames.add(stack[i].getClassName() + '.' + stack[i].getMethodName());
    }
    synchronized (this) {
      seen.add(frames);
    }
  }

  /** A task took so much processor time; on the thread. */
  synchronized void ended(long nanos) {
    if (nanos > LONG_NANOS) {
      tasks.add(new Task(nanos, seen));
    }
    seen = new ArrayList<>();
  }

  /** The worst, each with the calls in which it spent its time. */
  synchronized List<String> worst() {
    List<String> lines = new ArrayList<>();
    lines.add(tasks.size() + " tasks of more than " + LONG_NANOS / 1_000_000 + " ms");
    tasks.stream()
        .sorted(Comparator.comparingLong(Task::nanos).reversed())
        .limit(WORST)
        .forEach(
            task -> {
              lines.add(
                  "%.0f ms, seen %d times"
                      .formatted(task.nanos / NANOS_PER_MS, task.stacks.size()));
              lines.addAll(StackTree.of(task.stacks).lines());
            });
    return lines;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
