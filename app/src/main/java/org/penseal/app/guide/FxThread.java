// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** The JavaFX thread as an executor, for flows that know no JavaFX. */
public final class FxThread {
  /** Runs at once when already there. */
  public static final Executor EXECUTOR = FxThread::run;

  private FxThread() {}

  private static void run(Runnable action) {
    if (Platform.isFxApplicationThread()) {
      action.run();
    } else {
      Platform.runLater(action);
    }
  }
}
