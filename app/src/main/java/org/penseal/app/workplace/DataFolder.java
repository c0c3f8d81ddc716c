// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.nio.file.Path;

/** Where the program keeps its data (XDG Base Directory Specification). */
public final class DataFolder {
  private DataFolder() {}

  /** {@code $PENSEAL_DATA}, else the folder {@code penseal} among the user's data. */
  public static Path standard() {
    String own = System.getenv("PENSEAL_DATA");
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    String xdg = System.getenv("XDG_DATA_HOME");
    return xdg != null && !xdg.isBlank()
        ? Path.of(xdg, "penseal")
        : Path.of(System.getProperty("user.home"), ".local", "share", "penseal");
  }
}
