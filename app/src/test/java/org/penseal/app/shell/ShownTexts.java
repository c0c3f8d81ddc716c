// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import javafx.stage.Window;

/**
 * The texts that are on the screen with the colours that the theme gave them, those within controls
 * too, and how much each stands out from its ground. On the JavaFX thread.
 */
final class ShownTexts {
  private final double least;
  private final Set<String> weak = new LinkedHashSet<>();
  private int count;

  /**
   * @param least contrast of a text that stands out enough (WCAG 2.2, 1.4.3)
   */
  ShownTexts(double least) {
    this.least = least;
  }

  /** Looks at every window, also at the lists that are open. */
  void look(String page) {
    for (Window each : List.copyOf(Window.getWindows())) {
      if (each.isShowing() && each.getScene() != null) {
        each.getScene().getRoot().applyCss();
        look(page, each.getScene().getRoot(), color(each.getScene().getFill()));
      }
    }
  }

  /** How many texts there were. */
  int count() {
    return count;
  }

  /** Those that do not stand out enough. */
  List<String> weak() {
    return List.copyOf(weak);
  }

  // What is disabled need not stand out, and cannot be read for want of room where it is hidden.
  private void look(String page, Node node, Color below) {
    if (!node.isVisible() || node.isDisabled() || node.getOpacity() == 0) {
      return;
    }
    // The mark of the signature lies on the paper of a page, which is beside it among the nodes.
    Color ground = node.getStyleClass().contains("place-mark") ? Color.WHITE : below;
    if (node instanceof Region region && region.getBackground() != null) {
      for (BackgroundFill fill : region.getBackground().getFills()) {
        ground = Contrast.over(color(fill.getFill()), ground);
      }
    }
    if (node instanceof Text text && !text.getText().isBlank()) {
      count++;
      double found = Contrast.of(Contrast.over(color(text.getFill()), ground), ground);
      if (found < least) {
        weak.add(
            String.format(
                Locale.ROOT, "%s: %.2f \"%s\" in %s", page, found, text.getText(), where(text)));
      }
    }
    if (node instanceof Parent parent) {
      for (Node each : parent.getChildrenUnmodifiable()) {
        look(page, each, ground);
      }
    }
  }

  private static String where(Node node) {
    Deque<String> path = new ArrayDeque<>();
    for (Node at = node.getParent(); at != null && path.size() < 3; at = at.getParent()) {
      path.addFirst(
          String.join(".", at.getStyleClass()) + (at.getId() == null ? "" : "#" + at.getId()));
    }
    return String.join(" > ", path);
  }

  private static Color color(Paint paint) {
    return switch (paint) {
      case Color color -> color;
      case LinearGradient gradient -> gradient.getStops().getFirst().getColor();
      case null, default -> Color.TRANSPARENT;
    };
  }
}
