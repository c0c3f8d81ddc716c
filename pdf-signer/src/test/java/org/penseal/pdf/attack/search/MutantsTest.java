// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A document for each old rule ({@code mutants/NAME.txt}): valid with it, and open or invalid
 * without it for the reason that the document names.
 */
class MutantsTest {
  private static final Pattern REASON = Pattern.compile("(?m)^# now: (\\S+)$");

  @TempDir Path folder;

  private static Path kept(Mutant rule) throws Exception {
    return Path.of(MutantsTest.class.getResource("mutants").toURI()).resolve(rule + ".txt");
  }

  private List<Replay.Answer> answers(Mutant with, List<Path> files) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Files.createDirectories(folder.resolve("made-" + with)).toString());
    files.forEach(each -> words.add(each.toString()));
    Mutant.Search run = with.run(folder, List.of(), Replay.class, words.toArray(String[]::new));
    List<Replay.Answer> answers = Replay.Answer.in(run.output());
    assertEquals(files.size(), answers.size(), run::output);
    return answers;
  }

  @Test
  void thereIsADocumentForEachOldRule() throws Exception {
    List<String> without = new ArrayList<>();
    for (Mutant each : Mutant.rules()) {
      if (!Files.exists(kept(each))) {
        without.add(each.name());
      }
    }
    assertEquals(List.of(), without);
  }

  @Test
  @Tag("full")
  void eachOldRuleLetsItsDocumentPass() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Mutant each : Mutant.rules()) {
      Replay.Answer answer = answers(each, List.of(kept(each))).getFirst();
      if (!answer.verdict().equals("VALID") || answer.seen().isEmpty()) {
        wrong.add(answer.toString());
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  @Tag("full")
  void withoutItsOldRuleNoneOfThemPasses() throws Exception {
    List<Path> files = new ArrayList<>();
    for (Mutant each : Mutant.rules()) {
      files.add(kept(each));
    }
    List<String> wrong = new ArrayList<>();
    for (Replay.Answer each : Replay.of(folder, files)) {
      Matcher reason = REASON.matcher(Files.readString(kept(Mutant.valueOf(each.name()))));
      if (each.verdict().equals("VALID") || !reason.find() || !isTold(each, reason.group(1))) {
        wrong.add(each.toString());
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  /** It is the rule that finds it: the second opinion and the look at what is covered are off. */
  @Test
  @Tag("full")
  void whatElseIsSwitchedOffLetsNoneOfThemPass() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Mutant base : Mutant.bases()) {
      List<Path> files = new ArrayList<>();
      for (Mutant each : Mutant.rules()) {
        if (each.base().filter(base::equals).isPresent()) {
          files.add(kept(each));
        }
      }
      for (Replay.Answer each : answers(base, files)) {
        if (each.verdict().equals("VALID")) {
          wrong.add(each.toString());
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static boolean isTold(Replay.Answer answer, String reason) {
    return Pattern.compile("(?<![a-z-])" + Pattern.quote(reason) + "(?![a-z-])")
        .matcher(answer.told())
        .find();
  }
}
