// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.UNREADABLE;

import java.util.Locale;
import org.penseal.app.workplace.file.WorkplaceException;

/** The failures of a workplace file. */
final class WorkplaceProblems {
  private WorkplaceProblems() {}

  static Problem of(WorkplaceException failure) {
    return switch (failure) {
      case WorkplaceException.Unreadable e ->
          Problem.of("workplace-unreadable", UNREADABLE, e.file.toString());
      case WorkplaceException.WrongField e ->
          Problem.of("workplace-field", UNREADABLE, e.field, reason("field", e.why));
      case WorkplaceException.NoSecret e ->
          Problem.of("workplace-secret", UNREADABLE, e.source, reason("secret", e.why));
    };
  }

  private static Problem.Reason reason(String kind, Enum<?> why) {
    return new Problem.Reason(kind + "-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
