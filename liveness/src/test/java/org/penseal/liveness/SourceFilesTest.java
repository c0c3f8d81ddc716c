// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md that concern this module's files. */
class SourceFilesTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final int MOST_LINES = 400;
  private static final int MOST_FILES = 20;

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void noFileIsLongerThanFourHundredLines() throws IOException {
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      assertTrue(lines <= MOST_LINES, () -> file + " has " + lines + " lines");
    }
  }

  @Test
  void noPackageHasMoreThanTwentyFiles() throws IOException {
    Map<Path, Long> counts =
        sources().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    counts.forEach((folder, count) -> assertTrue(count <= MOST_FILES, () -> folder + ": " + count));
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    for (Path folder : sources().stream().map(Path::getParent).distinct().toList()) {
      String info = Files.readString(folder.resolve("package-info.java"));
      assertTrue(info.contains("@NullMarked"), folder::toString);
    }
  }

  @Test
  void everyFileSaysItsLicence() throws IOException {
    for (Path file : sources()) {
      assertTrue(
          Files.readString(file).startsWith("// SPDX-License-Identifier: Apache-2.0"),
          file::toString);
    }
  }
}
