// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.time.Duration;
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
@Timeout(600)
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
    return opened(Clock.systemUTC());
  }

  private static PostgresPool opened(Clock clock) throws ServeException {
    return PostgresPool.open(
        new Nodes.Database(postgres.url(), "postgres", Optional.empty(), true, 8),
        new char[0],
        clock);
  }

  private static boolean used(NonceStore at, String nonce) throws ServeException.Refusal {
    Instant now = Instant.now();
    return at.use(nonce, now.plusSeconds(60), now);
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
          all.add(() -> used(node, nonce));
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
    assertTrue(used(new PostgresNonces(one), "ahead"));
    new PostgresChallenges(one).put(challenge("ahead"), NOW);
    // The first call of each sweeps.
    NonceStore there = new PostgresNonces(two);
    assertThrows(NotReady.class, () -> there.use("other", ahead.plusSeconds(60), ahead));
    await(two);
    new PostgresChallenges(two).put(challenge("other"), ahead);
    assertFalse(used(new PostgresNonces(one), "ahead"));
    assertTrue(new PostgresChallenges(one).take("ahead", "office", NOW).isPresent());
  }

  // The pool compares the clocks again by itself.
  private static void await(PostgresPool pool) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (!pool.clock().agrees()) {
      assertTrue(System.nanoTime() < end, "the clocks are not compared again");
      Thread.sleep(50);
    }
  }

  @Test
  void aNodeWhoseClockIsBehindAcceptsNothingThatTheOthersHaveForgotten() throws Exception {
    // As it was accepted eleven minutes ago, and is already swept away.
    Instant behind = Instant.now().minusSeconds(660);
    NonceStore there = new PostgresNonces(two);
    for (int i = 0; i < 3; i++) {
      NotReady refused =
          assertThrows(NotReady.class, () -> there.use("behind", behind.plusSeconds(65), behind));
      assertEquals(NotReady.Part.CLOCK, refused.what);
      assertTrue(used(new PostgresNonces(one), "sweeps" + i));
    }
    await(two);
    // What was refused was not used up.
    assertTrue(used(there, "behind"));
  }

  @Test
  void aNodeWhoseClockIsWrongSaysSoAndTakesNoChallenges() throws Exception {
    for (int seconds : new int[] {-3600, -8, 8, 3600}) {
      Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
      try (PostgresPool pool = opened(wrong)) {
        assertFalse(pool.clock().agrees());
        assertTrue(
            pool.clock().off().plusSeconds(seconds).abs().compareTo(Duration.ofSeconds(2)) < 0,
            pool.clock().off()::toString);
        ChallengeStore challenges = new PostgresChallenges(pool);
        assertThrows(NotReady.class, () -> challenges.put(challenge("wrong"), NOW));
        assertThrows(NotReady.class, () -> challenges.take("wrong", "office", NOW));
      }
    }
    assertTrue(one.clock().agrees());
    Clock slightly = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(2));
    try (PostgresPool pool = opened(slightly)) {
      assertTrue(pool.clock().agrees());
      Instant now = slightly.instant();
      assertTrue(new PostgresNonces(pool).use("slightly", now.plusSeconds(60), now));
    }
  }

  @Test
  void whenItIsAwayNothingHangsAndWhenItIsBackNothingUsedIsUsedAgain() throws Exception {
    NonceStore nonces = new PostgresNonces(one);
    ChallengeStore challenges = new PostgresChallenges(one);
    assertTrue(used(nonces, "kept"));
    challenges.put(challenge("lost"), NOW);
    postgres.down();
    long begin = System.nanoTime();
    assertThrows(NotReady.class, () -> used(nonces, "new"));
    assertThrows(NotReady.class, () -> challenges.take("lost", "office", NOW));
    assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(120));
    assertFalse(one.well());
    postgres.up();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (!one.well()) {
      assertTrue(System.nanoTime() < end, "is not found again");
      Thread.sleep(50);
    }
    // After a crash of the database no challenge is open, and no nonce is new again.
    assertTrue(challenges.take("lost", "office", NOW).isEmpty());
    assertFalse(used(nonces, "kept"));
    assertTrue(used(nonces, "new"));
  }
}
