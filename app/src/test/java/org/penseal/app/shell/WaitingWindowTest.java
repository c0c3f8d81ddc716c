// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.pdf.page.DemoReport;

/** Documents that take long to open, cancelled by the button and by Escape. */
@Slow
class WaitingWindowTest {
  // Its digest takes many minutes; as a sparse file it takes no room.
  private static final long HUGE = 256L << 30;

  @TempDir Path folder;

  private OpenWindow shown;
  private Screen screen;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  @BeforeEach
  void open() throws Exception {
    shown =
        OpenWindow.of(
            folder.resolve("data"),
            "en",
            (station, stage) -> new MainWindow(station, stage, file -> {}, () -> {}));
    screen = shown.screen();
  }

  @AfterEach
  void close() {
    shown.close();
  }

  private WindowModels models() {
    return shown.window().models();
  }

  private Path huge() throws Exception {
    Path file = folder.resolve("huge.pdf");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.writeBytes("%PDF-1.7");
      sparse.setLength(HUGE);
    }
    return file;
  }

  private void begin(Path file) {
    shown.on(() -> shown.window().take(List.of(file)));
    Screen.until("told", () -> models().shell().waiting().shown().get() != null);
    Screen.frames(6);
  }

  private void nothingIsOpen() {
    Screen.until("ended", () -> models().shell().waiting().shown().get() == null);
    Screen.until("no thread", () -> !isReading());
    Screen.frames(4);
    assertNull(models().document().opened().get());
    assertNull(models().shell().failure().get());
    assertFalse(screen.sees("waitingCancel"));
  }

  private static boolean isReading() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(each -> each.getName().equals("open"));
  }

  @Test
  void documentThatTakesLongIsToldAndCancelledByItsButton() throws Exception {
    begin(huge());
    assertEquals("Opening huge.pdf…", screen.text("waitingWords"));
    screen.picture("en-light-waiting");
    assertEquals(List.of(), new TabWalk("waiting", screen, shown.stage()).wrong());
    screen.click("waitingCancel");
    nothingIsOpen();
    Path small = folder.resolve("small.pdf");
    DemoReport.write(small);
    shown.on(() -> shown.window().take(List.of(small)));
    shown.untilOpen("small.pdf");
  }

  @Test
  void escapeCancelsItAndEnterDoesNot() throws Exception {
    begin(huge());
    assertFalse(
        "waitingCancel".equals(screen.focused().map(Node::getId).orElse("")),
        "who goes on by Enter cancels nothing");
    screen.press(KeyCode.ENTER);
    screen.press(KeyCode.CONTROL, KeyCode.O);
    screen.press(KeyCode.F1);
    assertTrue(screen.sees("waitingCancel"));
    assertEquals(ShellModel.Beside.NOTHING, models().shell().beside().get());
    screen.press(KeyCode.ESCAPE);
    nothingIsOpen();
  }

  @Test
  void anotherDocumentTakesThePlaceOfTheOneThatIsBeingOpened() throws Exception {
    begin(huge());
    Path small = folder.resolve("small.pdf");
    DemoReport.write(small);
    shown.on(() -> shown.window().open(small, null));
    shown.untilOpen("small.pdf");
    assertNull(models().shell().waiting().shown().get());
    Screen.until("no thread", () -> !isReading());
    assertEquals(small, models().document().opened().get().file());
  }
}
