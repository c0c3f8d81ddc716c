// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Labeled;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.paint.Color;
import javafx.scene.robot.Robot;
import javafx.scene.transform.Transform;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/** A person before the window: looks, clicks, drags, waits, and takes pictures. */
final class Screen {
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final Stage stage;
  private final Robot robot;
  private int actions;

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
    return on(() -> ((Labeled) find(id)).getText());
  }

  /** Waits for a control and clicks it. */
  void click(String id) {
    until(id, () -> look(id).filter(n -> !n.isDisabled()).isPresent());
    frames(2);
    actions++;
    on(
        () -> {
          click(find(id));
          return null;
        });
  }

  /** Waits for a node of a style class that fits, and clicks it. */
  void click(String style, Predicate<Node> which) {
    until(style, () -> styled(style, which).isPresent());
    frames(2);
    actions++;
    on(
        () -> {
          click(styled(style, which).orElseThrow());
          return null;
        });
  }

  private Optional<Node> styled(String style, Predicate<Node> which) {
    return scene().getRoot().lookupAll("." + style).stream()
        .filter(Screen::seen)
        .filter(which)
        .findFirst();
  }

  // On the JavaFX thread.
  private void click(Node node) {
    robot.mouseMove(middle(node));
    robot.mouseClick(MouseButton.PRIMARY);
  }

  /** Opens the menu of a button, or the list of a choice, and clicks what has these words in it. */
  void choose(String id, String words) {
    click(id);
    until(words, () -> listed(words).isPresent());
    frames(2);
    actions++;
    on(
        () -> {
          click(listed(words).orElseThrow());
          return null;
        });
    frames(2);
  }

  private static Optional<Node> listed(String words) {
    return List.copyOf(Window.getWindows()).stream()
        .filter(each -> each instanceof PopupWindow && each.isShowing())
        .flatMap(each -> each.getScene().getRoot().lookupAll(".menu-item").stream())
        .filter(
            each ->
                each.lookupAll(".label").stream()
                    .anyMatch(label -> ((Labeled) label).getText().contains(words)))
        .findFirst();
  }

  /** Clicks and keys of the person until now; a choice from a list is two clicks. */
  int actions() {
    return actions;
  }

  /** Presses keys together, the last one last. */
  void press(KeyCode... keys) {
    frames(1);
    actions++;
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
    wheel(id, notches, false);
  }

  /** The same while Ctrl is held. */
  void wheelWithControl(String id, int notches) {
    wheel(id, notches, true);
  }

  private void wheel(String id, int notches, boolean control) {
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
                  control,
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

  /**
   * Drags something to the middle of a control and drops it. It begins at the program's name: the
   * toolkit without a screen drags nothing from one window to another.
   *
   * @return whether it was taken
   */
  boolean drop(String id, ClipboardContent content) {
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    Node source = on(() -> styled("brand", each -> true).orElseThrow());
    source.setOnDragDetected(
        e -> {
          source.startDragAndDrop(TransferMode.COPY).setContent(content);
          e.consume();
        });
    // Without a screen the toolkit tells the source that it was taken, whoever took it.
    EventHandler<DragEvent> dropped = e -> taken.complete(e.isDropCompleted());
    scene().addEventHandler(DragEvent.DRAG_DROPPED, dropped);
    Point2D from = on(() -> middle(source));
    Point2D to = on(() -> middle(find(id)));
    on(
        () -> {
          robot.mouseMove(from);
          robot.mousePress(MouseButton.PRIMARY);
          return null;
        });
    // Not waited for: what is dragged has a loop of events of its own until it is dropped.
    for (Point2D at : List.of(from.add(12, 4), from.midpoint(to), to, to.add(1, 1))) {
      Platform.runLater(() -> robot.mouseMove(at));
      frames(3);
    }
    Platform.runLater(() -> robot.mouseRelease(MouseButton.PRIMARY));
    frames(4);
    source.setOnDragDetected(null);
    scene().removeEventHandler(DragEvent.DRAG_DROPPED, dropped);
    actions++;
    return taken.getNow(false);
  }

  private static Point2D middle(Node node) {
    Bounds box = node.localToScreen(node.getBoundsInLocal());
    return new Point2D(box.getCenterX(), box.getCenterY());
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

  /**
   * Takes a picture of the window, with the lists that are open, as a screen shows it that has so
   * many pixels for each.
   */
  void picture(String name, double scale) {
    frames(12);
    on(
        () -> {
          Files.createDirectories(PICTURES);
          SnapshotParameters enlarged = new SnapshotParameters();
          enlarged.setTransform(Transform.scale(scale, scale));
          SnapshotParameters list = new SnapshotParameters();
          list.setTransform(Transform.scale(scale, scale));
          list.setFill(Color.TRANSPARENT);
          BufferedImage image =
              SwingFXUtils.fromFXImage(
                  scale == 1 ? scene().snapshot(null) : scene().getRoot().snapshot(enlarged, null),
                  null);
          Graphics2D over = image.createGraphics();
          for (Window each : List.copyOf(Window.getWindows())) {
            if (each instanceof PopupWindow && each.isShowing()) {
              double x = each.getX() - scene().getWindow().getX() - scene().getX();
              double y = each.getY() - scene().getWindow().getY() - scene().getY();
              over.drawImage(
                  SwingFXUtils.fromFXImage(each.getScene().getRoot().snapshot(list, null), null),
                  (int) (x * scale),
                  (int) (y * scale),
                  null);
            }
          }
          over.dispose();
          ImageIO.write(image, "png", PICTURES.resolve(name + ".png").toFile());
          return null;
        });
  }
}
