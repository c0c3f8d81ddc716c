// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that docs/threat-model.md names is there. */
class ThreatModelTest {
  private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)`");
  private static final Set<String> MODULES = Set.of("app", "pad-driver", "liveness", "pdf-signer");

  @Test
  void namedTestsExist() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "threat-model.md"));
    Set<String> named =
        NAME.matcher(page).results().map(each -> each.group(1)).collect(Collectors.toSet());
    assertTrue(named.size() > 20, "the table was found");
    Set<String> missing = new TreeSet<>(named);
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
        files.forEach(
            each -> missing.remove(each.getFileName().toString().replaceFirst("\\.java$", "")));
      }
    }
    assertEquals(Set.of(), missing);
  }
}
