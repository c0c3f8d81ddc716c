// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The window's command: what it is told, without the window. */
class WindowCommandTest {
  @Test
  void aLanguageAloneOpensTheWindow() {
    assertEquals(List.of("window"), PenSeal.language("--lang", "zh").words());
    assertEquals("--lang=zh", PenSeal.language("--lang", "zh").option());
    assertEquals(List.of("window"), PenSeal.language("--lang=en").words());
    assertEquals(List.of("--lang"), PenSeal.language("--lang").words());
    assertEquals(List.of("verify", "a.pdf"), PenSeal.language("verify", "a.pdf").words());
    assertNull(PenSeal.language("verify", "a.pdf").option());
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
