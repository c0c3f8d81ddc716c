// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.desk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/**
 * Works in a window by its controls, as a person does; of what is behind them it knows nothing. On
 * any thread but JavaFX's.
 */
final class DrivenWindowView {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int GLANCE = 8;

  private final Stage stage;
  private int actions;

  DrivenWindowView(Stage stage) {
    this.stage = stage;
  }

  /** Does something on the screen's thread and waits for it. */
  static <T> T on(Callable<T> action) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(action.call());
          } catch (Throwable e) { // whoever waits is told
            done.completeExceptionally(e);
          }
        });
    return done.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Clicks and keys until now. */
  int actions() {
    return actions;
  }

  /** Waits for a button that can be pressed, and presses it. */
  void press(String id) throws InterruptedException {
    until(id, () -> seen(id).filter(node -> !node.isDisabled()));
    on(
        () -> {
          ((ButtonBase) seen(id).orElseThrow()).fire();
          return null;
        });
    actions++;
  }

  /** Waits until a control can be seen. */
  void await(String id) throws InterruptedException {
    until(id, () -> seen(id));
  }

  /** Turns to the next screen, and leaves the eye time for what it brings. */
  void pageDown() throws InterruptedException {
    on(
        () -> {
          Node target = Optional.ofNullable(stage.getScene().getFocusOwner()).orElseThrow();
          KeyCode key = KeyCode.PAGE_DOWN;
          target.fireEvent(
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
          return null;
        });
    frames(GLANCE);
    actions++;
  }

  /** The words in a field. */
  String text(String id) {
    return on(() -> ((TextInputControl) seen(id).orElseThrow()).getText());
  }

  /** Gives a control the focus. */
  void focus(String id) throws InterruptedException {
    await(id);
    on(
        () -> {
          seen(id).orElseThrow().requestFocus();
          return null;
        });
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

  private static void until(String what, Callable<Optional<Node>> there)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (on(there).isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the window does not show " + what);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static void frames(int count) throws InterruptedException {
    CompletableFuture<Void> drawn = new CompletableFuture<>();
    AnimationTimer timer =
        new AnimationTimer() {
          private int left = count;

          @Override
          public void handle(long now) {
            if (--left <= 0) {
              stop();
              drawn.complete(null);
            }
          }
        };
    Platform.runLater(timer::start);
    drawn.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
