// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import atlantafx.base.controls.ToggleSwitch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** A walk by Tab through what the window shows, until it comes round. */
final class TabWalk {
  private static final int MOST = 60;
  private static final int AROUND = 6;

  private final String page;
  private final Screen screen;
  private final Stage stage;

  TabWalk(String page, Screen screen, Stage stage) {
    this.page = page;
    this.screen = screen;
    this.stage = stage;
  }

  /**
   * What is wrong: controls that are not reached, and stops that are not seen, have no name, or do
   * not say to a screen reader what they are.
   */
  List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    Set<Node> stops = new LinkedHashSet<>();
    WritableImage last = picture();
    for (int i = 0; i < MOST; i++) {
      screen.press(KeyCode.TAB);
      Node stop = screen.focused().orElse(null);
      if (stop == null || !stops.add(stop)) {
        break;
      }
      WritableImage before = last;
      WritableImage now = picture();
      if (Screen.on(() -> same(stop, before, now))) {
        wrong.add(page + ": the focus is not seen on " + name(stop));
      }
      if (Screen.on(() -> spoken(stop)).isBlank()) {
        wrong.add(page + ": no name for " + name(stop));
      }
      AccessibleRole role = Screen.on(stop::getAccessibleRole);
      if (!fits(role, stop)) {
        wrong.add(page + ": role " + role + " of " + name(stop));
      }
      last = now;
    }
    for (Node each : Screen.on(() -> reachable(stage.getScene().getRoot()))) {
      boolean another =
          each instanceof RadioButton radio
              && stops.stream()
                  .anyMatch(
                      stop ->
                          stop instanceof RadioButton other
                              && other.getToggleGroup() == radio.getToggleGroup());
      if (!stops.contains(each) && !another) {
        wrong.add(page + ": Tab does not reach " + name(each));
      }
    }
    return wrong;
  }

  // Of what JavaFX knows no role for, any but that of a mere part of the window.
  private static boolean fits(@Nullable AccessibleRole role, Node stop) {
    return switch (stop) {
      case CheckBox box -> role == AccessibleRole.CHECK_BOX;
      case RadioButton radio -> role == AccessibleRole.RADIO_BUTTON;
      case ToggleButton toggle -> role == AccessibleRole.TOGGLE_BUTTON;
      case ToggleSwitch toggle -> role == AccessibleRole.TOGGLE_BUTTON;
      case Button button -> role == AccessibleRole.BUTTON;
      case PasswordField field -> role == AccessibleRole.PASSWORD_FIELD;
      case TextField field -> role == AccessibleRole.TEXT_FIELD;
      default -> role != null && role != AccessibleRole.NODE && role != AccessibleRole.PARENT;
    };
  }

  private WritableImage picture() {
    Screen.frames(2);
    return Screen.on(() -> stage.getScene().snapshot(null));
  }

  private static boolean same(Node node, WritableImage a, WritableImage b) {
    Bounds box = node.localToScene(node.getBoundsInLocal());
    PixelReader first = a.getPixelReader();
    PixelReader second = b.getPixelReader();
    int right = (int) Math.min(a.getWidth(), box.getMaxX() + AROUND);
    int lower = (int) Math.min(a.getHeight(), box.getMaxY() + AROUND);
    for (int y = (int) Math.max(0, box.getMinY() - AROUND); y < lower; y++) {
      for (int x = (int) Math.max(0, box.getMinX() - AROUND); x < right; x++) {
        if (first.getArgb(x, y) != second.getArgb(x, y)) {
          return false;
        }
      }
    }
    return true;
  }

  private static String name(Node node) {
    return node.getClass().getSimpleName() + " #" + node.getId() + " " + node.getStyleClass();
  }

  private String spoken(Node node) {
    if (node.getAccessibleText() != null) {
      return node.getAccessibleText();
    }
    if (node instanceof Labeled labeled && labeled.getText() != null) {
      return labeled.getText();
    }
    return stage.getScene().getRoot().lookupAll(".label").stream()
        .filter(each -> each instanceof Label label && label.getLabelFor() == node)
        .map(each -> ((Label) each).getText())
        .findFirst()
        .orElse("");
  }

  private static List<Node> reachable(Node root) {
    List<Node> all = new ArrayList<>();
    if (!root.isVisible() || root.isDisabled()) {
      return all;
    }
    boolean control = root instanceof Control && !(root instanceof ScrollPane);
    if (control && root.isFocusTraversable() && !(root instanceof ScrollBar)) {
      all.add(root);
    }
    if (root instanceof TextInputControl || control) {
      return all; // what is inside a control is its own
    }
    if (root instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(each -> all.addAll(reachable(each)));
    }
    return all;
  }
}
