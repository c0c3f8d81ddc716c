// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in the form.
 *
 * @param byKey whether requests are signed, in place of a shared secret; of a CA
 * @param values without white space at the ends; an empty one for a field that was left empty, or
 *     for a secret that stays as it is
 */
record Typed(boolean byKey, Map<SetupField, String> values) {
  /** Between several addresses or files; either may contain blanks or commas. */
  private static final String BETWEEN = "\\s*[;；]\\s*";

  /** Copies the values. */
  Typed {
    Map<SetupField, String> copy = new EnumMap<>(SetupField.class);
    values.forEach((field, value) -> copy.put(field, field.isSecret() ? value : value.strip()));
    values = Map.copyOf(copy);
  }

  String value(SetupField field) {
    return values.getOrDefault(field, "");
  }

  boolean has(SetupField field) {
    return !value(field).isEmpty();
  }

  /** Each of several. */
  List<String> list(SetupField field) {
    return Arrays.stream(value(field).split(BETWEEN)).filter(each -> !each.isBlank()).toList();
  }

  /** Several, as they are shown. */
  static String joined(List<?> all) {
    return String.join("; ", all.stream().map(String::valueOf).toList());
  }

  /** No secrets. */
  @Override
  public String toString() {
    return "Typed";
  }
}
