// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.penseal.app.bench.figure.Latencies;

/**
 * Calls over connections that stay open, a thread each.
 *
 * @param connections how many
 * @param longest how long each measurement may take
 */
record Load(ServedDemo demo, int connections, Duration longest) {

  /** One piece of work. */
  @FunctionalInterface
  interface Unit {
    /** Does it. */
    void run(KeepAliveLine line, int number) throws IOException;
  }

  /**
   * What came of it.
   *
   * @param done how many units
   * @param seconds they took on the clock
   * @param processorMs what the services took for one, of all processors together
   */
  record Outcome(int done, double seconds, double processorMs) {
    double perSecond() {
      return done / seconds;
    }
  }

  private interface Caller {
    void call(KeepAliveLine line) throws IOException;
  }

  private void all(Caller caller) throws Exception {
    List<FutureTask<Boolean>> tasks = new ArrayList<>();
    String token = demo.token();
    for (int i = 0; i < connections; i++) {
      FutureTask<Boolean> task =
          new FutureTask<>(
              () -> {
                try (KeepAliveLine line = new KeepAliveLine(demo.ports().plain(), token)) {
                  caller.call(line);
                }
                return true;
              });
      tasks.add(task);
      Thread.ofPlatform().name("caller").daemon().start(task);
    }
    for (FutureTask<Boolean> each : tasks) {
      each.get();
    }
  }

  /** As fast as it goes, until the time is up or so many are done. */
  Outcome full(int most, Unit unit) throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Duration before = demo.processorTime();
    long begin = System.nanoTime();
    long end = begin + longest.toNanos();
    all(
        line -> {
          for (int i = next.getAndIncrement();
              i < most && System.nanoTime() < end;
              i = next.getAndIncrement()) {
            unit.run(line, i);
            done.incrementAndGet();
          }
        });
    double seconds = (System.nanoTime() - begin) / 1e9;
    double processorMs = demo.processorTime().minus(before).toNanos() / 1e6 / done.get();
    return new Outcome(done.get(), seconds, processorMs);
  }

  /**
   * At a steady rate; each time counts from the moment that the unit was due, also where the
   * connection was not free then.
   */
  Latencies paced(double perSecond, int most, Unit unit) throws Exception {
    int count = (int) Math.clamp(Math.round(perSecond * longest.toNanos() / 1e9), 1, most);
    AtomicInteger next = new AtomicInteger();
    Latencies times = new Latencies();
    long begin = System.nanoTime();
    all(
        line -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            long due = begin + (long) (i / perSecond * 1e9);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
              LockSupport.parkNanos(wait);
            }
            unit.run(line, i);
            long took = System.nanoTime() - due;
            synchronized (times) {
              times.add(took);
            }
          }
        });
    return times;
  }
}
