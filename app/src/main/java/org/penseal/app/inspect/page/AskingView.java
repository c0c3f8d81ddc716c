// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A card over the window that asks for something; the window's Escape leaves it. */
public abstract class AskingView extends StackPane {
  /** An empty card. */
  protected AskingView() {
    getStyleClass().add("veil");
  }

  /** What stands on the card; scrolled where the window is too low for it. */
  final void card(Node... all) {
    getChildren().setAll(new CardView(new VBox(12, all)));
  }

  /** Puts on the card what FXML filled it with. */
  final void card() {
    card(getChildren().toArray(Node[]::new));
  }

  /** As high as its words need, if there is room. */
  private static final class CardView extends StackPane {
    private final VBox words;

    CardView(VBox words) {
      this.words = words;
      ScrollPane scroll = new ScrollPane(words);
      scroll.setFitToWidth(true);
      scroll.setFocusTraversable(false);
      scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
      scroll.getStyleClass().add("plain-scroll");
      getStyleClass().addAll("problem", "question", "asking");
      setMaxHeight(USE_PREF_SIZE);
      getChildren().add(scroll);
    }

    @Override
    public Orientation getContentBias() {
      return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
      double inner = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset();
      return snappedTopInset() + words.prefHeight(inner) + snappedBottomInset() + 2;
    }
  }

  static Label line(String words, String style) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
