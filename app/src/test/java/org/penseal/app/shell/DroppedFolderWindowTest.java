// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.pdf.page.DemoReport;

/**
 * Dropped files of a drive that does not answer: that is told, and need not be waited for. In place
 * of the drive a pipe, which whoever opens it waits for as well.
 */
@Slow
@SuppressWarnings("NullAway.Init") // each test opens its window
class DroppedFolderWindowTest {
  @TempDir Path folder;

  private Path pipe;
  private Path report;
  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void open() throws Exception {
    pipe = folder.resolve("drive.pdf");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    report = folder.resolve("report.pdf");
    DemoReport.write(report);
    shown =
        OpenWindow.of(
            folder.resolve("data"),
            "en",
            (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
    screen = shown.screen();
  }

  @AfterEach
  void close() throws Exception {
    shown.close();
    if (Files.exists(pipe)) {
      answer("");
    }
  }

  private WindowModels models() {
    return shown.window().models();
  }

  // Whoever opens the pipe to read it goes on; nobody may be there any more.
  private void answer(String words) throws Exception {
    Process writer =
        new ProcessBuilder("timeout", "5", "sh", "-c", "cat > \"$0\"", pipe.toString()).start();
    try (OutputStream out = writer.getOutputStream()) {
      out.write(words.getBytes(StandardCharsets.US_ASCII));
    }
    writer.waitFor(10, TimeUnit.SECONDS);
  }

  private void drop() {
    shown.on(() -> shown.window().take(List.of(pipe, report)));
    Screen.until("told", () -> models().shell().waiting().shown().get() != null);
    Screen.frames(6);
    assertEquals("Looking through drive.pdf…", screen.text("waitingWords"));
  }

  private void nothingIsTaken() {
    Screen.until("ended", () -> models().shell().waiting().shown().get() == null);
    Screen.frames(10);
    assertFalse(screen.sees("waitingCancel"));
    assertEquals(List.of(), models().queue().files());
    assertNull(models().document().opened().get());
    assertNull(models().shell().failure().get());
  }

  @Test
  void cancelledNothingIsTakenAlsoWhenTheDriveAnswersLater() throws Exception {
    drop();
    screen.picture("en-light-waiting-folder");
    screen.click("waitingCancel");
    nothingIsTaken();
    answer("%PDF-1.7");
    nothingIsTaken();
  }

  @Test
  void escapeCancelsIt() {
    drop();
    screen.press(KeyCode.ESCAPE);
    nothingIsTaken();
  }

  @Test
  void answeredAllFilesAreTaken() throws Exception {
    drop();
    answer("%PDF-1.7");
    Screen.until("taken", () -> models().queue().files().size() == 2);
    assertNull(models().shell().waiting().shown().get());
    assertFalse(screen.sees("waitingCancel"));
  }
}
