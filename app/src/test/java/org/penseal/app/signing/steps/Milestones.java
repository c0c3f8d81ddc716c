// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.util.Locale;
import java.util.function.Consumer;
import org.penseal.app.signing.Checkpoint;

/** Milestones as other processes and parameters of tests name them: state:SIGNED, sign:kept. */
final class Milestones {
  private Milestones() {}

  /** Told every milestone by its name. */
  static Checkpoint named(Consumer<String> told) {
    return milestone -> told.accept(word(milestone));
  }

  static String word(Checkpoint.Milestone milestone) {
    return switch (milestone) {
      case Checkpoint.Became became -> "state:" + became.state();
      case Checkpoint.Step step -> step.name().toLowerCase(Locale.ROOT).replace('_', ':');
    };
  }
}
