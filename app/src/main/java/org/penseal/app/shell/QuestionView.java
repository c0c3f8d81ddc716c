// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;

/** A question over everything else; Escape and the main button change nothing. */
public final class QuestionView extends StackPane {
  private final Label title = ProblemView.line("headline");
  private final Label text = ProblemView.line("lead");
  private final Button stay = new Button();
  private final Button act = new Button();

  /** Nothing is asked. */
  public QuestionView() {
    getStyleClass().add("veil");
    stay.setId("questionStay");
    stay.getStyleClass().addAll("accent", "main");
    act.setId("questionAct");
    act.managedProperty().bind(act.visibleProperty());
    VBox card = new VBox(14, title, text, new HBox(12, stay, act));
    card.getStyleClass().addAll("problem", "question");
    card.setMaxSize(560, Region.USE_PREF_SIZE);
    getChildren().add(card);
  }

  /** Asks this model's questions from now on. */
  public void bind(ShellModel model, Texts texts) {
    stay.setOnAction(e -> model.question().set(null));
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            model.question().set(null);
            e.consume();
          }
        });
    model.question().subscribe(asked -> show(asked, model, texts));
  }

  private void show(ShellModel.@Nullable Asked asked, ShellModel model, Texts texts) {
    setVisible(asked != null);
    if (asked != null) {
      String key = "window.question." + asked.key();
      title.setText(texts.get(key + ".title"));
      text.setText(texts.get(key + ".text"));
      stay.setText(texts.get(key + ".stay"));
      act.setVisible(asked.action() != null);
      act.setText(asked.action() == null ? "" : texts.get(key + ".act"));
      act.setOnAction(
          e -> {
            Runnable action = asked.action();
            model.question().set(null);
            if (action != null) {
              action.run();
            }
          });
    }
  }
}
