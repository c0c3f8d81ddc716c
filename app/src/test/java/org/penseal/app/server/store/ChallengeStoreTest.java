// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.penseal.app.server.refusal.ServeException.Busy;
import org.penseal.app.server.store.ChallengeStore.Challenge;

class ChallengeStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
  private static final Challenge ONE =
      new Challenge("nonce", "office", "https://office.example", "signature", NOW.plusSeconds(300));

  @Test
  void aChallengeIsTakenOnceAndByItsApplicationOnly() throws Exception {
    try (ChallengeStore store = new MemoryChallenges()) {
      store.put(ONE, NOW);
      assertTrue(store.take("nonce", "other", NOW).isEmpty());
      assertEquals(ONE, store.take("nonce", "office", NOW).orElseThrow());
      assertTrue(store.take("nonce", "office", NOW).isEmpty());
    }
  }

  @Test
  void anOldOneIsGone() throws Exception {
    try (ChallengeStore store = new MemoryChallenges()) {
      store.put(ONE, NOW);
      assertTrue(store.take("nonce", "office", NOW.plusSeconds(301)).isEmpty());
      assertTrue(store.take("nonce", "office", NOW).isEmpty());
    }
  }

  private static Challenge challenge(String nonce, String application, Instant now) {
    return new Challenge(
        nonce, application, "https://office.example", "signature", now.plusSeconds(300));
  }

  @Test
  void oneApplicationCannotFillItForTheOthers() throws Exception {
    try (ChallengeStore store = new MemoryChallenges()) {
      for (int i = 0; i < ChallengeStore.MOST_OPEN_EACH; i++) {
        store.put(challenge("n" + i, "flood", NOW), NOW);
      }
      assertThrows(Busy.class, () -> store.put(challenge("more", "flood", NOW), NOW));
      store.put(ONE, NOW);
      assertTrue(store.take("nonce", "office", NOW).isPresent());
      // What was taken, or has ended, makes room.
      assertTrue(store.take("n7", "flood", NOW).isPresent());
      store.put(challenge("more", "flood", NOW), NOW);
      assertThrows(Busy.class, () -> store.put(challenge("again", "flood", NOW), NOW));
    }
  }

  @Test
  void whatHasEndedMakesRoomEvenIfTheClockWasSetBack() throws Exception {
    try (ChallengeStore store = new MemoryChallenges()) {
      for (int i = 0; i < ChallengeStore.MOST_OPEN_EACH; i++) {
        // It ends in the moment in which it comes.
        store.put(new Challenge("n" + i, "flood", "https://office.example", "signature", NOW), NOW);
      }
      store.put(challenge("later", "flood", NOW), NOW.minusSeconds(3600));
      assertTrue(store.take("later", "flood", NOW).isPresent());
      assertTrue(store.take("n0", "flood", NOW).isEmpty());
    }
  }

  @Test
  void ofManyWhoTakeTheSameOneGetsIt() throws Exception {
    try (ChallengeStore store = new MemoryChallenges();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 50; round++) {
        String nonce = "n" + round;
        store.put(challenge(nonce, "office", NOW), NOW);
        List<Callable<Boolean>> all =
            Collections.nCopies(8, () -> store.take(nonce, "office", NOW).isPresent());
        int taken = 0;
        for (Future<Boolean> each : threads.invokeAll(all)) {
          taken += each.get() ? 1 : 0;
        }
        assertEquals(1, taken);
      }
    }
  }
}
