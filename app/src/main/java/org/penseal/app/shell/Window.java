// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import javafx.application.Application;

/** The main window. */
public final class Window {
  private Window() {}

  /** Opens it and returns when it is closed. */
  public static void open() {
    open(new String[0]);
  }

  /** Opens it, and closes it as soon as it is drawn. */
  public static void openForAMoment() {
    open(Desktop.FOR_A_MOMENT);
  }

  private static void open(String... parameters) {
    // The pad's pictures are drawn by AWT, which shall not look for a screen of its own.
    System.setProperty("java.awt.headless", "true");
    Application.launch(Desktop.class, parameters);
  }
}
