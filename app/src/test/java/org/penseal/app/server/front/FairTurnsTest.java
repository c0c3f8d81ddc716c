// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.app.server.refusal.ServeException;

@Timeout(600)
class FairTurnsTest {
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  private Thread waiting(FairTurns turns, String application) {
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    turns.in(application, () -> order.add(application));
                  } catch (Exception e) {
                    order.add("failed");
                  }
                });
    // It stands in the queue when it waits.
    while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void oneWithManyCallsWaitingDelaysAnotherByOneCall() throws Exception {
    FairTurns turns = new FairTurns(1, Duration.ofSeconds(30));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Thread first =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    turns.in(
                        "flood",
                        () -> {
                          inside.countDown();
                          return leave.await(30, TimeUnit.SECONDS);
                        });
                  } catch (Exception e) {
                    order.add("failed");
                  }
                });
    assertTrue(inside.await(60, TimeUnit.SECONDS));
    List<Thread> all = new ArrayList<>(List.of(first));
    for (int i = 0; i < 20; i++) {
      all.add(waiting(turns, "flood"));
    }
    all.add(waiting(turns, "quiet"));
    leave.countDown();
    for (Thread each : all) {
      each.join();
    }
    assertEquals(21, order.size());
    assertTrue(order.indexOf("quiet") <= 1, order.toString());
  }

  @Test
  void whoWaitsTooLongIsTurnedAwayAndTheTurnIsNotLost() throws Exception {
    FairTurns turns = new FairTurns(1, Duration.ofMillis(50));
    turns.in(
        "a",
        () -> {
          assertThrows(ServeException.Busy.class, () -> turns.in("b", () -> ""));
          return "";
        });
    assertEquals("again", turns.in("b", () -> "again"));
  }

  @Test
  void aTurnComesBackAfterAFailure() throws Exception {
    FairTurns turns = new FairTurns(1, Duration.ofMillis(50));
    assertThrows(
        IllegalStateException.class,
        () ->
            turns.in(
                "a",
                () -> {
                  throw new IllegalStateException("on purpose");
                }));
    assertEquals(1, turns.in("a", () -> 1));
  }

  @Test
  void oneHoldsAtMostHalfOfTheTurns() throws Exception {
    FairTurns turns = new FairTurns(4, Duration.ofSeconds(30));
    CountDownLatch leave = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      turns.in(
                          "flood",
                          () -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            leave.await(30, TimeUnit.SECONDS);
                            return inside.decrementAndGet();
                          });
                    } catch (Exception e) {
                      order.add("failed");
                    }
                  }));
    }
    while (inside.get() < 2) {
      Thread.onSpinWait();
    }
    // Others have what is left, and giving it back does not hand it to the flood.
    for (int i = 0; i < 4; i++) {
      assertEquals("quiet", turns.in("quiet", () -> turns.in("other", () -> "quiet")));
    }
    leave.countDown();
    for (Thread each : all) {
      each.join();
    }
    assertEquals(List.of(), order);
    assertEquals(2, most.get());
    assertEquals("again", turns.in("flood", () -> "again"));
  }
}
