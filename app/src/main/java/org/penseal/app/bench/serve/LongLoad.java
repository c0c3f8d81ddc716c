// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.serve;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penseal.app.bench.figure.Latencies;

/**
 * Calls for minutes or hours, at a steady rate or as fast as it goes. What fails is counted, and
 * its connection made anew.
 *
 * @param connections how many, a thread each
 */
record LongLoad(ServedDemo demo, int connections) {

  /** What one connection does again and again. */
  interface Work {
    /** What is measured. */
    void timed(KeepAliveLine line) throws IOException;

    /** What the caller does for the next one; not measured. */
    default void between() throws Exception {}
  }

  /**
   * What came of it.
   *
   * @param times of the calls that were answered well, from the moment that each was due
   * @param errors how many failed
   * @param seconds on the clock
   * @param processorMs what the services took for one, of all processors together
   * @param callersMs what the callers took for one
   */
  record Outcome(
      Latencies times, long errors, double seconds, double processorMs, double callersMs) {}

  /**
   * Calls.
   *
   * @param perSecond 0 for as fast as it goes
   */
  Outcome run(double perSecond, Duration lasts, Supplier<Work> work) throws Exception {
    Latencies times = new Latencies();
    AtomicLong errors = new AtomicLong();
    AtomicLong next = new AtomicLong();
    String token = demo.token();
    Duration before = demo.processorTime();
    Duration callers = ownTime();
    long begin = System.nanoTime();
    long end = begin + lasts.toNanos();
    List<FutureTask<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Work own = work.get();
      FutureTask<Boolean> task =
          new FutureTask<>(
              () -> {
                calls(
                    () -> {
                      double offset = perSecond > 0 ? next.getAndIncrement() / perSecond * 1e9 : 0;
                      return perSecond > 0 ? begin + (long) offset : System.nanoTime();
                    },
                    end,
                    new Caller(own, token, times, errors));
                return true;
              });
      tasks.add(task);
      Thread.ofPlatform().name("caller").daemon().start(task);
    }
    for (FutureTask<Boolean> each : tasks) {
      each.get();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    int done = Math.max(1, times.count());
    double processorMs = demo.processorTime().minus(before).toNanos() / 1e6 / done;
    double callersMs = ownTime().minus(callers).toNanos() / 1e6 / done;
    return new Outcome(times, errors.get(), seconds, processorMs, callersMs);
  }

  private record Caller(Work work, String token, Latencies times, AtomicLong errors) {}

  private interface Due {
    long next();
  }

  private void calls(Due due, long end, Caller caller) throws Exception {
    @Nullable KeepAliveLine line = null;
    try {
      for (long at = due.next(); at < end; at = due.next()) {
        for (long wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        try {
          if (line == null) {
            line = new KeepAliveLine(demo.ports().plain(), caller.token);
          }
          caller.work.timed(line);
          long took = System.nanoTime() - at;
          synchronized (caller.times) {
            caller.times.add(took);
          }
        } catch (IOException e) {
          caller.errors.incrementAndGet();
          if (line != null) {
            line.close();
          }
          line = null;
        }
        caller.work.between();
      }
    } finally {
      if (line != null) {
        line.close();
      }
    }
  }

  private static Duration ownTime() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Duration.ofNanos(system.getProcessCpuTime())
        : Duration.ZERO;
  }
}
