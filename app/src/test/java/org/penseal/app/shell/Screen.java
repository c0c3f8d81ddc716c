// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.robot.Robot;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** A person before the window: looks, clicks, drags, waits, and takes pictures. */
final class Screen {
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final Stage stage;
  private final Robot robot;

  Screen(Stage stage) {
    this.stage = stage;
    this.robot = on(Robot::new);
  }

  static <T> T on(Callable<T> action) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(action.call());
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    return done.orTimeout(300, TimeUnit.SECONDS).join();
  }

  /** Waits until it is so, asking once a frame. */
  static void until(String what, BooleanSupplier so) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            try {
              if (so.getAsBoolean()) {
                done.complete(null);
              }
            } catch (RuntimeException | AssertionError e) {
              done.completeExceptionally(e);
            }
          }
        };
    Platform.runLater(timer::start);
    try {
      done.get(300, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("waited in vain: " + what, e);
    } finally {
      Platform.runLater(timer::stop);
    }
  }

  private Scene scene() {
    return stage.getScene();
  }

  /** A control that can be seen. */
  private Optional<Node> look(String id) {
    return scene().getRoot().lookupAll("#" + id).stream().filter(Screen::seen).findFirst();
  }

  private Node find(String id) {
    return look(id).orElseThrow();
  }

  private static boolean seen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** Whether a control can be seen. */
  boolean sees(String id) {
    return on(() -> look(id).isPresent());
  }

  /** The words of a label. */
  String text(String id) {
    return on(() -> ((javafx.scene.control.Labeled) find(id)).getText());
  }

  /** Waits for a control and clicks it. */
  void click(String id) {
    until(id, () -> look(id).filter(n -> !n.isDisabled()).isPresent());
    frames(2);
    on(
        () -> {
          Bounds box = find(id).localToScreen(find(id).getBoundsInLocal());
          robot.mouseMove(box.getCenterX(), box.getCenterY());
          robot.mouseClick(MouseButton.PRIMARY);
          return null;
        });
  }

  /** Presses keys together, the last one last. */
  void press(KeyCode... keys) {
    frames(1);
    on(
        () -> {
          for (KeyCode key : keys) {
            robot.keyPress(key);
          }
          for (int i = keys.length - 1; i >= 0; i--) {
            robot.keyRelease(keys[i]);
          }
          return null;
        });
    frames(1);
  }

  /** Types into the control that has the focus: letters, figures and spaces. */
  void type(String text) {
    for (char each : text.toUpperCase(Locale.ROOT).toCharArray()) {
      press(each == ' ' ? KeyCode.SPACE : KeyCode.getKeyCode(String.valueOf(each)));
    }
  }

  /**
   * Turns the wheel over a control, down for more than 0. The event is made here: the robot's wheel
   * does not arrive without a screen.
   */
  void wheel(String id, int notches) {
    on(
        () -> {
          Node node = look(id).orElseThrow();
          double pixels = -40.0 * notches;
          node.fireEvent(
              new ScrollEvent(
                  ScrollEvent.SCROLL,
                  0,
                  0,
                  0,
                  0,
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  0,
                  pixels,
                  0,
                  pixels,
                  ScrollEvent.HorizontalTextScrollUnits.NONE,
                  0,
                  ScrollEvent.VerticalTextScrollUnits.LINES,
                  notches,
                  0,
                  new PickResult(node, 0, 0)));
          return null;
        });
    frames(2);
  }

  /** The control that has the focus. */
  Optional<Node> focused() {
    return on(() -> Optional.ofNullable(scene().getFocusOwner()));
  }

  /** Focuses a control. */
  void focus(String id) {
    on(
        () -> {
          find(id).requestFocus();
          return null;
        });
    frames(1);
  }

  /** Makes the window this large. */
  void size(double width, double height) {
    on(
        () -> {
          stage.setWidth(width);
          stage.setHeight(height);
          return null;
        });
    frames(8);
  }

  /** Drags over a control, in parts of its size. */
  void drag(String id, double fromX, double fromY, double toX, double toY) {
    on(
        () -> {
          robot.mouseMove(at(id, fromX, fromY));
          robot.mousePress(MouseButton.PRIMARY);
          return null;
        });
    for (int step = 1; step <= 5; step++) {
      double part = step / 5.0;
      on(
          () -> {
            robot.mouseMove(at(id, fromX + (toX - fromX) * part, fromY + (toY - fromY) * part));
            return null;
          });
    }
    on(
        () -> {
          robot.mouseRelease(MouseButton.PRIMARY);
          return null;
        });
  }

  /**
   * Drags from a point of a control, in parts of its size, so many pixels to the right and down.
   */
  void dragBy(String id, double fromX, double fromY, double right, double down) {
    Point2D from =
        on(
            () -> {
              Point2D begin = at(id, fromX, fromY);
              robot.mouseMove(begin);
              robot.mousePress(MouseButton.PRIMARY);
              return begin;
            });
    for (int step = 1; step <= 5; step++) {
      double part = step / 5.0;
      on(
          () -> {
            robot.mouseMove(from.add(right * part, down * part));
            return null;
          });
      frames(1);
    }
    on(
        () -> {
          robot.mouseRelease(MouseButton.PRIMARY);
          return null;
        });
    frames(2);
  }

  private Point2D at(String id, double x, double y) {
    Bounds box = find(id).localToScreen(find(id).getBoundsInLocal());
    return new Point2D(box.getMinX() + x * box.getWidth(), box.getMinY() + y * box.getHeight());
  }

  /** Lets some frames be drawn. */
  static void frames(int count) {
    int[] left = {count};
    until("frames", () -> left[0]-- <= 0);
  }

  /** Takes a picture of the window. */
  void picture(String name) {
    picture(name, 1);
  }

  /** Takes a picture of the window as a screen shows it that has so many pixels for each. */
  void picture(String name, double scale) {
    frames(12);
    on(
        () -> {
          Files.createDirectories(PICTURES);
          SnapshotParameters enlarged = new SnapshotParameters();
          enlarged.setTransform(Transform.scale(scale, scale));
          var image =
              SwingFXUtils.fromFXImage(
                  scale == 1 ? scene().snapshot(null) : scene().getRoot().snapshot(enlarged, null),
                  null);
          ImageIO.write(image, "png", PICTURES.resolve(name + ".png").toFile());
          return null;
        });
  }
}
