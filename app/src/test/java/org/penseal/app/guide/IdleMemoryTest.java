// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.penseal.app.Slow;

/** Full collections while nobody does anything; the time is told, not waited for. */
@Slow
class IdleMemoryTest {
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicBoolean running = new AtomicBoolean();
  private final IdleMemory memory = new IdleMemory(running::get, QUIET);

  @Test
  void collectsWhenNobodyHasDoneAnythingForAWhileAndOnceMoreMuchLater() {
    memory.touched(0);
    assertFalse(memory.look(5 * SECOND));
    assertTrue(memory.look(5 * SECOND + 1));
    assertFalse(memory.look(15 * SECOND));
    assertTrue(memory.look(15 * SECOND + 1), "what is kept softly");
    assertFalse(memory.look(60 * SECOND), "what did not grow is left alone");
    memory.touched(61 * SECOND);
    assertFalse(memory.look(120 * SECOND), "nor is it when somebody has only moved the mouse");
  }

  @Test
  void doesNotWhileSomebodyUsesTheWindow() {
    for (int i = 0; i < 20; i++) {
      memory.touched(i * SECOND);
      assertFalse(memory.look((i + 5) * SECOND));
    }
  }

  @Test
  void doesNotWhileACaseRuns() {
    running.set(true);
    memory.touched(0);
    assertFalse(memory.look(60 * SECOND));
    running.set(false);
    assertTrue(memory.look(61 * SECOND));
  }

  /** With the thread that the window has, and what Java itself tells of its collections. */
  @Test
  void looksByItselfUntilTheWindowIsClosed() throws Exception {
    CountDownLatch collected = new CountDownLatch(1);
    NotificationListener listener =
        (notification, any) -> {
          if (notification.getUserData() instanceof CompositeData data
              && "System.gc()".equals(GarbageCollectionNotificationInfo.from(data).getGcCause())) {
            collected.countDown();
          }
        };
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) each).addNotificationListener(listener, null, null);
    }
    Set<Thread> others = Thread.getAllStackTraces().keySet();
    Thread thread;
    try (IdleMemory own = new IdleMemory(running::get, Duration.ofMillis(100))) {
      own.start();
      assertTrue(collected.await(10, TimeUnit.MINUTES));
      thread =
          Thread.getAllStackTraces().keySet().stream()
              .filter(each -> each.getName().equals("idle memory") && !others.contains(each))
              .findFirst()
              .orElseThrow();
    } finally {
      for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
        ((NotificationEmitter) each).removeNotificationListener(listener);
      }
    }
    assertTrue(thread.join(Duration.ofMinutes(10)));
  }
}
