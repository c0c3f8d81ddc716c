// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param part what was checked; its name is the text {@code workplace.part.PART}
 * @param state in a word
 * @param found what was found, as it calls itself, or an {@link java.time.Instant}; of a note the
 *     end of its key, {@code doctor.note.FOUND}
 * @param why what is wrong; null if nothing is
 */
public record CheckFinding(String part, State state, Object found, @Nullable Throwable why) {
  /** How it is, in a word. */
  public enum State {
    /** All is well. */
    GOOD,
    /** Nothing is wrong, but something is good to know. */
    NOTE,
    /** It works, and soon will not, or not as it should. */
    WARNING,
    /** It does not work. */
    FAILED;

    /** The word for programs. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All is well. */
  static CheckFinding good(String part, Object found) {
    return new CheckFinding(part, State.GOOD, found, null);
  }

  /** Something is good to know. */
  static CheckFinding note(String part, String key) {
    return new CheckFinding(part, State.NOTE, key, null);
  }

  /** Something should be done. */
  static CheckFinding warning(String part, Throwable why) {
    return new CheckFinding(part, State.WARNING, "", why);
  }

  /** Something must be done. */
  static CheckFinding failed(String part, Throwable why) {
    return new CheckFinding(part, State.FAILED, "", why);
  }
}
