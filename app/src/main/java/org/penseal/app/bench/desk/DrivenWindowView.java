// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.desk;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.penseal.app.guide.PixelsView;

/**
 * Works in a window by its controls, as a person does; of what is behind them it knows nothing. On
 * any thread but JavaFX's.
 */
final class DrivenWindowView {
  private static final int GLANCE = 8;

  private final Stage stage;
  private int actions;

  DrivenWindowView(Stage stage) {
    this.stage = stage;
  }

  /** Clicks and keys until now. */
  int actions() {
    return actions;
  }

  /** Waits for a button that can be pressed, and presses it. */
  void press(String id) throws InterruptedException {
    ScreenThread.until(id, () -> seen(id).filter(node -> !node.isDisabled()));
    ScreenThread.on(
        () -> {
          ((ButtonBase) seen(id).orElseThrow()).fire();
          return null;
        });
    actions++;
  }

  /** Waits until a control can be seen. */
  void await(String id) throws InterruptedException {
    ScreenThread.until(id, () -> seen(id));
  }

  /** Waits until a page is drawn, and until the eye can see it. */
  void awaitPage() throws InterruptedException {
    ScreenThread.until("a page", 5, this::page);
    ScreenThread.frames(1);
  }

  /** Turns to the next screen, and leaves the eye time for what it brings. */
  void pageDown() throws InterruptedException {
    ScreenThread.on(
        () -> {
          Node target = Optional.ofNullable(stage.getScene().getFocusOwner()).orElseThrow();
          KeyCode key = KeyCode.PAGE_DOWN;
          target.fireEvent(
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
          return null;
        });
    ScreenThread.frames(GLANCE);
    actions++;
  }

  /** The words in a field. */
  String text(String id) {
    return ScreenThread.on(() -> ((TextInputControl) seen(id).orElseThrow()).getText());
  }

  /** Gives a control the focus. */
  void focus(String id) throws InterruptedException {
    await(id);
    ScreenThread.on(
        () -> {
          seen(id).orElseThrow().requestFocus();
          return null;
        });
  }

  // Thumbnails are pictures of another class.
  private Optional<Node> page() {
    return stage.getScene().getRoot().lookupAll(".image-view").stream()
        .filter(each -> each instanceof PixelsView view && view.getImage() != null)
        .filter(DrivenWindowView::isShown)
        .findFirst();
  }

  private Optional<Node> seen(String id) {
    return stage.getScene().getRoot().lookupAll("#" + id).stream()
        .filter(DrivenWindowView::isShown)
        .findFirst();
  }

  private static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }
}
