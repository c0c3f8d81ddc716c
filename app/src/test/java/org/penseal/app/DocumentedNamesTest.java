// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages and types that a page names in backticks are there. */
class DocumentedNamesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z][a-z0-9]*)+");
  private static final Pattern TYPE =
      Pattern.compile("((?:[a-z][a-z0-9]*\\.)*)([A-Z][A-Za-z0-9]+)(?:\\.([A-Za-z_]\\w*))?");

  /** Texts by name of file without its ending, and where below org.penseal each lies. */
  private static final Map<String, String> TEXTS = new TreeMap<>();

  private static final Map<String, Set<String>> PACKAGES = new TreeMap<>();
  private static final Set<String> MAIN = new TreeSet<>();

  @BeforeAll
  static void read() throws IOException {
    for (String module : new String[] {"app", "liveness", "pad-driver", "pdf-signer"}) {
      for (String kind : new String[] {"main", "test"}) {
        Path sources = ROOT.resolve(module).resolve("src").resolve(kind).resolve("java");
        try (Stream<Path> files = Files.walk(sources.resolve("org/penseal"))) {
          for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
            String name = file.getFileName().toString().replace(".java", "");
            Path inside = sources.resolve("org/penseal").relativize(file.getParent());
            TEXTS.merge(name, Files.readString(file), String::concat);
            String in = inside.toString().replace('/', '.');
            PACKAGES.computeIfAbsent(name, none -> new TreeSet<>()).add(in);
            if (kind.equals("main")) {
              MAIN.add(in);
            }
          }
        }
      }
    }
  }

  private static boolean exists(String name) {
    if (PACKAGE.matcher(name).matches()) {
      return PACKAGES.values().stream()
          .flatMap(Set::stream)
          .anyMatch(each -> each.equals(name) || each.startsWith(name + "."));
    }
    Matcher type = TYPE.matcher(name);
    if (!type.matches()) {
      return true;
    }
    String in = type.group(1).replaceAll("\\.$", "");
    Set<String> packages = PACKAGES.getOrDefault(type.group(2), Set.of());
    boolean there = in.isEmpty() ? !packages.isEmpty() : packages.contains(in);
    String member = type.group(3);
    return there
        && (member == null
            || Pattern.compile("\\b" + member + "\\b").matcher(TEXTS.get(type.group(2))).find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/architecture.md", "docs/glossary.md"})
  void everyNameIsThere(String page) throws IOException {
    Set<String> missing = new TreeSet<>();
    int names = 0;
    Matcher quoted = QUOTED.matcher(Files.readString(ROOT.resolve(page)));
    while (quoted.find()) {
      names++;
      if (!exists(quoted.group(1))) {
        missing.add(quoted.group(1));
      }
    }
    assertEquals(Set.of(), missing);
    assertTrue(names > 20, () -> page + " names nothing");
  }

  /** Whole, as {@code pad.chip}, or without its first parts beside its parent: {@code .chip}. */
  @Test
  void everyPackageHasItsPlaceInTheArchitecture() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/architecture.md"));
    Set<String> missing = new TreeSet<>();
    for (String each : MAIN) {
      boolean named = page.contains(each);
      for (int dot = each.indexOf('.'); dot >= 0; dot = each.indexOf('.', dot + 1)) {
        named |= page.contains("`" + each.substring(dot) + "`");
      }
      if (!named) {
        missing.add(each);
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyDecisionSaysWhatConfirmsIt() throws IOException {
    Set<String> without = new TreeSet<>();
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/adr"))) {
      for (Path file : files.filter(f -> f.getFileName().toString().matches("\\d.*")).toList()) {
        if (!Files.readString(file).matches("(?s).*\\n## Confirmation\\n+\\S.*")) {
          without.add(file.getFileName().toString());
        }
      }
    }
    assertEquals(Set.of(), without);
  }
}
