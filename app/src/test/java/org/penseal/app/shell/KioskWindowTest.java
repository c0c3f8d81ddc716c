// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.DialogPane;
import javafx.scene.control.PasswordField;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.guide.FxThread;
import org.penseal.app.kiosk.Kiosk;
import org.penseal.app.kiosk.KioskView;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.file.KioskCode;
import org.penseal.app.workplace.file.Policy;

/** The window that only the operator closes. */
@Slow
class KioskWindowTest {
  @TempDir Path folder;

  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
    Station.registerProvider();
  }

  private OpenWindow window(String language, Optional<KioskCode> code) throws Exception {
    return OpenWindow.of(
        folder.resolve("data"),
        language,
        (station, stage) -> {
          KioskView asks = new KioskView(stage, () -> Texts.of(language));
          new Kiosk(stage, new Policy.Kiosk(code), asks, FxThread.EXECUTOR).hold();
          return new MainWindow(station, stage, file -> {}, () -> {});
        });
  }

  private static void requestClosing(OpenWindow shown) {
    shown.on(
        () ->
            Event.fireEvent(
                shown.stage(), new WindowEvent(shown.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  private static void press(ButtonData kind, String typed) {
    Screen.on(
        () -> {
          DialogPane pane = ShownDialog.pane().orElseThrow();
          if (pane.lookup("#kioskCode") instanceof PasswordField field) {
            field.setText(typed);
          }
          ShownDialog.press(kind);
          return null;
        });
  }

  private static void picture(String name) {
    Screen.until("the dialog", () -> ShownDialog.pane().isPresent());
    new Screen(Screen.on(() -> (Stage) ShownDialog.pane().orElseThrow().getScene().getWindow()))
        .picture(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void closesForTheOperatorsCodeAlone(String language) throws Exception {
    KioskCode code = KioskCode.make("open sesame".toCharArray(), new SecureRandom());
    try (OpenWindow shown = window(language, Optional.of(code))) {
      Stage stage = shown.stage();
      assertTrue(Screen.on(stage::isFullScreen));
      shown.on(() -> stage.setFullScreen(false));
      Screen.until("it fills the screen again", stage::isFullScreen);
      requestClosing(shown);
      picture("kiosk-code-" + language);
      requestClosing(shown);
      assertEquals(1, dialogs(), "asked once");
      press(ButtonData.CANCEL_CLOSE, "");
      Screen.until("no dialog", () -> ShownDialog.pane().isEmpty());
      assertTrue(Screen.on(stage::isShowing), "the operator stays");
      requestClosing(shown);
      press(ButtonData.OK_DONE, "open sesam");
      String wrong = Texts.of(language).get("window.kiosk.wrong");
      Screen.until(
          "told",
          () -> ShownDialog.pane().filter(pane -> wrong.equals(pane.getHeaderText())).isPresent());
      assertTrue(Screen.on(stage::isShowing));
      press(ButtonData.OK_DONE, "open sesame");
      Screen.until("closed", () -> !stage.isShowing());
      assertFalse(ShownDialog.pane().isPresent());
    }
  }

  @Test
  void withFilesThatWaitTheWindowStillAsksAndIsHeldAgain() throws Exception {
    KioskCode code = KioskCode.make("open sesame".toCharArray(), new SecureRandom());
    try (OpenWindow shown = window("en", Optional.of(code))) {
      ShellModel shell = shown.window().models().shell();
      shown.on(() -> shown.window().models().queue().add(List.of(folder.resolve("a.pdf"))));
      requestClosing(shown);
      Screen.until("the code", () -> ShownDialog.pane().isPresent());
      press(ButtonData.OK_DONE, "open sesame");
      Screen.until("asked", () -> shell.question().get() != null);
      assertEquals("close-queue", Screen.on(() -> shell.question().get().key()));
      shown.screen().click("questionStay");
      Screen.until("stays", () -> shell.question().get() == null);
      assertTrue(Screen.on(shown.stage()::isShowing));
      requestClosing(shown);
      Screen.until("the code again", () -> ShownDialog.pane().isPresent());
      press(ButtonData.OK_DONE, "open sesame");
      Screen.until("asked again", () -> shell.question().get() != null);
      shown.screen().click("questionAct");
      Screen.until("closed", () -> !shown.stage().isShowing());
    }
  }

  private static int dialogs() {
    return Screen.on(
        () ->
            (int)
                List.copyOf(Window.getWindows()).stream()
                    .filter(each -> each.isShowing())
                    .filter(each -> each.getScene().getRoot() instanceof DialogPane)
                    .count());
  }

  @Test
  void withoutACodeItIsNotClosedFromHere() throws Exception {
    try (OpenWindow shown = window("en", Optional.empty())) {
      requestClosing(shown);
      picture("kiosk-no-code");
      press(ButtonData.CANCEL_CLOSE, "");
      Screen.until("no dialog", () -> ShownDialog.pane().isEmpty());
      assertTrue(Screen.on(shown.stage()::isShowing));
      requestClosing(shown);
      Screen.until("told again", () -> ShownDialog.pane().isPresent());
      press(ButtonData.CANCEL_CLOSE, "");
      Screen.until("no dialog", () -> ShownDialog.pane().isEmpty());
    }
  }
}
