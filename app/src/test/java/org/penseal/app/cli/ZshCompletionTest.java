// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;

/** What a real zsh completes when TAB is pressed for the first time, and after that. */
@Slow
class ZshCompletionTest {
  private static final String PRESS_TAB = "press-tab.zsh";

  @TempDir Path folder;

  private String said(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(600, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  private Path functions() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/zsh")), "no zsh");
    CommandLineRun zsh = CommandLineRun.of("completion", "zsh");
    assertEquals(0, zsh.exit(), zsh.err());
    Path functions = Files.createDirectories(folder.resolve("functions"));
    Files.writeString(functions.resolve("_penseal"), zsh.out());
    try (InputStream script =
        Objects.requireNonNull(ZshCompletionTest.class.getResourceAsStream(PRESS_TAB))) {
      Files.copy(script, folder.resolve(PRESS_TAB));
    }
    return functions;
  }

  @Test
  void theFirstTabCompletesAndSoDoesTheSecond() throws Exception {
    Path functions = functions();
    Files.writeString(folder.resolve("contract.pdf"), "");
    List<String[]> typed =
        List.of(
            new String[] {"penseal ext", "penseal extend "},
            new String[] {"penseal evidence an", "penseal evidence anchor "},
            new String[] {"penseal sign --key contr", "penseal sign --key contract.pdf "},
            new String[] {"penseal verify contr", "penseal verify contract.pdf "});
    for (String[] each : typed) {
      String said = said("zsh", "-f", PRESS_TAB, functions.toString(), each[0]);
      assertEquals(List.of(each[1], each[1]), said.lines().limit(2).toList(), said);
      assertFalse(said.contains("not found"), said);
    }
  }

  @Test
  void aRunningShellTakesItTwice() throws Exception {
    Path functions = functions();
    String read = "source functions/_penseal; source functions/_penseal; print ${_comps[penseal]}";
    assertEquals("_bash_complete -F _complete_penseal -o default\n", said("zsh", "-fc", read));
    assertTrue(Files.exists(functions));
  }
}
