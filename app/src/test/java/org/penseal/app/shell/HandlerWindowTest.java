// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.Step;
import org.penseal.app.help.HelpTopic;

/** What the window says where no program opens a file, and which page of the manual it opens. */
@Slow
class HandlerWindowTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  private OpenWindow open(String language) throws Exception {
    return OpenWindow.of(
        folder,
        language,
        (station, stage) ->
            new MainWindow(
                station,
                stage,
                file -> {
                  throw new IOException("no program");
                },
                () -> {}));
  }

  @Test
  void fileThatNoProgramOpensIsNamedWithItsPlace() throws Exception {
    Path file = folder.resolve("a-signed.pdf");
    try (OpenWindow shown = open("en")) {
      ShellModel shell = shown.window().models().shell();
      shown.on(() -> shown.window().open(file));
      Screen.until("told", () -> shell.notice().get().contains(file.toString()));
      String words = shown.window().texts().get("window.handler.missing", file.getFileName(), file);
      assertEquals(words, shell.notice().get());
      assertEquals(words, shown.screen().text("notice"));
      assertNull(shell.failure().get());
    }
  }

  @Test
  void fileThatNoMailProgramTakesIsNamedAndCanBeCopied() throws Exception {
    Path file = folder.resolve("a-signed.pdf");
    try (OpenWindow shown = open("en")) {
      ShellModel shell = shown.window().models().shell();
      shown.on(() -> shown.window().send(file, Navigator.Sending.MAIL));
      Screen.until("told", () -> shell.notice().get().contains(file.toString()));
      assertEquals(
          shown.window().texts().get("window.handler.no-mail", file.getFileName(), file),
          shell.notice().get());
      shown.on(() -> shown.window().send(file, Navigator.Sending.CLIPBOARD));
      assertEquals(
          List.of(file.toFile()), Screen.on(() -> Clipboard.getSystemClipboard().getFiles()));
      assertEquals(
          "a-signed.pdf is on the clipboard. Paste it into a mail or a folder.",
          shown.screen().text("notice"));
      assertNull(shell.failure().get());
    }
  }

  @Test
  void helpOpensThePageOfWhatIsShown() throws Exception {
    try (OpenWindow shown = open("en")) {
      ShellModel shell = shown.window().models().shell();
      helps(shown, HelpTopic.WORKBENCH);
      shown.on(() -> shown.window().go(Step.PLACE));
      helps(shown, HelpTopic.PLACE);
      shown.on(() -> shown.window().go(Step.IDENTIFY));
      helps(shown, HelpTopic.IDENTIFY);
      shown.on(() -> shell.step().set(Step.SIGN));
      helps(shown, HelpTopic.SIGN);
      shown.on(() -> shown.window().go(Step.REPORT));
      helps(shown, HelpTopic.REPORT);
      shown.on(() -> shell.settingsOpen().set(true));
      helps(shown, HelpTopic.SETTINGS);
      shown.on(() -> shell.settingsOpen().set(false));
      shown.on(() -> shell.devicesOpen().set(true));
      helps(shown, HelpTopic.DEVICES);
      shown.on(() -> shell.devicesOpen().set(false));
      shown.on(() -> shell.beside().set(ShellModel.Beside.VERIFICATION));
      helps(shown, HelpTopic.VERIFY);
    }
  }

  private static void helps(OpenWindow shown, HelpTopic topic) {
    ShellModel shell = shown.window().models().shell();
    shown.screen().press(KeyCode.F1);
    Screen.until("help", () -> shell.beside().get() == ShellModel.Beside.HELP);
    assertEquals(topic, shell.manual().topic().get());
    shown.on(shell::leaveHelp);
  }
}
