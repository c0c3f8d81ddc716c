// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The letters that press a button together with Alt: none stands twice on a page or in the header.
 * JavaFX would only move the focus between the two. Pages are read from their FXML and the sources
 * of the views in them; buttons over a page (questions, problems, the queue) are not.
 */
class MnemonicsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Pattern KEY = Pattern.compile("[%\"](window\\.[a-zA-Z.-]+)\"");
  private static final Pattern VIEW = Pattern.compile("\\b[A-Z]\\w*View\\b");
  private static final Pattern LETTER = Pattern.compile("_(\\p{Alnum})");

  private static Map<String, Path> files(Path root, String end) throws IOException {
    Map<String, Path> all = new HashMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(each -> each.toString().endsWith(end))
          .forEach(each -> all.put(each.getFileName().toString().replace(end, ""), each));
    }
    return all;
  }

  private static Set<String> keys(String text) {
    Set<String> keys = new LinkedHashSet<>();
    KEY.matcher(text).results().forEach(found -> keys.add(found.group(1)));
    return keys;
  }

  private static Set<String> ofPage(Path page, String name, Map<String, Path> views)
      throws IOException {
    List<Path> left = new ArrayList<>(List.of(page));
    Optional.ofNullable(views.get(name + "View")).ifPresent(left::add);
    Set<Path> seen = new LinkedHashSet<>();
    Set<String> keys = new LinkedHashSet<>();
    while (!left.isEmpty()) {
      Path file = left.removeFirst();
      if (seen.add(file)) {
        String text = Files.readString(file);
        keys.addAll(keys(text));
        VIEW.matcher(text)
            .results()
            .flatMap(found -> Stream.ofNullable(views.get(found.group())))
            .forEach(left::add);
      }
    }
    return keys;
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void noLetterStandsTwiceOnAPageOrInTheHeader(String language) throws Exception {
    Texts texts = Texts.of(language);
    Map<String, Path> views = files(SOURCES, ".java");
    Map<String, Path> pages = files(RESOURCES, ".fxml");
    Set<String> header = keys(Files.readString(pages.remove("Shell")));
    List<String> wrong = new ArrayList<>();
    int letters = 0;
    for (Map.Entry<String, Path> page : pages.entrySet()) {
      Set<String> keys = new LinkedHashSet<>(header);
      keys.addAll(ofPage(page.getValue(), page.getKey(), views));
      keys.remove("window.inspect.ink.pause"); // the same button as play
      Map<String, String> taken = new HashMap<>();
      for (String key : keys) {
        var found = LETTER.matcher(texts.has(key) ? texts.get(key) : "");
        if (found.find()) {
          letters++;
          String other = taken.put(found.group(1).toUpperCase(Locale.ROOT), key);
          if (other != null) {
            wrong.add(page.getKey() + ": " + found.group() + " of " + other + " and " + key);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(letters > 60, "few were found: " + letters);
  }
}
