// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cross-reference section.
 *
 * @param start offset of its first byte
 * @param end offset behind its trailer or stream
 * @param entries by object number
 * @param ambiguous whether it says two things of one object
 * @param trailer its dictionary
 * @param hidden the stream that a table names by XRefStm, or null
 */
record Section(
    long start,
    long end,
    Map<Long, Entry> entries,
    boolean ambiguous,
    Map<String, Object> trailer,
    @Nullable Section hidden) {

  long number(String key) {
    return trailer.get(key) instanceof Long number ? number : -1;
  }

  /** What a reader of both kinds takes; a free entry hides nothing (ISO 32000-2, 7.5.8.4). */
  @Nullable Entry entry(long number) {
    Entry own = entries.get(number);
    if (hidden != null && (own == null || !own.inUse())) {
      Entry other = hidden.entries.get(number);
      return other == null ? own : other;
    }
    return own;
  }

  /** Whether table and stream of a hybrid file lead to different objects. */
  boolean disagrees() {
    return hidden != null
        && hidden.entries.entrySet().stream()
            .anyMatch(
                each -> {
                  Entry own = entries.get(each.getKey());
                  return own != null
                      && own.inUse()
                      && each.getValue().inUse()
                      && (own.at() != each.getValue().at() || own.kind() != each.getValue().kind());
                });
  }
}
