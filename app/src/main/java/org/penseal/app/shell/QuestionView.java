// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.text.Texts;

/**
 * A question over everything else; Escape and the main button change nothing. Where a password is
 * asked for, the main button and Enter give it.
 */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class QuestionView extends StackPane {
  @FXML private Label title;
  @FXML private Label text;
  @FXML private Button stay;
  @FXML private Button act;
  @FXML private Button other;
  @FXML private PasswordField password;

  /** Asks this model's questions from now on. */
  public void bind(ShellModel model, Texts texts) {
    LayoutView.fill(this, model, texts);
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
      name(act, model.offersAct(), key + ".act", texts);
      act.setOnAction(e -> answer(model, secret ? this::enter : ShellModel.Asked::action));
      password.clear();
      password.setAccessibleText(text.getText());
      password.setOnAction(e -> answer(model, this::enter));
      main(stay, !secret);
      main(act, secret);
      name(other, model.offersOther(), key + ".other", texts);
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

  // A question that has no such answer has no words for it.
  private static void name(Button button, ObservableBooleanValue offered, String key, Texts texts) {
    button.setText(offered.get() ? texts.get(key) : "");
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
