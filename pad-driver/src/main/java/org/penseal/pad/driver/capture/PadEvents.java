// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.driver.capture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.PadEvent;
import org.penseal.pad.PadException;

/** Bounded queue of events: when it is full the oldest pen event goes, never a press or the end. */
public final class PadEvents {
  private static final int BOUND = 4096;

  private final ArrayDeque<PadEvent> queue = new ArrayDeque<>();
  private PadException.@Nullable LinkBroken broken;

  public synchronized void put(PadEvent event) {
    if (queue.size() >= BOUND && !dropOldestPen()) {
      queue.removeFirst();
    }
    queue.addLast(event);
    notifyAll();
  }

  /** From now on there is nothing but this failure, whatever waits: a press must not go first. */
  public synchronized void broken(PadException.LinkBroken failure) {
    broken = failure;
    notifyAll();
  }

  private boolean dropOldestPen() {
    for (PadEvent event : queue) {
      if (event instanceof PadEvent.Pen) {
        return queue.removeFirstOccurrence(event);
      }
    }
    return false;
  }

  public synchronized void clear() {
    queue.removeIf(event -> !(event instanceof PadEvent.Gone));
  }

  public synchronized Optional<PadEvent> next(Duration timeout) throws PadException {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      while (queue.isEmpty() && broken == null) {
        long nanos = end - System.nanoTime();
        if (nanos <= 0) {
          return Optional.empty();
        }
        // Rounded up, so that a rest of less than a millisecond does not wait for ever (0).
        wait(nanos / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PadException.Interrupted(e);
    }
    if (broken != null) {
      throw broken;
    }
    return Optional.of(queue.removeFirst());
  }
}
