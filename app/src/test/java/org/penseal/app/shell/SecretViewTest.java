// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.DialogPane;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.Slow;
import org.penseal.app.settings.SecretView;
import org.penseal.app.text.Texts;

/** What a workplace asks for before its window opens. */
@Slow
class SecretViewTest {
  @BeforeAll
  static void toolkit() throws InterruptedException {
    Toolkit.start();
  }

  private static Stage window() {
    return Screen.on(
        () -> {
          Stage stage = new Stage();
          stage.setScene(new Scene(new StackPane(), 600, 400));
          stage.show();
          return stage;
        });
  }

  private static CompletableFuture<Optional<char[]>> asked(Stage window, String language) {
    CompletableFuture<Optional<char[]>> answer = new CompletableFuture<>();
    SecretView view = new SecretView(window, () -> Texts.of(language));
    Platform.runLater(() -> answer.complete(view.ask("station.secret")));
    Screen.until("the dialog", () -> ShownDialog.pane().isPresent());
    assertEquals(window, Screen.on(() -> owner(ShownDialog.pane().orElseThrow())));
    return answer;
  }

  private static Window owner(DialogPane pane) {
    return ((Stage) pane.getScene().getWindow()).getOwner();
  }

  private static void press(ButtonData kind, String typed) {
    Screen.on(
        () -> {
          DialogPane pane = ShownDialog.pane().orElseThrow();
          ((PasswordField) pane.lookup("#secret")).setText(typed);
          ShownDialog.press(kind);
          return null;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void givesWhatWasTyped(String language) throws Exception {
    Stage window = window();
    CompletableFuture<Optional<char[]>> answer = asked(window, language);
    press(ButtonData.OK_DONE, "one two");
    assertArrayEquals("one two".toCharArray(), answer.get(60, TimeUnit.SECONDS).orElseThrow());
    close(window);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void nobodyAnsweredWhereItIsCancelledOrEmpty(String language) throws Exception {
    Stage window = window();
    CompletableFuture<Optional<char[]>> cancelled = asked(window, language);
    press(ButtonData.CANCEL_CLOSE, "one");
    assertEquals(Optional.empty(), cancelled.get(60, TimeUnit.SECONDS));
    CompletableFuture<Optional<char[]>> empty = asked(window, language);
    press(ButtonData.OK_DONE, "");
    assertEquals(Optional.empty(), empty.get(60, TimeUnit.SECONDS));
    close(window);
  }

  private static void close(Stage window) {
    Screen.on(
        () -> {
          window.close();
          return null;
        });
  }
}
