// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.util.List;

/**
 * What follows a signature.
 *
 * @param changeClass the greatest class
 * @param allowed whether DocMDP, FieldMDP and the rules without them allow all of it
 * @param items what was found, reason codes with the place, in order
 * @param steps the same revision by revision, in the order of the file
 */
public record Changes(
    ChangeClass changeClass, boolean allowed, List<String> items, List<Step> steps) {
  /** Codes of what keeps the additions themselves from being judged harmless, each once. */
  public List<String> doubts() {
    return steps.stream()
        .flatMap(step -> step.changes().stream())
        .map(Change::code)
        .filter(Doubts::contains)
        .distinct()
        .toList();
  }

  /** Nothing follows. */
  public static final Changes NONE = new Changes(ChangeClass.NONE, true, List.of(), List.of());

  /** Copies the lists. */
  public Changes {
    items = List.copyOf(items);
    steps = List.copyOf(steps);
  }

  /**
   * One revision after a signature.
   *
   * @param fromByte offset of its first byte
   * @param toByte offset just behind its last byte
   * @param changeClass the greatest class of what it changed
   * @param allowed whether the signature allows all of it
   * @param changes what it changed
   */
  public record Step(
      long fromByte, long toByte, ChangeClass changeClass, boolean allowed, List<Change> changes) {
    /** Copies the list. */
    public Step {
      changes = List.copyOf(changes);
    }
  }

  /**
   * One change in a revision.
   *
   * @param changeClass its class
   * @param code stable reason code
   * @param place where, for example a page or a field; may be empty
   * @param objects number and generation of the objects concerned, for example 12 0; may be empty
   * @param pages the pages concerned, from 1; empty if none is known
   */
  public record Change(
      ChangeClass changeClass,
      String code,
      String place,
      List<String> objects,
      List<Integer> pages) {
    /** Copies the lists. */
    public Change {
      objects = List.copyOf(objects);
      pages = List.copyOf(pages);
    }

    /** Code and place. */
    public String text() {
      return place.isEmpty() ? code : code + ": " + place;
    }
  }
}
