// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/** JavaFX without a screen, started once for all tests of this process. */
public final class Toolkit {
  private static boolean started;

  private Toolkit() {}

  /** Starts it, if no test has. */
  public static synchronized void start() throws InterruptedException {
    if (started) {
      return;
    }
    CountDownLatch ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    ready.await();
    Platform.setImplicitExit(false);
    started = true;
  }
}
