// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a program that no test has set up. */
class ConsoleLogsTest {
  /** Logs in a program of its own. */
  static final class Logging {
    private Logging() {}

    public static void main(String[] arguments) {
      Logger log = LoggerFactory.getLogger("org.penseal.a.long.name.Logging");
      log.info("not told");
      log.warn("told \u001b[31mred\u001b[0m {}", "once", new IllegalStateException("why\u0007"));
      LoggerFactory.getLogger("org.apache.pdfbox.Any").error("silent");
      LoggerFactory.getLogger("org.apache.fontbox.Any").error("silent");
    }
  }

  @Test
  void warningsGoToStandardErrorWithoutTerminalControls() throws Exception {
    // Without the resources of the tests, where another configuration is.
    String path =
        Arrays.stream(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator))
            .filter(each -> !Path.of(each, "logback-test.xml").toFile().exists())
            .collect(Collectors.joining(File.pathSeparator));
    Path classes =
        Path.of(ConsoleLogsTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path here = java.nio.file.Files.createTempDirectory("logging");
    String name = Logging.class.getName().replace('.', '/') + ".class";
    Path copy = here.resolve(name);
    java.nio.file.Files.createDirectories(copy.getParent());
    java.nio.file.Files.copy(classes.resolve(name), copy);
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                path + File.pathSeparator + here,
                Logging.class.getName())
            .start();
    String out = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String said = new String(run.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, run.waitFor());
    assertEquals("", out);
    List<String> lines = said.lines().toList();
    assertTrue(
        lines.getFirst().matches("[0-9:.]{12} WARN  \\S*Logging told \\?\\[31mred\\?\\[0m once"),
        said);
    assertTrue(said.contains("IllegalStateException: why?"), said);
    assertFalse(said.contains("silent"));
    assertFalse(said.contains("not told"));
  }
}
