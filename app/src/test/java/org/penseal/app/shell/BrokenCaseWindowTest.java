// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.guide.FxThread;

/** What is no exception ends a case as well, instead of leaving the window waiting for it. */
@Slow
@SuppressWarnings("NullAway.Init") // the test opens its window
class BrokenCaseWindowTest {
  @TempDir Path folder;

  private OpenWindow shown;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @AfterEach
  void close() {
    shown.close();
  }

  @Test
  void errorOfTheMachineEndsTheCaseAndIsTold() throws Exception {
    shown =
        OpenWindow.of(
            folder, "en", (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}));
    WindowModels models = shown.window().models();
    shown.screen().click("openDemo");
    Screen.until("a place", () -> models.document().places().place().get() != null);
    AtomicBoolean broken = new AtomicBoolean();
    Executor breaksOnce =
        task -> {
          if (broken.compareAndSet(false, true)) {
            throw new NoClassDefFoundError("what the case needs is gone");
          }
          FxThread.EXECUTOR.execute(task);
        };
    CompletableFuture<@Nullable Throwable> ended = new CompletableFuture<>();
    shown.on(
        () ->
            new CaseRun(
                    shown.station(),
                    models,
                    shown.window().reports(),
                    shown.window().texts(),
                    breaksOnce,
                    CaseIdentity.Turn.ALONE)
                .start((failure, signed) -> ended.complete(failure)));
    assertInstanceOf(NoClassDefFoundError.class, ended.get(60, TimeUnit.SECONDS));
  }
}
