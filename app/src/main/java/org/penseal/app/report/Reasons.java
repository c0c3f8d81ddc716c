// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.util.ArrayList;
import java.util.List;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;

/** Why a verdict is not "valid": what decided it, before what is only noted. */
record Reasons(Wording words) {

  /** Sentences, each once. */
  List<String> of(VerifiedFile verified) {
    List<String> reasons = new ArrayList<>();
    boolean invalid = verified.verdict() == Report.Verdict.INVALID;
    for (VerifiedFile.Entry entry : verified.signatures()) {
      if (invalid) {
        deciding(reasons, entry);
      }
    }
    if (reasons.isEmpty()) {
      for (VerifiedFile.Entry entry : verified.signatures()) {
        entry.reasons().forEach(code -> reasons.add(words.code(code)));
      }
    }
    return reasons.stream().distinct().toList();
  }

  private void deciding(List<String> reasons, VerifiedFile.Entry entry) {
    Report.Signed signed = entry.signed();
    signed.integrityReasons().forEach(code -> reasons.add(words.code(code)));
    if (signed.chain() == Report.Chain.REVOKED) {
      reasons.add(words.say("report.chain.revoked"));
    }
    for (Report.Step step : signed.changes().steps()) {
      if (!step.allowed()) {
        step.changes().forEach(change -> reasons.add(words.code(change.code())));
      }
    }
    entry.digests().stream()
        .filter(digest -> digest.state().equals("differs"))
        .map(digest -> words.say("judge.digest." + digest.name()))
        .forEach(name -> reasons.add(words.say("judge.differs", name)));
  }
}
