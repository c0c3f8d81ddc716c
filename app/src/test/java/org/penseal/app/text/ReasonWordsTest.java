// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every reason that a verdict can give has words: what the packages that verify write as a word
 * with hyphens is one, or stands below with what it is.
 */
class ReasonWordsTest {
  private static final List<String> VERIFYING =
      List.of(
          "pdf-signer/src/main/java/org/penseal/pdf",
          "pdf-signer/src/main/java/org/penseal/cms",
          "pdf-signer/src/main/java/org/penseal/trust",
          "app/src/main/java/org/penseal/app/verify",
          "app/src/main/java/org/penseal/app/statement");

  /** Folders of packages that refuse to sign, ask a service or stand in for one. */
  private static final Set<String> OTHERS = Set.of("sign", "envelope", "embedded", "cmp", "tls");

  /**
   * Names of profiles, findings, fields of a manifest, styles and encodings, and what a service is
   * refused for.
   */
  private static final Set<String> NO_REASONS =
      Set.of(
          "fact-value",
          "gm-cms",
          "headline-small",
          "id-number",
          "no-answer",
          "not-checked",
          "not-signed",
          "pades-b",
          "pades-lt",
          "pades-lta",
          "pades-t",
          "portrait-kept",
          "real-person",
          "windows-1252",
          "wrong-host");

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"([a-z]+(?:-[a-z0-9]+)+)\"");

  private static Set<String> words() throws IOException {
    Set<String> words = new TreeSet<>();
    for (String folder : VERIFYING) {
      Path start = Path.of("..").resolve(folder);
      try (Stream<Path> files = Files.walk(start)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          if (!OTHERS.contains(start.relativize(file).getName(0).toString())) {
            String text = COMMENT.matcher(Files.readString(file)).replaceAll("");
            Matcher word = WORD.matcher(text);
            while (word.find()) {
              words.add(word.group(1));
            }
          }
        }
      }
    }
    return words;
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everyReasonHasWords(String language) throws IOException {
    Texts texts = Texts.of(language);
    Set<String> words = words();
    assertTrue(words.size() > 150, () -> words.size() + " found");
    assertTrue(words.containsAll(NO_REASONS), "one that is no reason is gone");
    words.removeAll(NO_REASONS);
    words.removeIf(each -> CodeWords.knows(texts, each));
    assertEquals(Set.of(), words);
  }
}
