// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.shf;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parameter of GM/T 0136.
 *
 * @param name of the parameter
 * @param type how the values are written
 * @param values one, or several of a list
 * @param list whether they are a list, also of one
 */
record Triple(String name, Type type, List<String> values, boolean list) {
  /** Copies the list. */
  Triple {
    values = List.copyOf(values);
  }

  /** How a value is written. */
  enum Type {
    /** As it is, in UTF-8. */
    RAW("Raw"),
    /** RFC 4648, section 4. */
    BASE64("Base64"),
    /** Two digits for each octet. */
    HEX("Hex"),
    /** ISO 8601 in UTC. */
    DATE_TIME("DateTime");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    static Optional<Type> of(String word) {
      for (Type each : values()) {
        if (each.word.equals(word)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }

  static Triple of(String name, Type type, String value) {
    return new Triple(name, type, List.of(value), false);
  }

  static Triple list(String name, Type type, List<String> values) {
    return new Triple(name, type, values, true);
  }

  static Triple bytes(String name, byte[] bytes) {
    return of(name, Type.BASE64, Base64.getEncoder().encodeToString(bytes));
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Name", name);
    json.put("Type", type.word);
    json.put("Value", list ? values : values.getFirst());
    return json;
  }
}
