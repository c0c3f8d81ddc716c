// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is waited for; this thread is the screen's, and the moment passes when the test says so. */
class WaitingTest {
  private final List<Duration> delays = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final Waiting waiting =
      new Waiting(
          (delay, then) -> {
            delays.add(delay);
            later.add(then);
          });

  private void momentPasses() {
    later.forEach(Runnable::run);
    later.clear();
  }

  @Test
  void workIsToldOnceItHasTakenAMoment() {
    Waiting.Work work = waiting.begin("open", "a.pdf");
    assertEquals(List.of(Duration.ofMillis(300)), delays);
    assertNull(waiting.shown().get());
    momentPasses();
    assertSame(work, waiting.shown().get());
    assertEquals("open a.pdf", work.key() + " " + work.name());
    waiting.settle(work, Runnable::run, () -> delays.clear());
    assertNull(waiting.shown().get());
    assertEquals(List.of(), delays, "what then happens");
  }

  @Test
  void workThatIsDoneBeforeIsNotToldAtAll() {
    Waiting.Work work = waiting.begin("open", "a.pdf");
    waiting.settle(work, Runnable::run, () -> {});
    momentPasses();
    assertNull(waiting.shown().get());
    assertFalse(waiting.cancel(), "nothing to cancel");
  }

  @Test
  void nothingComesOfWorkThatWasCancelledAndItsThreadIsInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Waiting.Work work = waiting.begin("report", "a.html");
    work.start(
        () -> {
          begun.countDown();
          try {
            Thread.sleep(Duration.ofMinutes(10));
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        });
    momentPasses();
    assertTrue(begun.await(1, TimeUnit.MINUTES));
    assertTrue(waiting.cancel());
    assertTrue(interrupted.await(1, TimeUnit.MINUTES));
    assertNull(waiting.shown().get());
    assertFalse(work.isWanted());
    waiting.settle(
        work,
        Runnable::run,
        () -> {
          throw new AssertionError("it was cancelled");
        });
  }

  @Test
  void cancellingComesTooLateForWorkThatIsDone() {
    List<String> done = new ArrayList<>();
    List<Runnable> screen = new ArrayList<>();
    Waiting.Work work = waiting.begin("open", "a.pdf");
    momentPasses();
    waiting.settle(work, screen::add, () -> done.add("opened"));
    assertTrue(waiting.cancel(), "it is still on the screen");
    screen.forEach(Runnable::run);
    assertEquals(List.of("opened"), done);
  }

  @Test
  void ofSeveralTheFirstIsToldAndThenTheNext() {
    Waiting.Work first = waiting.begin("report", "a.html");
    Waiting.Work second = waiting.begin("open", "b.pdf");
    momentPasses();
    assertSame(first, waiting.shown().get());
    waiting.end(first);
    assertSame(second, waiting.shown().get());
    waiting.end(second);
    assertNull(waiting.shown().get());
  }
}
