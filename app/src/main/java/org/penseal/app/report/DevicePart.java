// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.PadCapture;
import org.penseal.app.text.PageNumbers;
import org.penseal.app.verify.EscrowReview;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.OriginReport;
import org.penseal.app.verify.VerifiedFile;

/** On which device, and what was written there. */
record DevicePart(Wording words, VerifiedFile.Entry entry, @Nullable Manifest manifest) {

  List<Block.Fact> facts() {
    List<Block.Fact> facts = new ArrayList<>();
    EvidenceReport evidence = entry.evidence();
    if (manifest == null) {
      facts.add(Block.Fact.of(words.say("report.device"), words.say("judge.nodevice")));
      return facts;
    }
    Manifest.Device device = manifest.device();
    String bound = new EvidencePart(words, entry).claim();
    boolean vouched = evidence.device() != EvidenceReport.DeviceState.UNKNOWN;
    String claim = bound.isEmpty() && !vouched ? words.say("judge.device.unvouched") : bound;
    facts.add(new Block.Fact(words.say("judge.model"), device.model(), Tone.PLAIN, claim));
    facts.add(Block.Fact.of(words.say("judge.serial"), device.serial()));
    facts.add(Block.Fact.of(words.say("judge.firmware"), device.firmware()));
    facts.add(
        new Block.Fact(
            words.say("judge.assurance"),
            words.say("report.device." + evidence.device().word()),
            evidence.device() == EvidenceReport.DeviceState.ATTESTED && entry.vouched()
                ? Tone.YES
                : Tone.OPEN,
            ""));
    shown(facts);
    Manifest.Ink ink = manifest.ink();
    facts.add(
        new Block.Fact(
            words.say("judge.ink"),
            words.say(
                "judge.ink.value",
                String.valueOf(ink.strokes()),
                String.valueOf(ink.samples()),
                words.say("report.ink." + evidence.ink().word())),
            tone(evidence.ink()),
            ""));
    escrow(facts, evidence.escrow());
    if (evidence.annotation() != EvidenceReport.State.MISSING) {
      facts.add(
          new Block.Fact(
              words.say("report.annotation"),
              words.say("report.ink." + evidence.annotation().word()),
              tone(evidence.annotation()),
              ""));
    }
    facts.add(
        Block.Fact.of(
            words.say("judge.attempts"),
            words.say("report.attempts.count", evidence.attemptsDiscarded())));
    for (OriginReport.Line line : OriginReport.lines(evidence.origins(), words.texts())) {
      facts.add(
          new Block.Fact(
              words.say("judge.origin", line.source()),
              line.origin(),
              line.demo() ? Tone.OPEN : Tone.PLAIN,
              ""));
    }
    if (manifest.pagesSeen() != null && !manifest.pagesSeen().isEmpty()) {
      facts.add(Block.Fact.of(words.say("judge.pagesseen"), PageNumbers.of(manifest.pagesSeen())));
    }
    PadCapture capture = manifest.capture();
    if (capture != null && capture.pagesLeafed() != null) {
      String pages =
          capture.pagesLeafed().isEmpty()
              ? words.say("judge.pagesleafed.none")
              : PageNumbers.of(capture.pagesLeafed());
      facts.add(Block.Fact.of(words.say("judge.pagesleafed"), pages));
    }
    return facts;
  }

  private Tone tone(EvidenceReport.State state) {
    return new EvidencePart(words, entry).tone(state);
  }

  private void escrow(List<Block.Fact> facts, EscrowReview escrow) {
    if (escrow.state() != EscrowReview.State.NONE) {
      facts.add(
          new Block.Fact(
              words.say("report.escrow"),
              words.say("report.escrow." + escrow.state().word(), escrow.subject()),
              switch (escrow.state()) {
                case REGISTERED -> Tone.PLAIN;
                case DIFFERS -> Tone.NO;
                case UNREGISTERED, NOT_STATED, NONE -> Tone.OPEN;
              },
              ""));
    }
  }

  private void shown(List<Block.Fact> facts) {
    PadCapture capture = manifest == null ? null : manifest.capture();
    PadCapture.Picture picture = capture == null ? null : capture.picture();
    if (picture == null) {
      return;
    }
    boolean drawnAgain = entry.evidence().statement() == EvidenceReport.State.MATCHES;
    facts.add(
        new Block.Fact(
            words.say("judge.shown"),
            words.say("judge.shown.value", picture.title(), picture.pages()),
            drawnAgain ? Tone.PLAIN : Tone.OPEN,
            words.say(drawnAgain ? "judge.shown.again" : "judge.shown.open")));
  }
}
