// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penseal.app.evidence.DemoPart;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.OriginReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Report;

/** What a reader sees before scrolling: is it valid, who signed, when, what was changed since. */
record FirstScreen(Wording words, VerifiedFile verified) {
  private static final int MOST_SIGNATURES = 8;

  Block block() {
    List<VerifiedFile.Entry> signatures =
        verified.signatures().stream().filter(entry -> !entry.isDocumentTimestamp()).toList();
    Tone tone =
        switch (verified.verdict()) {
          case VALID -> Tone.YES;
          case INVALID -> Tone.NO;
          case INDETERMINATE -> Tone.OPEN;
        };
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Statement(tone, headline(), text()));
    if (verified.hasDemo()) {
      blocks.add(new Block.Statement(Tone.OPEN, words.say("report.demo"), demoParts()));
    }
    List<Block.Fact> facts = new ArrayList<>();
    for (int i = 0; i < Math.min(signatures.size(), MOST_SIGNATURES); i++) {
      String number = signatures.size() == 1 ? "" : words.say("judge.first.number", i + 1) + " ";
      facts.addAll(facts(number, signatures.get(i)));
    }
    if (!facts.isEmpty()) {
      blocks.add(new Block.Facts(facts));
    }
    if (signatures.size() > MOST_SIGNATURES) {
      blocks.add(
          new Block.Words(words.say("judge.first.more", signatures.size() - MOST_SIGNATURES)));
    }
    List<Block.Point> reasons =
        reasons().stream().map(reason -> new Block.Point(tone, reason, "")).toList();
    if (tone != Tone.YES && !reasons.isEmpty()) {
      blocks.add(new Block.Part(2, words.say("judge.because"), List.of(new Block.Points(reasons))));
    }
    return new Block.Part(0, "", blocks);
  }

  private String demoParts() {
    Set<DemoPart> parts = OriginReport.demo(verified);
    return parts.isEmpty()
        ? ""
        : words.say("report.demo.parts", DemoPart.words(parts, words.texts())).strip();
  }

  private String headline() {
    return Report.NO_SIGNATURE.equals(verified.reason())
        ? words.say("judge.first.none")
        : words.say("report.verdict." + JsonReport.word(verified.verdict()));
  }

  private String text() {
    if (Report.NO_SIGNATURE.equals(verified.reason())) {
      return words.say("judge.first.none.text");
    }
    if (Report.SIGNATURE_REMOVED.equals(verified.reason())) {
      return words.say("code.signature-removed");
    }
    if (Report.TIMESTAMPS_ONLY.equals(verified.reason())) {
      return words.say("code.timestamps-only");
    }
    return switch (verified.verdict()) {
      case VALID -> words.say("report.verdict.valid.text");
      case INVALID -> words.say("judge.first.invalid." + cause());
      case INDETERMINATE -> words.say("judge.first.open");
    };
  }

  private String cause() {
    List<Report.Signed> all =
        verified.signatures().stream().map(VerifiedFile.Entry::signed).toList();
    if (all.stream().anyMatch(Report.Signed::broken)) {
      return "broken";
    }
    if (all.stream().anyMatch(FirstScreen::forbidden)) {
      return "changed";
    }
    return all.stream().anyMatch(signed -> signed.chain() == Report.Chain.REVOKED)
        ? "revoked"
        : "other";
  }

  private static boolean forbidden(Report.Signed signed) {
    return signed.changes().steps().stream().anyMatch(step -> !step.allowed());
  }

  private List<Block.Fact> facts(String number, VerifiedFile.Entry entry) {
    Report.Signed signed = entry.signed();
    return List.of(
        who(number + words.say("judge.first.who"), signed),
        when(number + words.say("judge.first.when"), signed),
        since(number + words.say("judge.first.since"), entry));
  }

  private Block.Fact who(String name, Report.Signed signed) {
    String signer = signed.signer().isBlank() ? words.say("judge.first.nobody") : signed.signer();
    if (!signed.intact()) {
      Tone tone = Wording.tone(signed.integrity());
      return new Block.Fact(name, signer, tone, words.say("judge.first.unproven"));
    }
    String chain = words.say("report.chain." + JsonReport.word(signed.chain()));
    return new Block.Fact(name, signer, PersonPart.tone(signed.chain()), chain);
  }

  private Block.Fact when(String name, Report.Signed signed) {
    Instant proven = signed.time().at();
    if (proven != null && signed.time().ok()) {
      String by = words.say("judge.first.proven", signed.time().tsa());
      return new Block.Fact(name, words.time(proven), Tone.YES, by);
    }
    Instant claimed = signed.signedAt();
    return claimed == null
        ? new Block.Fact(name, words.say("judge.proven.none"), Tone.OPEN, "")
        : new Block.Fact(name, words.time(claimed), Tone.OPEN, words.say("judge.first.claimed"));
  }

  private Block.Fact since(String name, VerifiedFile.Entry entry) {
    Report.Signed signed = entry.signed();
    List<Changes.Step> steps = signed.changes().steps();
    if (!signed.intact()) {
      String integrity = words.say("report.integrity." + JsonReport.word(signed.integrity()));
      return new Block.Fact(name, integrity, Wording.tone(signed.integrity()), "");
    }
    if (forbidden(signed)) {
      return new Block.Fact(name, classes(steps), Tone.NO, words.say("judge.step.forbidden"));
    }
    if (entry.seen() != null && entry.seen().unexplained()) {
      return new Block.Fact(name, words.say("judge.first.unexplained"), Tone.OPEN, "");
    }
    if (!steps.isEmpty()) {
      return new Block.Fact(name, classes(steps), Tone.PLAIN, words.say("judge.step.allowed"));
    }
    return signed.coverage() == Report.Coverage.WHOLE_FILE
        ? new Block.Fact(name, words.say("judge.first.nothing"), Tone.YES, "")
        : new Block.Fact(name, words.say("judge.since.unknown"), Tone.OPEN, "");
  }

  // A change that is not allowed is told before those that are.
  private String classes(List<Changes.Step> steps) {
    List<String> classes =
        steps.stream()
            .filter(step -> !step.allowed() || steps.stream().allMatch(Changes.Step::allowed))
            .map(step -> words.say("report.changes." + JsonReport.word(step.changeClass())))
            .distinct()
            .toList();
    return String.join("; ", classes);
  }

  // Why a verdict is not "valid": what decided it, before what is only noted; each once.
  private List<String> reasons() {
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
    for (Changes.Step step : signed.changes().steps()) {
      if (!step.allowed()) {
        decidingChanges(step).forEach(change -> reasons.add(words.code(change.code())));
      }
    }
    entry.evidenceReasons().stream()
        .filter(code -> code.endsWith("-differs"))
        .forEach(code -> reasons.add(words.code(code)));
  }

  // What is allowed by itself is no reason, even beside something that is not.
  private static List<Changes.Change> decidingChanges(Changes.Step step) {
    List<Changes.Change> other =
        step.changes().stream()
            .filter(change -> change.changeClass() == ChangeClass.OTHER)
            .toList();
    return other.isEmpty() ? step.changes() : other;
  }
}
