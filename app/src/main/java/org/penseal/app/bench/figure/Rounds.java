// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.figure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Repeats a piece of work and keeps what each round took. Work of two kinds that is to be compared
 * is run in turns, so that whatever else the machine does falls on both.
 */
public final class Rounds {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NANOS_PER_MS = 1e6;

  private final List<Double> cpuMs = new ArrayList<>();
  private final List<Double> wallMs = new ArrayList<>();

  /** What is measured. */
  @FunctionalInterface
  public interface Work {
    /** One round. */
    void run() throws Exception;
  }

  /** Runs the work once and keeps the time that this thread took. */
  public void measure(Work work) throws Exception {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    work.run();
    wallMs.add((System.nanoTime() - wall) / NANOS_PER_MS);
    cpuMs.add((THREADS.getCurrentThreadCpuTime() - cpu) / NANOS_PER_MS);
  }

  /** Forgets the rounds so far, which warmed the machine up. */
  public void forget() {
    cpuMs.clear();
    wallMs.clear();
  }

  /** Median processor time of this thread in one round. */
  public double cpuMs() {
    return median(cpuMs);
  }

  /** Median time on the clock of one round. */
  public double wallMs() {
    return median(wallMs);
  }

  /** The middle value, or the mean of the two middle ones. */
  public static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
