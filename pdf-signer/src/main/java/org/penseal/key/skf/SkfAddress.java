// SPDX-License-Identifier: Apache-2.0
package org.penseal.key.skf;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    int question = address.indexOf('?');
    if (!fits(address) || question <= SCHEME.length()) {
      throw new IllegalArgumentException("skf:LIBRARY?app=NAME&container=NAME");
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : address.substring(question + 1).split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals <= 0
          || equals == part.length() - 1
          || parts.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("'" + part + "'");
      }
    }
    String device = parts.remove("device");
    String application = parts.remove("app");
    String container = parts.remove("container");
    if (application == null || container == null || !parts.isEmpty()) {
      throw new IllegalArgumentException("app= and container= are needed, device= may be given");
    }
    Path library = Path.of(address.substring(SCHEME.length(), question));
    return new SkfAddress(library, device, application, container);
  }
}
