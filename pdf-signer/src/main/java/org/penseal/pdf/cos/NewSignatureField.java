// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import java.util.List;
import org.penseal.pdf.Placement;

/**
 * An empty signature field that is to be made.
 *
 * @param name without a full stop; no other field has it
 * @param at where its widget stands
 * @param lock which fields are locked once it is signed
 */
public record NewSignatureField(String name, Placement.At at, Lock lock) {
  /** Checks the name. */
  public NewSignatureField {
    if (name.isBlank() || name.contains(".")) {
      throw new IllegalArgumentException("name of a field: " + name);
    }
  }

  /**
   * Which fields a signature locks (ISO 32000-2, table 236).
   *
   * @param action none at all, all, those that are named, or all but those
   * @param fields fully qualified names
   */
  public record Lock(Action action, List<String> fields) {
    /** None. */
    public static final Lock NONE = new Lock(Action.NONE, List.of());

    /** Copies the list. */
    public Lock {
      fields = List.copyOf(fields);
    }
  }

  /** Words of the standard, and none. */
  public enum Action {
    NONE,
    ALL,
    INCLUDE,
    EXCLUDE
  }
}
