// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.app.Slow;

/** Full collections while nobody does anything. */
@Slow
@Timeout(60)
class IdleMemoryTest {
  private static final Duration QUIET = Duration.ofMillis(500);

  private final AtomicInteger collections = new AtomicInteger();
  private final NotificationListener listener =
      (notification, any) -> {
        if (notification.getUserData() instanceof CompositeData data
            && "System.gc()".equals(GarbageCollectionNotificationInfo.from(data).getGcCause())) {
          collections.incrementAndGet();
        }
      };

  @BeforeEach
  void listen() throws Exception {
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) each).addNotificationListener(listener, null, null);
    }
  }

  @AfterEach
  void stopListening() throws Exception {
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) each).removeNotificationListener(listener);
    }
  }

  @Test
  void collectsOnceWhenNobodyHasDoneAnythingForAWhile() throws Exception {
    try (IdleMemory memory = new IdleMemory(() -> false, QUIET)) {
      memory.start();
      while (collections.get() == 0) {
        Thread.sleep(20);
      }
      Thread.sleep(QUIET.multipliedBy(3));
      assertTrue(collections.get() <= 2, "what did not grow is left alone: " + collections);
    }
  }

  @Test
  void doesNotWhileSomebodyUsesTheWindow() throws Exception {
    try (IdleMemory memory = new IdleMemory(() -> false, QUIET)) {
      memory.start();
      for (int i = 0; i < 20; i++) {
        memory.touched();
        Thread.sleep(QUIET.dividedBy(5));
      }
      assertEquals(0, collections.get());
    }
  }

  @Test
  void doesNotWhileACaseRuns() throws Exception {
    AtomicBoolean running = new AtomicBoolean(true);
    try (IdleMemory memory = new IdleMemory(running::get, QUIET)) {
      memory.start();
      Thread.sleep(QUIET.multipliedBy(4));
      assertEquals(0, collections.get());
      running.set(false);
      while (collections.get() == 0) {
        Thread.sleep(20);
      }
    }
  }

  @Test
  void doesNotAfterTheWindow() throws Exception {
    IdleMemory memory = new IdleMemory(() -> false, QUIET);
    memory.start();
    memory.close();
    Thread.sleep(QUIET.multipliedBy(3));
    assertEquals(0, collections.get());
  }
}
