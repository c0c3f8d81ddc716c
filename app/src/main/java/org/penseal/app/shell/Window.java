// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

/** The main window. */
public final class Window {
  private Window() {}

  /** Opens it and returns when it is closed. */
  public static void open() {}
}
