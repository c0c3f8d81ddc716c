// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.NO;
import static org.penseal.app.problem.Problem.UNREADABLE;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penseal.app.workplace.file.PolicyException;
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

  static Problem of(PolicyException failure) {
    return switch (failure) {
      case PolicyException.Unusable e -> unusable(e.file.toString(), e.field);
      case PolicyException.Forbidden e ->
          switch (e.what) {
            case DEMO -> Problem.of("policy-no-demo", NO);
            case WORKPLACE -> Problem.of("policy-workplace", NO, e.name);
            case CERTIFICATE ->
                Problem.of("policy-workplace", NO, new Problem.Reason("own-certificate"));
            case OTHER_PROGRAMS -> Problem.of("policy-programs", NO, e.name);
          };
    };
  }

  private static Problem unusable(String file, WorkplaceException.@Nullable WrongField wrong) {
    return wrong == null
        ? Problem.of("policy-unreadable", UNREADABLE, file)
        : Problem.of("policy-field", UNREADABLE, file, wrong.field, reason("field", wrong.why));
  }

  private static Problem.Reason reason(String kind, Enum<?> why) {
    return new Problem.Reason(kind + "-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
