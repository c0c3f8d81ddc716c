// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.util.ArrayList;
import java.util.List;
import org.penseal.app.verify.EvidenceDigest;
import org.penseal.app.verify.VerifiedFile;

/** Every digest of the event certificate, by itself. */
record EvidencePart(Wording words, VerifiedFile.Entry entry) {

  static Tone tone(String state) {
    return switch (state) {
      case "matches" -> Tone.YES;
      case "differs" -> Tone.NO;
      default -> Tone.PLAIN;
    };
  }

  Block block() {
    List<Block> blocks = new ArrayList<>();
    if (entry.digests().isEmpty()) {
      blocks.add(new Block.Words(words.say("judge.evidence.none")));
    } else {
      blocks.add(new Block.Words(words.say("judge.evidence.intro")));
      List<Block.Fact> facts = new ArrayList<>();
      List<Block.Fact> detail = new ArrayList<>();
      for (EvidenceDigest digest : entry.digests()) {
        String name = words.say("judge.digest." + digest.name());
        String state = "judge.state." + digest.state();
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
}
