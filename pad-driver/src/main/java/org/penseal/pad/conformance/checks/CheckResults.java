// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.conformance.checks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.pad.conformance.Check;
import org.penseal.pad.conformance.Finding;
import org.penseal.pad.conformance.Finding.Outcome;

/** Collects findings while the checks run; a check that failed once has failed. One thread. */
final class CheckResults {
  private final List<String> stuck = new ArrayList<>();
  private final Map<Check, Finding> found = new EnumMap<>(Check.class);

  /** Notes that the check did what it must, or what it did instead. */
  void expect(Check check, String expected, String got) {
    if (expected.equals(got)) {
      note(check, Outcome.PASS, "");
    } else {
      note(check, Outcome.FAIL, "expected " + expected + ", got " + got);
    }
  }

  void expect(Check check, boolean holds, String expected) {
    note(check, holds ? Outcome.PASS : Outcome.FAIL, holds ? "" : "expected " + expected);
  }

  void cannotSay(Check check, String why) {
    note(check, Outcome.CANNOT_SAY, why);
  }

  void leftOut(Check check, String why) {
    note(check, Outcome.LEFT_OUT, why);
  }

  private void note(Check check, Outcome outcome, String reason) {
    Finding earlier = found.get(check);
    if (earlier == null || (earlier.outcome() == Outcome.PASS && outcome != Outcome.LEFT_OUT)) {
      found.put(check, new Finding(check, outcome, reason));
    } else if (outcome == Outcome.FAIL && earlier.outcome() != Outcome.FAIL) {
      found.put(check, new Finding(check, outcome, reason));
    }
  }

  /** A group of checks ended early, for this reason. */
  void stuck(@Nullable String reason) {
    stuck.add(String.valueOf(reason));
  }

  /** One finding for each check, in their order; what was never reached cannot be said. */
  List<Finding> all(String reason) {
    List<String> reasons = new ArrayList<>(stuck);
    if (!reason.isEmpty()) {
      reasons.add(reason);
    }
    String why = "was not reached: " + String.join("; ", reasons);
    List<Finding> all = new ArrayList<>();
    for (Check check : Check.values()) {
      all.add(found.getOrDefault(check, new Finding(check, Outcome.CANNOT_SAY, why)));
    }
    return all;
  }
}
