// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing has one word: the rivals of a term are in no message. */
class TermsTest {
  // Why a rival may stand in a message after all.
  private static final Map<String, List<String>> ALLOWED =
      Map.of(
          // The gloss that names the synonyms once, for readers who know only one of them.
          "judge.digest", List.of("杂凑"),
          // A word of X.509 for an extended key usage.
          "problem.certificate-not-for-signing.remedy", List.of("文档"));

  // Only the command line says these; the problems among them come from its commands alone.
  private static final List<String> COMMAND_LINE =
      List.of(
          "cli.",
          "conformance.",
          "data.",
          "evidence.",
          "face.",
          "pad.record",
          "sign.",
          "timestamp.",
          "verify.",
          "workplace.",
          "problem.bench-",
          "problem.case-erased.",
          "problem.cms-",
          "problem.erased-not-overwritten.",
          "problem.key-suite.",
          "problem.no-such-case.",
          "problem.retention-runs.",
          "problem.usage.",
          "usage.");

  private static Stream<String> keys() {
    return Texts.of("en").bundle().keySet().stream().sorted();
  }

  @Test
  void everyThingHasOneWordInChinese() {
    assertEquals(List.of(), rivals(Texts.of("zh"), RivalTerms.CHINESE));
  }

  @Test
  void everyThingHasOneWordInEnglish() {
    assertEquals(List.of(), rivals(Texts.of("en"), RivalTerms.ENGLISH));
  }

  @Test
  void theRivalsAreFound() {
    assertEquals(List.of("(?<!电子)签名人"), RivalTerms.in("由签名人负责", RivalTerms.CHINESE));
    assertEquals(List.of(), RivalTerms.in("由电子签名人负责", RivalTerms.CHINESE));
    assertEquals(List.of("[\\d}] %"), RivalTerms.in("{0} %", RivalTerms.ENGLISH));
  }

  private static List<String> rivals(Texts texts, Map<String, String> terms) {
    return keys()
        .flatMap(
            key ->
                RivalTerms.in(texts.bundle().getString(key), terms).stream()
                    .filter(rival -> !allowed(key, rival))
                    .map(
                        rival ->
                            key + ": " + texts.bundle().getString(key) + " -> " + terms.get(rival)))
        .toList();
  }

  private static boolean allowed(String key, String rival) {
    return ALLOWED.getOrDefault(key, List.of()).stream().anyMatch(rival::startsWith);
  }

  private static Stream<Texts> languages() {
    return Stream.of(Texts.of("en"), Texts.of("zh"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void theWindowNamesNoCommandAndNoOption(Texts texts) {
    Pattern command = Pattern.compile("--[a-z]|\\bpenseal [a-z]|docs/|expiredCard");
    assertEquals(
        List.of(),
        keys()
            .filter(key -> !key.endsWith(".command"))
            .filter(key -> COMMAND_LINE.stream().noneMatch(key::startsWith))
            .filter(key -> command.matcher(texts.bundle().getString(key)).find())
            .toList());
  }

  @ParameterizedTest
  @MethodSource("languages")
  void aTickIsACheckMarkAndNoConstantIsNamed(Texts texts) {
    Pattern bare = Pattern.compile("√|\\b[A-Z]+_[A-Z]+\\b");
    assertEquals(
        List.of(),
        keys().filter(key -> bare.matcher(texts.bundle().getString(key)).find()).toList());
  }
}
