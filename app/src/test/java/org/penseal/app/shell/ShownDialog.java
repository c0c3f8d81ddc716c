// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.DialogPane;
import javafx.stage.Window;

/** The dialog that is shown; on the JavaFX thread. */
final class ShownDialog {
  private ShownDialog() {}

  static Optional<DialogPane> pane() {
    return List.copyOf(Window.getWindows()).stream()
        .filter(Window::isShowing)
        .map(window -> window.getScene().getRoot())
        .filter(DialogPane.class::isInstance)
        .map(DialogPane.class::cast)
        .findFirst();
  }

  /** Presses its button of a kind. */
  static void press(ButtonData kind) {
    DialogPane pane = pane().orElseThrow();
    pane.getButtonTypes().stream()
        .filter(each -> each.getButtonData() == kind)
        .forEach(each -> ((Button) pane.lookupButton(each)).fire());
  }
}
