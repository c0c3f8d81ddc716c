// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penseal.app.verify.EvidenceDigest;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.VerifiedFile;

/** Every digest of the event certificate, by itself; or what is only stated without one. */
record EvidencePart(Wording words, VerifiedFile.Entry entry) {

  Tone tone(EvidenceReport.State state) {
    return switch (state) {
      case MATCHES -> entry.vouched() ? Tone.YES : Tone.OPEN;
      case DIFFERS -> Tone.NO;
      case STATED, MISSING, SEALED, NOT_OPENED, UNKNOWN -> Tone.PLAIN;
    };
  }

  /** What is said of every claim of a manifest that is not attested; or empty. */
  String claim() {
    return entry.vouched() ? "" : words.say("judge.claim." + entry.evidence().binding().word());
  }

  Block block() {
    List<Block> blocks = new ArrayList<>();
    EvidenceReport evidence = entry.evidence();
    if (evidence.present() && !evidence.bound()) {
      blocks.add(
          new Block.Words(words.say("judge.evidence." + evidence.binding().word() + "-only")));
      blocks.add(new Block.Facts(stated(evidence)));
    } else if (entry.digests().isEmpty()) {
      blocks.add(new Block.Words(words.say("judge.evidence.none")));
    } else {
      blocks.add(new Block.Words(words.say("judge.evidence.intro")));
      if (!entry.vouched()) {
        blocks.add(new Block.Words(words.say("judge.evidence.unvouched")));
      }
      List<Block.Fact> facts = new ArrayList<>();
      List<Block.Fact> detail = new ArrayList<>();
      for (EvidenceDigest digest : entry.digests()) {
        String name = words.say("judge.digest." + digest.name());
        String state = "judge.state." + digest.state().word();
        facts.add(
            new Block.Fact(
                name, words.say(state), tone(digest.state()), words.say(state + ".note")));
        String found = digest.found();
        detail.add(
            Block.Fact.of(
                name,
                words.say("judge.detail.bound")
                    + " "
                    + digest.bound()
                    + (found == null ? "" : "; " + words.say("judge.detail.found") + " " + found)));
      }
      blocks.add(new Block.Facts(facts));
      blocks.add(new Block.Folded(words.say("judge.detail"), List.of(new Block.Facts(detail))));
    }
    return new Block.Part(2, words.say("judge.evidence"), blocks);
  }

  private List<Block.Fact> stated(EvidenceReport evidence) {
    Map<String, EvidenceReport.State> states = new LinkedHashMap<>();
    states.put("manifest", evidence.manifest());
    states.put("document", evidence.document());
    states.put("statement", evidence.statement());
    states.put("ink", evidence.ink());
    List<Block.Fact> facts = new ArrayList<>();
    states.forEach(
        (name, state) ->
            facts.add(
                new Block.Fact(
                    words.say("judge.digest." + name),
                    words.say("judge.state." + state.word()),
                    tone(state),
                    words.say("judge.state." + state.word() + ".note"))));
    return facts;
  }
}
