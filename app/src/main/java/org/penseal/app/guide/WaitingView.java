// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;

/** What somebody waits for, over everything else, with a button that cancels it. */
public final class WaitingView extends StackPane {
  private final StackPane progress = new StackPane(); // empty while nothing is waited for
  private final Label words = new Label();
  private final Button cancel = new Button();

  /** Nothing is waited for. */
  public WaitingView() {
    getStyleClass().add("veil");
    setVisible(false);
    progress.setMinSize(32, 32);
    progress.setMaxSize(32, 32);
    words.setId("waitingWords");
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    cancel.setId("waitingCancel");
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    HBox card = new HBox(16, progress, words, cancel);
    card.setAlignment(Pos.CENTER_LEFT);
    card.getStyleClass().addAll("problem", "question");
    card.setMaxSize(560, Region.USE_PREF_SIZE);
    getChildren().add(card);
  }

  /** Shows what this model waits for from now on. */
  public void bind(Waiting model, Texts texts) {
    cancel.setText(texts.get("window.waiting.cancel"));
    cancel.setOnAction(e -> model.cancel());
    model.shown().subscribe(work -> show(work, texts));
  }

  private void show(Waiting.@Nullable Work work, Texts texts) {
    setVisible(work != null);
    progress.getChildren().clear();
    if (work != null) {
      words.setText(texts.get("window.waiting." + work.key(), work.name()));
      // Not before: one that is not seen would turn all the same.
      progress.getChildren().add(new ProgressIndicator());
    }
  }
}
