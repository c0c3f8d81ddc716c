// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.app.Slow;
import org.penseal.app.server.file.Nodes;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotReady;
import org.penseal.app.server.store.ChallengeStore.Challenge;

/** What several nodes keep together, in a real PostgreSQL. */
@Slow
@Timeout(120)
class PostgresStoreTest {
  // The database goes by its own clock.
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static Postgres postgres;
  private static PostgresPool one;
  private static PostgresPool two;

  @BeforeAll
  static void starts() throws Exception {
    assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
    postgres = Postgres.start();
    // Both bring the tables up to date; the second finds them.
    one = opened();
    two = opened();
  }

  private static PostgresPool opened() throws ServeException {
    return PostgresPool.open(
        new Nodes.Database(postgres.url(), "postgres", Optional.empty(), 8), new char[0]);
  }

  @AfterAll
  static void ends() throws Exception {
    if (postgres != null) {
      one.close();
      two.close();
      postgres.close();
    }
  }

  private static Challenge challenge(String nonce) {
    return new Challenge(
        nonce, "office", "https://office.example", "signature", NOW.plusSeconds(300));
  }

  @Test
  void whatOneNodeHasGivenAnotherTakesOnce() throws Exception {
    ChallengeStore here = new PostgresChallenges(one);
    ChallengeStore there = new PostgresChallenges(two);
    here.put(challenge("a"), NOW);
    assertTrue(there.take("a", "other", NOW).isEmpty());
    assertEquals(challenge("a"), there.take("a", "office", NOW).orElseThrow());
    assertTrue(here.take("a", "office", NOW).isEmpty());
    here.put(challenge("b"), NOW);
    assertTrue(there.take("b", "office", NOW.plusSeconds(301)).isEmpty());
  }

  @Test
  void ofManyWhoUseANonceAtTheSameTimeOneIsTheFirst() throws Exception {
    NonceStore here = new PostgresNonces(one);
    NonceStore there = new PostgresNonces(two);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        String nonce = "n" + round;
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          NonceStore node = i % 2 == 0 ? here : there;
          all.add(() -> node.use(nonce, NOW.plusSeconds(60), NOW));
        }
        int first = 0;
        for (Future<Boolean> each : threads.invokeAll(all)) {
          first += each.get() ? 1 : 0;
        }
        assertEquals(1, first);
      }
    }
    assertEquals(Instant.EPOCH, here.since(NOW));
  }

  @Test
  void aNodeWhoseClockIsAheadForgetsNothing() throws Exception {
    Instant ahead = NOW.plusSeconds(86_400);
    assertTrue(new PostgresNonces(one).use("ahead", NOW.plusSeconds(60), NOW));
    new PostgresChallenges(one).put(challenge("ahead"), NOW);
    // The first call of each sweeps.
    new PostgresNonces(two).use("other", ahead.plusSeconds(60), ahead);
    new PostgresChallenges(two).put(challenge("other"), ahead);
    assertFalse(new PostgresNonces(one).use("ahead", NOW.plusSeconds(60), NOW));
    assertTrue(new PostgresChallenges(one).take("ahead", "office", NOW).isPresent());
  }

  @Test
  void whenItIsAwayNothingHangsAndWhenItIsBackNothingUsedIsUsedAgain() throws Exception {
    NonceStore nonces = new PostgresNonces(one);
    ChallengeStore challenges = new PostgresChallenges(one);
    assertTrue(nonces.use("kept", NOW.plusSeconds(60), NOW));
    challenges.put(challenge("lost"), NOW);
    postgres.down();
    long begin = System.nanoTime();
    assertThrows(NotReady.class, () -> nonces.use("new", NOW.plusSeconds(60), NOW));
    assertThrows(NotReady.class, () -> challenges.take("lost", "office", NOW));
    assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(20));
    assertFalse(one.well());
    postgres.up();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!one.well()) {
      assertTrue(System.nanoTime() < end, "is not found again");
      Thread.sleep(50);
    }
    // After a crash of the database no challenge is open, and no nonce is new again.
    assertTrue(challenges.take("lost", "office", NOW).isEmpty());
    assertFalse(nonces.use("kept", NOW.plusSeconds(60), NOW));
    assertTrue(nonces.use("new", NOW.plusSeconds(60), NOW));
  }
}
