// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.skf;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.key.TokenAddress;

/**
 * Where a key lies: {@code skf:LIBRARY?app=NAME&container=NAME}, perhaps with {@code &device=NAME}.
 *
 * @param library the maker's shared library
 * @param device name of the token; null if the only one is meant
 * @param application name of the application on it
 * @param container name of the container in it
 */
public record SkfAddress(
    Path library, @Nullable String device, String application, String container) {
  private static final String SCHEME = "skf:";

  /** Whether an address is one of this kind. */
  public static boolean fits(String address) {
    return address.startsWith(SCHEME);
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if a part is missing, unknown or given twice
   */
  public static SkfAddress of(String address) {
    TokenAddress read = TokenAddress.of(SCHEME, address, Set.of("device", "app", "container"));
    String application = read.parts().get("app");
    String container = read.parts().get("container");
    if (application == null || container == null) {
      throw new IllegalArgumentException("app= and container= are needed, device= may be given");
    }
    return new SkfAddress(read.library(), read.parts().get("device"), application, container);
  }
}
