// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  // The origin of such a clock is any number, and it overflows.
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

  private Deadline in(long nanos) {
    return Deadline.in(Duration.ofNanos(nanos), clock::get);
  }

  @Test
  void itIsOverWhenItsTimeHasCome() {
    Deadline deadline = in(10);
    assertEquals(Duration.ofNanos(10), deadline.left());
    clock.addAndGet(9);
    assertFalse(deadline.isOver());
    assertEquals(Duration.ofNanos(1), deadline.left());
    clock.addAndGet(1);
    assertTrue(deadline.isOver());
    clock.addAndGet(5);
    assertTrue(deadline.isOver());
    assertEquals(Duration.ZERO, deadline.left());
  }

  @Test
  void aPartLeavesSomethingForWhatFollows() {
    Deadline part = in(10).sooner(Duration.ofNanos(3));
    assertEquals(Duration.ofNanos(7), part.left());
    clock.addAndGet(7);
    assertTrue(part.isOver());
    assertTrue(in(2).sooner(Duration.ofNanos(3)).isOver());
  }

  @Test
  void aPartEndsWithTheWholeAtTheLatest() {
    Deadline whole = in(10);
    assertEquals(Duration.ofNanos(4), whole.within(Duration.ofNanos(4)).left());
    clock.addAndGet(8);
    assertEquals(Duration.ofNanos(2), whole.within(Duration.ofNanos(4)).left());
    clock.addAndGet(8);
    assertTrue(whole.within(Duration.ofNanos(4)).isOver());
  }
}
