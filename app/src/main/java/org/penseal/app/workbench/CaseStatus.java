// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.penseal.app.signing.CaseState;

/** The states of a case as a person at the counter tells them apart. */
public enum CaseStatus {
  /** The signed file is there. */
  DONE,
  /** The signature exists, timestamp or file do not yet: this program completes it. */
  TO_COMPLETE,
  /** It is not over, and there is no signature. */
  RUNNING,
  /** It was ended before the signature. */
  CANCELLED,
  /** The program ended in the middle. */
  ABANDONED;

  /** That of a state. */
  public static CaseStatus of(CaseState state) {
    return switch (state) {
      case ARCHIVED -> DONE;
      case CANCELLED -> CANCELLED;
      case ABANDONED -> ABANDONED;
      default -> state.resumable() ? TO_COMPLETE : RUNNING;
    };
  }

  /** The names of its states. */
  public Set<String> states() {
    return EnumSet.allOf(CaseState.class).stream()
        .filter(state -> of(state) == this)
        .map(CaseState::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
