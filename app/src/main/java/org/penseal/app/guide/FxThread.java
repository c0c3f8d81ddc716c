// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.time.Duration;
import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.application.Platform;

/** The JavaFX thread as an executor, for flows that know no JavaFX. */
public final class FxThread {
  /** Runs at once when already there. */
  public static final Executor EXECUTOR = FxThread::run;

  private FxThread() {}

  /** Runs something on that thread after a while; called on it. */
  public static void after(Duration delay, Runnable action) {
    PauseTransition pause = new PauseTransition(javafx.util.Duration.millis(delay.toMillis()));
    pause.setOnFinished(e -> action.run());
    pause.play();
  }

  private static void run(Runnable action) {
    if (Platform.isFxApplicationThread()) {
      action.run();
    } else {
      Platform.runLater(action);
    }
  }
}
