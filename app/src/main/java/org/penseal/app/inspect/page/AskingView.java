// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A card over a page that asks for something; Escape leaves it. */
public abstract class AskingView extends StackPane {
  private static final double WIDTH = 620;

  /** Not seen yet. */
  protected AskingView() {
    getStyleClass().add("veil");
    setVisible(false);
  }

  /** What stands on the card; scrolled where the window is too low for it. */
  final void card(Node... all) {
    VBox card = new VBox(12, all);
    ScrollPane scroll = new ScrollPane(card);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("plain-scroll");
    StackPane frame = new StackPane(scroll);
    frame.getStyleClass().addAll("problem", "question");
    frame.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    getChildren().setAll(frame);
  }

  /** What Escape does. */
  final void escape(Runnable leave) {
    setOnKeyPressed(
        (KeyEvent event) -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            leave.run();
            event.consume();
          }
        });
  }

  static Label line(String words, String style) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
