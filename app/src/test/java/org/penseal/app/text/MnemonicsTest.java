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
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The letters that press a button together with Alt: none stands twice on a page or in the header.
 * JavaFX would only move the focus between the two. Pages are read from their FXML, the sources of
 * the views in them and the FXML of those; buttons over a page (questions, the queue) are not.
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

  private static Set<String> ofPage(String page, Map<String, Path> layouts, Map<String, Path> views)
      throws IOException {
    List<Path> left = new ArrayList<>();
    add(left, page + "View", layouts, views);
    Set<Path> seen = new LinkedHashSet<>();
    Set<String> keys = new LinkedHashSet<>();
    while (!left.isEmpty()) {
      Path file = left.removeFirst();
      if (seen.add(file)) {
        String text = Files.readString(file);
        keys.addAll(keys(text));
        VIEW.matcher(text).results().forEach(found -> add(left, found.group(), layouts, views));
      }
    }
    return keys;
  }

  private static void add(
      List<Path> left, String view, Map<String, Path> layouts, Map<String, Path> views) {
    Stream.of(views.get(view), layouts.get(view.replaceFirst("View$", "")))
        .filter(Objects::nonNull)
        .forEach(left::add);
  }

  private static boolean isPart(Path layout) throws IOException {
    return Files.readString(layout).contains("<fx:root ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void noLetterStandsTwiceOnAPageOrInTheHeader(String language) throws Exception {
    Texts texts = Texts.of(language);
    Map<String, Path> views = files(SOURCES, ".java");
    Map<String, Path> layouts = files(RESOURCES, ".fxml");
    Set<String> header = keys(Files.readString(layouts.get("Shell")));
    List<String> wrong = new ArrayList<>();
    int letters = 0;
    for (String page : layouts.keySet()) {
      if (page.equals("Shell") || isPart(layouts.get(page))) {
        continue;
      }
      Set<String> keys = new LinkedHashSet<>(header);
      keys.addAll(ofPage(page, layouts, views));
      keys.remove("window.inspect.ink.pause"); // the same button as play
      Map<String, String> taken = new HashMap<>();
      for (String key : keys) {
        var found = LETTER.matcher(texts.has(key) ? texts.get(key) : "");
        if (found.find()) {
          letters++;
          String other = taken.put(found.group(1).toUpperCase(Locale.ROOT), key);
          if (other != null) {
            wrong.add(page + ": " + found.group() + " of " + other + " and " + key);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(letters > 60, "few were found: " + letters);
  }

  /** Nothing behind it is reached then, so that the letters of the page are free. */
  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void everyButtonOfAProblemHasALetterOfItsOwn(String language) throws Exception {
    Texts texts = Texts.of(language);
    Set<String> keys = keys(Files.readString(files(RESOURCES, ".fxml").get("Problem")));
    Set<String> letters = new LinkedHashSet<>();
    for (String key : keys) {
      var found = LETTER.matcher(texts.get(key));
      assertTrue(found.find(), key);
      assertTrue(letters.add(found.group(1).toUpperCase(Locale.ROOT)), key);
    }
    assertEquals(5, letters.size());
  }
}
