// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the addresses of keys in tokens have in common: {@code
 * SCHEME:LIBRARY?NAME=VALUE&NAME=VALUE}. Nothing is escaped; a value has no {@code &} in it.
 *
 * @param library the maker's shared library
 * @param parts what follows the question mark, no value empty
 */
public record TokenAddress(Path library, Map<String, String> parts) {
  /** Copies the map. */
  public TokenAddress {
    parts = Map.copyOf(parts);
  }

  /**
   * Takes an address apart.
   *
   * @param scheme with its colon
   * @param known the names there may be
   * @throws IllegalArgumentException if there is no library, or a part is unknown, empty or given
   *     twice
   */
  public static TokenAddress of(String scheme, String address, Set<String> known) {
    int question = address.indexOf('?');
    String library =
        address.substring(
            Math.min(scheme.length(), address.length()),
            question < 0 ? address.length() : Math.max(question, scheme.length()));
    if (!address.startsWith(scheme) || library.isEmpty()) {
      throw new IllegalArgumentException(scheme + "LIBRARY?NAME=VALUE&NAME=VALUE");
    }
    Map<String, String> parts = new HashMap<>();
    if (question >= 0) {
      for (String part : address.substring(question + 1).split("&", -1)) {
        int equals = part.indexOf('=');
        if (equals <= 0
            || equals == part.length() - 1
            || !known.contains(part.substring(0, equals))
            || parts.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
          throw new IllegalArgumentException("'" + part + "'");
        }
      }
    }
    return new TokenAddress(Path.of(library), parts);
  }
}
