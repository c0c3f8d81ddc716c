// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.raw;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that readers may read differently.
 *
 * @param code stable reason code
 * @param object number and generation, for example 12 0; empty if no object is concerned
 */
public record Note(String code, String object) {
  /** Code and object. */
  public String text() {
    return object.isEmpty() ? code : code + ": " + object;
  }

  /**
   * What an examination finds, each once, and of one code the first ones only: it never ends for
   * their number, so many that are harmless hide no other.
   */
  static final class Collector {
    private static final int MOST_OF_A_CODE = 64;

    private final Set<Note> notes = new LinkedHashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    void add(Note note) {
      if (counts.getOrDefault(note.code, 0) < MOST_OF_A_CODE && notes.add(note)) {
        counts.merge(note.code, 1, Integer::sum);
      }
    }

    List<Note> all() {
      return List.copyOf(notes);
    }
  }
}
