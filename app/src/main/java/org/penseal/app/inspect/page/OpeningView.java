// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.penseal.app.desktop.LastFolder;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.inspect.OpeningKeys;
import org.penseal.app.text.Texts;

/** Asks for what opens handwriting: the escrow key and the share; seen only then. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class OpeningView extends AskingView {
  @FXML private TextField key;
  @FXML private PasswordField password;
  @FXML private Label refused;
  @FXML private TextField share;
  @FXML private Button chooseKey;
  @FXML private Button chooseShare;
  @FXML private Button open;
  @FXML private Button cancel;

  /** Asks for this model from now on. */
  public void bind(InspectModel model, InspectFlow flow, Texts texts) {
    LayoutView.fill(this, model, texts);
    card();
    choosing(chooseKey, key, model);
    choosing(chooseShare, share, model);
    open.disableProperty()
        .bind(
            Bindings.isEmpty(key.textProperty())
                .or(model.comparing())
                .or(model.answer().isNull())); // as while the file is verified again
    open.setOnAction(e -> open(model, flow));
    cancel.setOnAction(e -> model.opening().set(false));
    model.opening().subscribe(asked -> password.clear());
    model.passwordRefused().subscribe(this::say);
    model
        .shareMissing()
        .subscribe(
            missing -> {
              if (missing) {
                share.requestFocus();
              }
            });
  }

  private void say(boolean wrong) {
    password.setAccessibleHelp(wrong ? refused.getText() : null);
    if (wrong) {
      password.clear();
      password.requestFocus();
    }
  }

  private void open(InspectModel model, InspectFlow flow) {
    try {
      String typed = share.getText().strip();
      OpeningKeys keys =
          new OpeningKeys(
              Path.of(key.getText().strip()),
              password.getText().toCharArray(),
              typed.isEmpty() ? Optional.empty() : Optional.of(Path.of(typed)));
      flow.open(keys);
    } catch (InvalidPathException e) {
      key.requestFocus();
    }
  }

  private static void choosing(Button choose, TextField field, InspectModel model) {
    choose.setOnAction(
        e -> {
          LastFolder last = new LastFolder(model.folder());
          last.chosen(last.files().showOpenDialog(field.getScene().getWindow()))
              .ifPresent(chosen -> field.setText(chosen.toString()));
        });
  }
}
