// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.pdf.bench.BenchDocument;

/** What is asked for before the archive is open. */
@Slow
class EarlyWishWindowTest {
  @TempDir Path folder;

  private @Nullable Stage stage;
  private @Nullable WindowFrame frame;
  private @Nullable OpenWindow filled;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void frameAlone() {
    Stage fresh = Screen.on(Stage::new);
    stage = fresh;
    frame =
        Screen.on(
            () -> {
              WindowFrame made = new WindowFrame(fresh, folder);
              made.show(Workplace.EMPTY);
              return made;
            });
    Screen.frames(4);
  }

  @AfterEach
  void close() {
    if (filled != null) {
      filled.close();
    }
  }

  private Screen screen() {
    return new Screen(Objects.requireNonNull(stage));
  }

  private WindowModels models() {
    return Objects.requireNonNull(frame).models();
  }

  private OpenWindow fill() throws Exception {
    Stage shown = Objects.requireNonNull(stage);
    WindowFrame empty = Objects.requireNonNull(frame);
    Station station = Station.open(Settings.in(folder));
    MainWindow window =
        Screen.on(
            () -> {
              MainWindow made = new MainWindow(station, empty, file -> {}, () -> {});
              made.show();
              return made;
            });
    filled = new OpenWindow(station, shown, window, screen());
    return filled;
  }

  private boolean drop(Path file) {
    ClipboardContent content = new ClipboardContent();
    content.putFiles(List.of(file.toFile()));
    return screen().drop("content", content);
  }

  @Test
  void f1ShowsHelpOnceTheWindowIsFilled() throws Exception {
    screen().press(KeyCode.F1);
    fill();
    untilHelp();
  }

  @Test
  void helpButtonDoesToo() throws Exception {
    screen().click("helpButton");
    fill();
    untilHelp();
  }

  private void untilHelp() {
    Screen.until("help", () -> models().shell().beside().get() == ShellModel.Beside.HELP);
  }

  @Test
  void droppedFileIsOpenedAndWhatIsPressedBesidesIsForgotten() throws Exception {
    assertTrue(drop(BenchDocument.text(folder.resolve("a.pdf"), 1)));
    screen().press(KeyCode.F1);
    fill().untilOpen("a.pdf");
    assertEquals(ShellModel.Beside.NOTHING, models().shell().beside().get());
  }

  @Test
  void droppedFileIsVerifiedWhereThatWasPressedBefore() throws Exception {
    screen().click("verifyButton");
    assertTrue(drop(BenchDocument.text(folder.resolve("a.pdf"), 1)));
    fill();
    Screen.until("brought", () -> models().inspect().files().size() == 1);
    assertNull(models().document().opened().get());
  }

  /** Without a screen the toolkit has no dialog of files: it says so to whoever asks for one. */
  @Test
  void controlOAsksForAFile() throws Exception {
    AtomicReference<@Nullable Throwable> told = new AtomicReference<>();
    Thread.UncaughtExceptionHandler before =
        Screen.on(
            () -> {
              Thread thread = Thread.currentThread();
              Thread.UncaughtExceptionHandler known = thread.getUncaughtExceptionHandler();
              thread.setUncaughtExceptionHandler((where, failure) -> told.set(failure));
              return known;
            });
    try {
      screen().press(KeyCode.CONTROL, KeyCode.O);
      assertNull(told.get());
      fill();
      Screen.until("asked for a file", () -> told.get() != null);
      StackTraceElement[] trace = Objects.requireNonNull(told.get()).getStackTrace();
      assertTrue(
          Arrays.stream(trace)
              .anyMatch(each -> each.getClassName().equals(FileChooser.class.getName())),
          () -> Arrays.toString(trace));
    } finally {
      Screen.on(
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler(before);
            return null;
          });
    }
  }
}
