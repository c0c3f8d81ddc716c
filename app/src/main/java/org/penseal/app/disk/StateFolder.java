// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.disk;

import java.nio.file.Path;

/**
 * Where a user's programs keep what they remember between runs (XDG Base Directory Specification),
 * outside any folder of data. The environment says where, or for tests the property {@code
 * penseal.state}.
 */
public final class StateFolder {
  private StateFolder() {}

  /** The folder in which each archive has a file that remembers how far it went. */
  public static Path archives() {
    return own().resolve("archives");
  }

  private static Path own() {
    String property = System.getProperty("penseal.state", "");
    String own = property.isBlank() ? System.getenv("PENSEAL_STATE") : property;
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    String xdg = System.getenv("XDG_STATE_HOME");
    return xdg != null && !xdg.isBlank()
        ? Path.of(xdg, "penseal")
        : Path.of(System.getProperty("user.home"), ".local", "state", "penseal");
  }
}
