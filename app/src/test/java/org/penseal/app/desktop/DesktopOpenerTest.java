// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
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
    new DesktopOpener(List.of("true")).open(folder);
    assertThrows(IOException.class, () -> new DesktopOpener(List.of("false")).open(folder));
    assertThrows(
        IOException.class, () -> new DesktopOpener(List.of("no-such-program")).open(folder));
  }
}
