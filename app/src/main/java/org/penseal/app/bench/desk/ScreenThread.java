// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.desk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** What is done and waited for on the screen's thread, from any other. */
final class ScreenThread {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private ScreenThread() {}

  /** Does something on the screen's thread and waits for it. */
  static <T> T on(Callable<T> action) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(action.call());
          } catch (Throwable e) { // whoever waits is told
            done.completeExceptionally(e);
          }
        });
    return done.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Waits until there is something. */
  static void until(String what, Callable<? extends Optional<?>> there)
      throws InterruptedException {
    until(what, 50, there);
  }

  /**
   * Waits until there is something.
   *
   * @param everyMs how often it is looked for
   */
  static void until(String what, long everyMs, Callable<? extends Optional<?>> there)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (on(there).isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the window does not show " + what);
      }
      TimeUnit.MILLISECONDS.sleep(everyMs);
    }
  }

  /** Waits until so many pictures were drawn. */
  static void frames(int count) throws InterruptedException {
    CompletableFuture<Void> drawn = new CompletableFuture<>();
    AnimationTimer timer =
        new AnimationTimer() {
          private int left = count;

          @Override
          public void handle(long now) {
            if (--left <= 0) {
              stop();
              drawn.complete(null);
            }
          }
        };
    Platform.runLater(timer::start);
    drawn.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
