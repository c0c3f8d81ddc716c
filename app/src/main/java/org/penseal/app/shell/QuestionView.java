// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.text.Texts;

/**
 * A question over everything else; Escape and the main button change nothing. Where a password is
 * asked for, the main button and Enter give it.
 */
public final class QuestionView extends StackPane {
  private final Label title = new Label();
  private final Label text = new Label();
  private final Button stay = new Button();
  private final Button act = new Button();
  private final Button other = new Button();
  private final PasswordField password = new PasswordField();

  /** Nothing is asked. */
  public QuestionView() {
    getStyleClass().add("veil");
    stay.setId("questionStay");
    act.setId("questionAct");
    other.setId("questionOther");
    password.setId("questionPassword");
    LayoutView.collapse(act, other, password);
    title.getStyleClass().add("headline");
    text.getStyleClass().add("lead");
    title.setWrapText(true);
    text.setWrapText(true);
    VBox card = new VBox(14, title, text, password, new FlowPane(12, 8, stay, act, other));
    card.getStyleClass().addAll("problem", "question");
    card.setMaxSize(560, Region.USE_PREF_SIZE);
    getChildren().add(card);
  }

  /** Asks this model's questions from now on. */
  public void bind(ShellModel model, Texts texts) {
    stay.setOnAction(e -> answer(model, ShellModel.Asked::stayed));
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            answer(model, ShellModel.Asked::stayed);
            e.consume();
          }
        });
    model.question().subscribe(asked -> show(asked, model, texts));
  }

  private void show(ShellModel.@Nullable Asked asked, ShellModel model, Texts texts) {
    if (asked != null) {
      String key = "window.question." + asked.key();
      Object[] facts = asked.facts().toArray();
      title.setText(texts.get(key + ".title", facts));
      text.setText(texts.get(key + ".text", facts));
      stay.setText(texts.get(key + ".stay", facts));
      boolean secret = asked.entered() != null;
      button(act, secret ? asked.entered() : asked.action(), key + ".act", texts);
      act.setOnAction(e -> answer(model, secret ? this::enter : ShellModel.Asked::action));
      password.clear();
      password.setVisible(secret);
      password.setAccessibleText(text.getText());
      password.setOnAction(e -> answer(model, this::enter));
      main(stay, !secret);
      main(act, secret);
      button(other, asked.other(), key + ".other", texts);
      other.setOnAction(e -> answer(model, ShellModel.Asked::other));
    }
  }

  private static void main(Button button, boolean main) {
    button.getStyleClass().removeAll("accent", "main");
    if (main) {
      button.getStyleClass().addAll("accent", "main");
    }
  }

  private @Nullable Runnable enter(ShellModel.Asked asked) {
    Consumer<String> entered = asked.entered();
    String words = password.getText();
    password.clear();
    return entered == null ? null : () -> entered.accept(words);
  }

  private static void button(Button button, @Nullable Object action, String key, Texts texts) {
    button.setVisible(action != null);
    button.setText(action == null ? "" : texts.get(key));
  }

  private static void answer(
      ShellModel model, Function<ShellModel.Asked, @Nullable Runnable> chosen) {
    ShellModel.Asked asked = model.question().get();
    model.question().set(null);
    Runnable action = asked == null ? null : chosen.apply(asked);
    if (action != null) {
      action.run();
    }
  }
}
