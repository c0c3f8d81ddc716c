// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.penseal.app.server.refusal.ServeException;

/**
 * The memory that the bodies of all calls together may take; who comes when it is full waits a
 * little. May be shared between threads.
 */
final class MemoryBudget {
  private static final int KILO = 1024;
  private static final long WAIT_SECONDS = 5;
  // The bytes, the text they were read as, what is decoded of it, and the result.
  private static final int COPIES = 4;

  private final Semaphore kilobytes;
  private final int all;

  /** Half of what the program has. */
  MemoryBudget() {
    this(Runtime.getRuntime().maxMemory() / 2);
  }

  MemoryBudget(long bytes) {
    this.all = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / KILO));
    this.kilobytes = new Semaphore(all, true);
  }

  /**
   * Takes what a body needs.
   *
   * @return what is to be given back, in units of its own
   * @throws ServeException.Busy if it does not become free in time
   */
  int take(long bodyBytes) throws ServeException.Busy {
    return take(bodyBytes, 0);
  }

  /**
   * Takes what a body needs that has grown.
   *
   * @param bodyBytes of all that came so far
   * @param held what was taken for it before
   * @return what is to be given back besides
   * @throws ServeException.Busy if it does not become free in time
   */
  int take(long bodyBytes, int held) throws ServeException.Busy {
    int wanted = wanted(bodyBytes, held);
    try {
      if (kilobytes.tryAcquire(wanted, WAIT_SECONDS, TimeUnit.SECONDS)) {
        return wanted;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ServeException.Busy();
  }

  /**
   * Takes what is free, without waiting: for a call that holds something else already. A few such
   * calls, each waiting for what the others hold, would keep everybody waiting. To take all at the
   * beginning would take too much: how long a file and a result are is known later.
   *
   * @param bodyBytes of all that came so far
   * @param held what was taken for it before
   * @return what is to be given back besides
   * @throws ServeException.Busy if it is not free
   */
  int takeFree(long bodyBytes, int held) throws ServeException.Busy {
    int wanted = wanted(bodyBytes, held);
    if (!kilobytes.tryAcquire(wanted)) {
      throw new ServeException.Busy();
    }
    return wanted;
  }

  private int wanted(long bodyBytes, int held) {
    return (int) Math.min(all, bodyBytes * COPIES / KILO + 1) - held;
  }

  void giveBack(int taken) {
    kilobytes.release(taken);
  }
}
