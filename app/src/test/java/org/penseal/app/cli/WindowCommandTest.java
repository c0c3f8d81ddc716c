// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The window's command: what it is told, without the window. */
class WindowCommandTest {
  private static String[] words(String... all) {
    return all;
  }

  @Test
  void aLanguageAloneOpensTheWindow() {
    assertArrayEquals(words("window", "--lang", "zh"), PenSeal.withCommand(words("--lang", "zh")));
    assertArrayEquals(words("window", "--lang=en"), PenSeal.withCommand(words("--lang=en")));
    assertArrayEquals(words("--lang"), PenSeal.withCommand(words("--lang")));
    assertArrayEquals(words("verify", "a.pdf"), PenSeal.withCommand(words("verify", "a.pdf")));
  }

  @Test
  void takesTheLanguageOfTheWindow() {
    WindowCommand command = new WindowCommand();
    new CommandLine(command).parseArgs("--lang", "zh", "a.pdf");
    assertEquals("zh", command.language);
    WindowCommand without = new WindowCommand();
    new CommandLine(without).parseArgs("a.pdf");
    assertNull(without.language);
  }

  @Test
  void anotherLanguageIsRefusedBeforeAnyWindow() {
    for (CommandLineRun run :
        new CommandLineRun[] {
          CommandLineRun.of("--lang", "fr"), CommandLineRun.of("window", "--lang", "fr")
        }) {
      assertEquals(64, run.exit());
      assertTrue(run.err().contains("--lang"), run.err());
    }
  }
}
