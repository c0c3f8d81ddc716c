// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.workplace.Station;

/** The page of the checks, as it is reached and left. */
@WholeCase
class DoctorWindowTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  @Test
  void helpLeadsToTheChecksWhichAreToldAndCanBeCopied() throws Exception {
    try (OpenWindow shown =
        OpenWindow.of(
            folder, "en", (station, stage) -> new MainWindow(station, stage, f -> {}, () -> {}))) {
      Screen screen = shown.screen();
      ShellModel shell = shown.window().models().shell();
      shown.on(shell::enterHelp);
      screen.click("checkButton");
      assertEquals(ShellModel.Beside.DOCTOR, Screen.on(() -> shell.beside().get()));
      Screen.until("checked", () -> shown.stage().getScene().lookup("#finding-archive") != null);
      Screen.until("told", () -> summary(shown).startsWith("The checks found no failure"));
      screen.click("copy");
      String copied = Screen.on(() -> Clipboard.getSystemClipboard().getString());
      assertTrue(copied.contains("✓ Disk  "), copied);
      screen.press(KeyCode.ESCAPE);
      assertEquals(ShellModel.Beside.HELP, Screen.on(() -> shell.beside().get()));
    }
  }

  private static String summary(OpenWindow shown) {
    return ((Label) shown.stage().getScene().lookup("#summary")).getText();
  }
}
