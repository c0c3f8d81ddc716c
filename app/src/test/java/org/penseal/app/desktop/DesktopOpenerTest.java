// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // true and false are programs of other systems
class DesktopOpenerTest {
  @TempDir Path folder;

  @Test
  void programThatIsMissingOrRefusesIsToldAndOneThatOpensIsNot() throws Exception {
    of("true").open(folder);
    assertThrows(IOException.class, () -> of("false").open(folder));
    assertThrows(IOException.class, () -> of("no-such-program").open(folder));
  }

  private static DesktopOpener of(String program) {
    return new DesktopOpener(List.of(program), List.of("false"));
  }

  @Test
  void mailBeginsWithTheWholeNameOfTheFile() throws Exception {
    Path told = folder.resolve("told");
    Path file = Files.createFile(folder.resolve("-a b signed.pdf"));
    List<String> mail =
        List.of("sh", "-c", "printf '%s\n' \"$@\" > '" + told + "'", "sh", "--attach");
    new DesktopOpener(List.of("false"), mail).send(file);
    assertEquals(List.of("--attach", file.toString()), Files.readAllLines(told));
    assertThrows(IOException.class, () -> of("true").send(file));
    DesktopOpener none = new DesktopOpener(List.of("true"), List.of("no-such-program"));
    assertThrows(IOException.class, () -> none.send(file));
  }
}
