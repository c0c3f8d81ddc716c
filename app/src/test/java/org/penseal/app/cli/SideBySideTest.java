// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class SideBySideTest {
  private static final List<Integer> INPUTS = IntStream.range(0, 100).boxed().toList();

  private record Doing(IntUnaryOperator each) implements SideBySide.Work<Integer, Integer> {
    @Override
    public Integer of(Integer input) {
      return each.applyAsInt(input);
    }

    @Override
    public boolean starved(Integer result) {
      return result < 0;
    }
  }

  private static List<Integer> results(int atOnce, IntUnaryOperator each) throws IOException {
    List<Integer> taken = new ArrayList<>();
    new SideBySide(atOnce).each(INPUTS, new Doing(each), taken::add);
    return taken;
  }

  @Test
  void resultsComeInOrderWhicheverIsReadyFirst() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    List<Integer> taken =
        results(
            2,
            input -> {
              if (input == 0) {
                await(second); // the first waits for one behind it
              } else if (input == 1) {
                second.countDown();
              }
              return input;
            });
    assertEquals(INPUTS, taken);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS), "both run at once");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void asManyRunAtOnceAsAllowedAndNoMore() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(4);
    results(
        4,
        input -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          meet(together);
          running.decrementAndGet();
          return input;
        });
    assertEquals(4, most.get());
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(120, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatRanOutOfMemoryIsDoneAgainAlone() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicBoolean starved = new AtomicBoolean();
    AtomicBoolean beside = new AtomicBoolean();
    List<Integer> taken =
        results(
            4,
            input -> {
              int now = running.incrementAndGet();
              boolean first = input == 50 && !starved.getAndSet(true);
              boolean again = input == 50 && !first;
              beside.compareAndSet(false, again && now > 1);
              running.decrementAndGet();
              return first ? -1 : input;
            });
    assertEquals(INPUTS, taken);
    assertTrue(starved.get());
    assertFalse(beside.get(), "another ran beside it");
  }

  @Test
  void whatCannotBeHandedOverEndsTheRest() {
    AtomicInteger done = new AtomicInteger();
    SideBySide machine = new SideBySide(2);
    Doing counting = new Doing(input -> done.incrementAndGet());
    assertThrows(
        IOException.class,
        () ->
            machine.each(
                INPUTS,
                counting,
                result -> {
                  throw new IOException("closed");
                }));
    assertTrue(done.get() < INPUTS.size(), done::toString);
  }
}
