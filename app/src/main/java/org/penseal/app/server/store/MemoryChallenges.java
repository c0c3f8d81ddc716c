// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.penseal.app.server.refusal.ServeException.Busy;

/**
 * The open challenges of one node, in memory: a program that starts has none, so that nothing that
 * was used comes back with it. About 200 bytes each. May be shared between threads.
 */
final class MemoryChallenges implements ChallengeStore {
  private final ReentrantLock turn = new ReentrantLock();
  // In the order in which they came, which is the order in which they end.
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Map<String, Integer> each = new HashMap<>();

  private record Open(
      String application, String origin, String modes, Instant expires, long endNanos) {}

  @Override
  public void put(Challenge challenge, Instant now) throws Busy {
    long time = System.nanoTime();
    Open made =
        new Open(
            challenge.application(),
            // Few of these stand in the settings, and each request brings a copy.
            challenge.origin().intern(),
            challenge.modes().intern(),
            challenge.expires(),
            time + Duration.between(now, challenge.expires()).toNanos());
    turn.lock();
    try {
      dropEnded(time);
      boolean full =
          open.size() >= MOST_OPEN || each.getOrDefault(made.application, 0) >= MOST_OPEN_EACH;
      if (full) {
        throw new Busy();
      }
      if (open.putIfAbsent(challenge.nonce(), made) != null) {
        throw new IllegalStateException("256 bits at random came twice");
      }
      each.merge(made.application, 1, Integer::sum);
    } finally {
      turn.unlock();
    }
  }

  // By the time that passes, whatever becomes of the clock.
  private void dropEnded(long time) {
    Iterator<Open> all = open.values().iterator();
    while (all.hasNext()) {
      Open first = all.next();
      if (first.endNanos - time > 0) {
        return;
      }
      all.remove();
      forget(first.application);
    }
  }

  private void forget(String application) {
    each.computeIfPresent(application, (name, count) -> count == 1 ? null : count - 1);
  }

  @Override
  public Optional<Challenge> take(String nonce, String application, Instant now) {
    Open found;
    turn.lock();
    try {
      found = open.get(nonce);
      if (found == null || !found.application.equals(application)) {
        return Optional.empty();
      }
      open.remove(nonce);
      forget(application);
    } finally {
      turn.unlock();
    }
    // The computer's clock may have been set back meanwhile.
    return found.expires.isBefore(now) || found.endNanos - System.nanoTime() <= 0
        ? Optional.empty()
        : Optional.of(new Challenge(nonce, application, found.origin, found.modes, found.expires));
  }

  @Override
  public void close() {
    // Nothing is held but memory.
  }
}
