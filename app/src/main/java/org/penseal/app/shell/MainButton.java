// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;

/** The button of a page that goes on: of the style class {@code main}. */
final class MainButton {
  private static final String STYLE = "main";

  private MainButton() {}

  /** The first one that can be seen and pressed. */
  static Optional<Button> of(Node root) {
    if (!root.isVisible() || root.isDisabled()) {
      return Optional.empty();
    }
    if (root instanceof Button button && button.getStyleClass().contains(STYLE)) {
      return Optional.of(button);
    }
    return root instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .map(MainButton::of)
            .flatMap(Optional::stream)
            .findFirst()
        : Optional.empty();
  }
}
