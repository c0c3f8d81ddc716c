// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.rule.ChallengePlan;

/**
 * A liveness check in words, as it is kept: what was asked and from what it was drawn, each step
 * with what was measured and needed, and what the whole clip showed.
 */
final class LivenessTranscript {
  private LivenessTranscript() {}

  static byte[] of(ChallengePlan plan, Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add("challenges " + plan.words());
    if (plan.drawn()) {
      lines.add("drawn for " + plan.subject());
      lines.add("nonce " + plan.nonce());
    } else {
      lines.add("chosen beforehand, not drawn for this case");
    }
    lines.add(
        switch (verdict.origin()) {
          case SIMULATED -> "SYNTHETIC: the pictures were rendered; nobody stood before a camera";
          case RECORDED -> "RECORDED: the pictures were played from a file";
          case DEVICE -> "the pictures came from a device";
          case UNKNOWN -> "UNKNOWN: the system does not tell what gave the pictures";
        });
    for (Verdict.Step step : verdict.steps()) {
      String at =
          step.at() == null
              ? "missed"
              : String.format(Locale.ROOT, "met at %.3f s", step.at().toMillis() / 1000.0);
      lines.add(step.challenge().word() + " " + at + ": " + step.explanation());
    }
    verdict.facts().forEach(fact -> lines.add("whole " + fact));
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, score %.2f, %d frames, against it %s",
            verdict.live() ? "live" : "not live",
            verdict.score(),
            verdict.frames(),
            verdict.reasons()));
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
