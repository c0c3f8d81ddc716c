// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text of the window stands out from its ground by 4.5 at least (WCAG 2.2, 1.4.3). */
class ContrastTest {
  private static final double LEAST = 4.5;
  private static final double LEAST_HIGH = 7;
  private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^}]*)\\}");
  private static final Pattern VALUE = Pattern.compile("(-[\\w-]+)\\s*:\\s*([^;]+);");

  private static String read(String resource) throws IOException {
    String name = resource.startsWith("/") ? resource : "/" + resource;
    try (InputStream in = Theme.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, Map<String, String>> rules(String css) {
    Map<String, Map<String, String>> rules = new LinkedHashMap<>();
    Matcher rule = RULE.matcher(css.replaceAll("(?s)/\\*.*?\\*/", ""));
    while (rule.find()) {
      Map<String, String> values = new HashMap<>();
      Matcher value = VALUE.matcher(rule.group(2) + ";");
      while (value.find()) {
        values.put(value.group(1), value.group(2).strip());
      }
      for (String selector : rule.group(1).split(",")) {
        rules.computeIfAbsent(selector.strip(), s -> new HashMap<>()).putAll(values);
      }
    }
    return rules;
  }

  private static Color color(String value, Map<String, String> theme) {
    String plain = value.split("\\s+(?![^(]*\\))")[0];
    String known = theme.get(plain);
    return known == null ? Color.web(plain) : color(known, theme);
  }

  // What a text lies on where its own rule does not say.
  private static List<String> grounds(String selector, Map<String, Map<String, String>> rules) {
    String own = rules.getOrDefault(selector, Map.of()).get("-fx-background-color");
    if (own != null && !own.equals("transparent")) {
      return List.of(own);
    }
    if (selector.startsWith(".verdict.")) {
      String verdict = selector.split(" ")[0];
      return List.of(Objects.requireNonNull(rules.get(verdict)).get("-fx-background-color"));
    }
    if (selector.startsWith(".step.current")) {
      return List.of("-color-accent-subtle");
    }
    if (selector.startsWith(".sheet-words")) {
      return List.of("white");
    }
    return List.of("-color-bg-default", "-color-bg-subtle");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTextOfTheWindowStandsOutFromItsGround(boolean dark) throws IOException {
    assertEquals(List.of(), weak(dark, LEAST));
  }

  /** In high contrast by 7 (1.4.6). */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTextStandsOutByMoreInHighContrast(boolean dark) throws IOException {
    String sheet = dark ? "contrast-dark.css" : "contrast-light.css";
    assertEquals(List.of(), weak(dark, LEAST_HIGH, "org/penseal/app/shell/" + sheet));
  }

  private static List<String> weak(boolean dark, double least, String... further)
      throws IOException {
    Theme theme = dark ? new PrimerDark() : new PrimerLight();
    Map<String, String> colors = new HashMap<>();
    rules(read(theme.getUserAgentStylesheet())).values().forEach(colors::putAll);
    Map<String, Map<String, String>> rules = rules(read("org/penseal/app/shell/penseal.css"));
    for (String sheet : further) {
      rules(read(sheet))
          .forEach(
              (selector, values) ->
                  rules.computeIfAbsent(selector, s -> new HashMap<>()).putAll(values));
    }
    colors.putAll(rules.getOrDefault(".root", Map.of()));
    Color page = color("-color-bg-default", colors);
    List<String> weak = new ArrayList<>();
    int tested = 0;
    for (Map.Entry<String, Map<String, String>> rule : rules.entrySet()) {
      String text = rule.getValue().getOrDefault("-fx-text-fill", rule.getValue().get("-fx-fill"));
      if (text == null) {
        continue;
      }
      for (String ground : grounds(rule.getKey(), rules)) {
        boolean paper = rule.getKey().startsWith(".place-mark");
        Color below = Contrast.over(color(ground, colors), paper ? Color.WHITE : page);
        double found = Contrast.of(Contrast.over(color(text, colors), below), below);
        tested++;
        if (found < least) {
          weak.add("%s on %s: %.2f".formatted(rule.getKey(), ground, found));
        }
      }
    }
    assertTrue(tested > 30, "tested " + tested);
    return weak;
  }
}
