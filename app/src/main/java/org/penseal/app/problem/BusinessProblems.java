// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.UNREADABLE;
import static org.penseal.app.problem.Problem.USAGE;

import org.penseal.app.business.BusinessException;

/** The failures of kinds of business. */
final class BusinessProblems {
  private BusinessProblems() {}

  static Problem of(BusinessException failure) {
    return switch (failure) {
      case BusinessException.Unusable e ->
          Problem.of(
              "business-types-unusable",
              UNREADABLE,
              e.file.toString(),
              new Problem.Reason(e.why.code()),
              e.where);
      case BusinessException.NoSuchType e -> Problem.of("no-such-business-type", USAGE, e.id);
      case BusinessException.ModeNotAllowed e ->
          Problem.of("mode-not-allowed", USAGE, e.id, new Problem.Reason("mode-" + e.mode, e.mode));
      case BusinessException.ExpiredCardNotAllowed e ->
          Problem.of("expired-card-not-allowed", USAGE, e.id);
      case BusinessException.ProfileNotAllowed e ->
          Problem.of("profile-not-allowed", USAGE, e.id, e.profile, e.ruled.word());
      case BusinessException.CardRequired e -> Problem.of("card-required", USAGE, e.id);
    };
  }
}
