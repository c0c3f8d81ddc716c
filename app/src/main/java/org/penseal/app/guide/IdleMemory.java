// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Gives memory back while nobody does anything in the window. A full collection makes the heap
 * smaller, and the window stands still for it, so it waits until there was no key and no mouse for
 * a while. When that has lasted three times as long, what JavaFX and PDFBox keep softly goes too.
 * Called on the screen's thread; its own thread only collects.
 */
public final class IdleMemory implements AutoCloseable {
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final int UNTIL_SOFT = 3;
  private static final int LOOKS = 5;
  private static final long WORTH_BYTES = 32L << 20;

  private final BooleanSupplier busy;
  private final Duration quiet;
  private final Thread thread;
  private volatile long lastTouched = System.nanoTime();
  private long settled; // the heap after the last collection
  private boolean keptSoftly; // something may be, since it

  /**
   * @param busy whether a case runs; asked on another thread
   */
  public IdleMemory(BooleanSupplier busy) {
    this(busy, QUIET);
  }

  /**
   * @param quiet how long nobody may have done anything
   */
  IdleMemory(BooleanSupplier busy, Duration quiet) {
    this.busy = busy;
    this.quiet = quiet;
    this.thread = Thread.ofPlatform().daemon().name("idle memory").unstarted(this::run);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /** Somebody does something. */
  public void touched() {
    touched(System.nanoTime());
  }

  void touched(long now) {
    lastTouched = now;
  }

  /**
   * Collects if it is time to; one thread at a time.
   *
   * @param now as System.nanoTime
   * @return whether it did
   */
  boolean look(long now) {
    long still = now - lastTouched;
    if (still <= quiet.toNanos() || busy.getAsBoolean()) {
      return false;
    }
    Runtime heap = Runtime.getRuntime();
    if (heap.totalMemory() > settled + WORTH_BYTES) {
      System.gc();
      keptSoftly = true;
    } else if (keptSoftly && still > quiet.multipliedBy(UNTIL_SOFT).toNanos()) {
      System.gc(); // how long something was not used is counted until the collection before
      System.gc();
      keptSoftly = false;
    } else {
      return false;
    }
    settled = heap.totalMemory();
    return true;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(quiet.dividedBy(LOOKS));
        look(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
