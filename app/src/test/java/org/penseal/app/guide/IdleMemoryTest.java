// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penseal.app.Slow;
import org.penseal.app.shell.Toolkit;

/** Full collections while nobody does anything. */
@Slow
@Timeout(60)
@SuppressWarnings("NullAway.Init") // before each test
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
  private Stage stage;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void listen() throws Exception {
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) each).addNotificationListener(listener, null, null);
    }
    FutureTask<Stage> made = new FutureTask<>(Stage::new);
    Platform.runLater(made);
    stage = made.get();
  }

  @AfterEach
  void stopListening() throws Exception {
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) each).removeNotificationListener(listener);
    }
  }

  private void touch() {
    Platform.runLater(
        () ->
            stage.fireEvent(
                new MouseEvent(
                    MouseEvent.MOUSE_MOVED,
                    1,
                    1,
                    1,
                    1,
                    MouseButton.NONE,
                    0,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    true,
                    true,
                    null)));
  }

  @Test
  void collectsOnceWhenNobodyHasDoneAnythingForAWhile() throws Exception {
    try (IdleMemory memory = new IdleMemory(() -> false, QUIET)) {
      memory.follow(stage);
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
      memory.follow(stage);
      for (int i = 0; i < 20; i++) {
        touch();
        Thread.sleep(QUIET.dividedBy(5));
      }
      assertEquals(0, collections.get());
    }
  }

  @Test
  void doesNotWhileACaseRuns() throws Exception {
    AtomicBoolean running = new AtomicBoolean(true);
    try (IdleMemory memory = new IdleMemory(running::get, QUIET)) {
      memory.follow(stage);
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
    memory.follow(stage);
    memory.close();
    Thread.sleep(QUIET.multipliedBy(3));
    assertEquals(0, collections.get());
  }
}
