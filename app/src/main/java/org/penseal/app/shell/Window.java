// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import javafx.application.Application;

/** The main window. */
public final class Window {
  private Window() {}

  /** Opens it and returns when it is closed. */
  public static void open() {
    // The pad's pictures are drawn by AWT, which shall not look for a screen of its own.
    System.setProperty("java.awt.headless", "true");
    Application.launch(Desktop.class);
  }
}
