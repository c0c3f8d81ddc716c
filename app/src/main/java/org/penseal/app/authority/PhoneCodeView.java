// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.authority;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.text.Texts;

/** The field for the code on the telephone; seen only while it is asked for. */
public final class PhoneCodeView extends VBox {
  private static final int DIGITS = 8;

  private static final String WRONG = "problem.phone-code-wrong.text";

  private final Label title = new Label();
  private final Label demo = new Label();
  private final Label tries = new Label();
  private final TextField field = new TextField();
  private final Button enter = new Button();
  private final Button again = new Button();
  private @Nullable Timeline clock;
  private int triesBefore;

  /** An empty field. */
  public PhoneCodeView() {
    super(12);
    title.getStyleClass().add("headline-small");
    title.setWrapText(true);
    demo.getStyleClass().addAll("card", "lead");
    demo.setId("code-demo");
    demo.setWrapText(true);
    LayoutView.collapse(demo);
    tries.setId("code-tries");
    tries.setWrapText(true);
    field.setId("code");
    field.setPrefColumnCount(DIGITS);
    enter.setId("code-enter");
    enter.getStyleClass().addAll("accent", "main");
    again.setId("code-again");
    getChildren().addAll(title, demo, new HBox(12, field, enter, again), tries);
  }

  /** Shows this step from now on. */
  public void bind(PhoneStep step, Texts texts) {
    title.setText(texts.get("window.code.title"));
    title.setLabelFor(field);
    enter.setText(texts.get("window.code.enter"));
    field.textProperty().bindBidirectional(step.code());
    field.setOnAction(e -> step.enter());
    enter.setOnAction(e -> step.enter());
    again.setOnAction(e -> step.again());
    step.code().subscribe(() -> enter.setDisable(!step.isComplete()));
    step.demo()
        .subscribe(
            sent -> {
              demo.setText(
                  sent == null
                      ? ""
                      : texts.get("window.code.demo", DemoMessage.words(sent, texts)));
              demo.setVisible(sent != null);
            });
    step.triesLeft()
        .subscribe(
            left -> {
              int number = left.intValue();
              boolean wrong = number < triesBefore;
              triesBefore = number;
              tries.setText(
                  number == 0
                      ? texts.get("window.code.over")
                      : texts.get(wrong ? WRONG : "window.code.tries", number));
              enter.setDisable(!step.isComplete());
            });
    clock = new Timeline(new KeyFrame(Duration.millis(500), e -> count(step, texts)));
    clock.setCycleCount(Animation.INDEFINITE);
    step.asked().subscribe(asked -> shown(step, texts, asked));
  }

  private void shown(PhoneStep step, Texts texts, boolean asked) {
    count(step, texts);
    Timeline running = clock;
    if (running == null) {
      return;
    }
    if (asked) {
      running.play();
      field.requestFocus();
    } else {
      running.stop();
    }
  }

  private void count(PhoneStep step, Texts texts) {
    long seconds = step.secondsToResend();
    again.setDisable(seconds > 0);
    again.setText(
        seconds > 0 ? texts.get("window.code.again-in", seconds) : texts.get("window.code.again"));
  }
}
