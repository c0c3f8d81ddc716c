// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.pdf.page.DemoReport;

/** Whoever closes the window during a case is asked before it ends. */
@WholeCase
class ClosingWindowTest {
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

  private List<Path> receipts() throws Exception {
    List<Path> files = List.of(folder.resolve("receipt-1.pdf"), folder.resolve("receipt-2.pdf"));
    for (Path each : files) {
      DemoReport.write(each);
      // Each is another document.
      Files.writeString(each, "\n% " + each.getFileName() + "\n", StandardOpenOption.APPEND);
    }
    return files;
  }

  private void toConsent() {
    shown.untilOpen("receipt-1.pdf");
    screen.click("next");
    shown.untilStep(Step.PLACE);
    screen.click("next");
    shown.untilStep(Step.IDENTIFY);
    screen.click("begin");
    shown.untilStage(IdentifyModel.Stage.CONSENT);
  }

  private void closeWindow() {
    shown.on(
        () ->
            shown
                .stage()
                .fireEvent(new WindowEvent(shown.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  private boolean isOpen() {
    return Screen.on(() -> shown.stage().isShowing());
  }

  private ShellModel.Asked asked() {
    Screen.until("asked", () -> models().shell().question().get() != null);
    Screen.frames(4);
    assertEquals("questionStay", screen.focused().map(Node::getId).orElse("nothing"));
    return Objects.requireNonNull(models().shell().question().get());
  }

  private void closesAndCancels() throws Exception {
    screen.click("questionAct");
    Screen.until("closed", () -> !shown.stage().isShowing());
    Screen.on(
        () -> {
          shown.window().close();
          return null;
        });
    assertEquals(
        List.of("CANCELLED"),
        shown.station().archive().cases().stream().map(c -> c.state()).toList());
  }

  @Test
  void withoutACaseItClosesAtOnce() {
    closeWindow();
    assertFalse(isOpen());
    assertNull(models().shell().question().get());
  }

  @Test
  void duringACaseItAsksAndWhoStaysGoesOn() throws Exception {
    Path file = receipts().getFirst();
    shown.on(() -> shown.window().take(List.of(file)));
    toConsent();
    closeWindow();
    assertEquals("close", asked().key());
    screen.picture("en-light-close");
    screen.press(KeyCode.ENTER);
    Screen.until("goes on", () -> models().shell().question().get() == null);
    assertTrue(isOpen());
    assertTrue(models().shell().running().get());
    closeWindow();
    asked();
    screen.press(KeyCode.ESCAPE);
    Screen.until("goes on", () -> models().shell().question().get() == null);
    assertTrue(isOpen());
    assertEquals(IdentifyModel.Stage.CONSENT, models().identify().stage().get());
    closeWindow();
    asked();
    closesAndCancels();
  }

  @Test
  void duringACaseOfAQueueItSaysWhatBecomesOfTheRest() throws Exception {
    List<Path> files = receipts();
    shown.on(() -> shown.window().take(files));
    toConsent();
    closeWindow();
    ShellModel.Asked asked = asked();
    assertEquals("close-in-queue", asked.key());
    assertEquals(List.of(0, 2), asked.facts(), "signed, and left with the one that is open");
    screen.picture("en-light-close-in-queue");
    screen.click("questionStay");
    assertTrue(isOpen());
    assertTrue(models().shell().running().get());
    assertEquals(2, models().queue().files().size());
    closeWindow();
    asked();
    closesAndCancels();
  }
}
