// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import org.penseal.app.cli.PenSeal;
import org.penseal.app.shell.Desktop;

/** Where the program starts: with arguments the command line, without the window. */
public final class Main {
  private Main() {}

  /**
   * @param arguments a command and its options
   */
  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      Desktop.open();
    } else {
      System.exit(PenSeal.run(arguments));
    }
  }
}
