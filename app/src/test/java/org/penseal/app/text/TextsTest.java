// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  private final Texts english = Texts.of("en");
  private final Texts chinese = Texts.of("zh");

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertEquals(english.bundle().keySet(), chinese.bundle().keySet());
    assertTrue(english.bundle().keySet().size() > 200);
  }

  @Test
  void bothLanguagesHaveTheSamePlaceholders() {
    for (String key : english.bundle().keySet()) {
      assertEquals(placeholders(english, key), placeholders(chinese, key), key);
    }
  }

  // Of two lines with one key the second silently wins, with the other's placeholders.
  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void noKeyStandsTwice(String language) throws IOException {
    Set<String> seen = new TreeSet<>();
    Path file =
        Path.of("src/main/resources/org/penseal/app/text/texts_%s.properties".formatted(language));
    List<String> twice =
        Files.readAllLines(file).stream()
            .filter(line -> line.matches("[a-z][^=]*=.*"))
            .map(line -> line.substring(0, line.indexOf('=')))
            .filter(key -> !seen.add(key))
            .toList();
    assertEquals(List.of(), twice);
    assertTrue(seen.size() > 200);
  }

  private static Set<String> placeholders(Texts texts, String key) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{(\\d+)[,}]").matcher(texts.bundle().getString(key));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void everyProblemHasTitleTextAndRemedy() throws IOException {
    List<String> missing = new ArrayList<>();
    Path source = Path.of("src/main/java/org/penseal/app/problem");
    int codes = 0;
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Matcher matcher =
            Pattern.compile("Problem\\.of\\(\\s*\"([a-z0-9-]+)\"").matcher(Files.readString(file));
        while (matcher.find()) {
          codes++;
          for (String part : List.of("title", "text", "remedy")) {
            String key = "problem." + matcher.group(1) + "." + part;
            if (!english.has(key)) {
              missing.add(key);
            }
          }
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(codes > 60, () -> "found too few codes");
  }

  @Test
  void aTimeIsToldInTheZoneOfTheDeskWithItsOffset() {
    Instant at = Instant.parse("2026-01-31T08:00:00Z");
    for (String language : List.of("en", "zh")) {
      Texts desk = Texts.of(language, ZoneId.of("Asia/Kathmandu"));
      assertEquals("2026-01-31 13:45:00 +05:45", desk.time(at));
      String text = desk.get("problem.own-certificate-ends.text", "Desk", at);
      assertTrue(text.contains(desk.time(at)), text);
      Texts greenwich = Texts.of(language, ZoneOffset.UTC);
      assertEquals("2026-01-31 08:00:00 +00:00", greenwich.time(at));
    }
  }

  @Test
  void apostropheIsShownOnce() {
    assertEquals("The PIN of the pad's chip is wrong. Tries left: 2.", pin(english));
    assertFalse(pin(chinese).contains("{0}"));
  }

  private static String pin(Texts texts) {
    return texts.get("problem.pad-wrong-pin.text", 2);
  }
}
