// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.file.Secret;

/**
 * Asks the operator for a secret of the workplace before the window is filled. On the JavaFX
 * thread, which it holds until somebody answers.
 */
public final class SecretView implements Secret.Asker {
  private final Stage stage;
  private final Supplier<Texts> language;

  /**
   * @param stage the window, which is shown when there is something to ask
   * @param language asked when there is something to ask
   */
  public SecretView(Stage stage, Supplier<Texts> language) {
    this.stage = stage;
    this.language = language;
  }

  @Override
  public Optional<char[]> ask(String what) {
    Texts texts = language.get();
    PasswordField field = new PasswordField();
    field.setId("secret");
    field.setAccessibleText(words(texts, what));
    Label label = new Label(words(texts, what));
    label.setWrapText(true);
    label.setLabelFor(field);
    ButtonType open = new ButtonType(texts.get("window.secret.open"), ButtonData.OK_DONE);
    ButtonType cancel = new ButtonType(texts.get("window.secret.cancel"), ButtonData.CANCEL_CLOSE);
    Dialog<char[]> dialog = new Dialog<>();
    dialog.initOwner(stage);
    dialog.setTitle("PenSeal");
    dialog.setHeaderText(texts.get("window.secret.title"));
    dialog.getDialogPane().setContent(new VBox(8, label, field));
    dialog.getDialogPane().setPrefWidth(420);
    dialog.getDialogPane().getStylesheets().setAll(stage.getScene().getStylesheets());
    dialog.getDialogPane().getButtonTypes().addAll(open, cancel);
    dialog.setResultConverter(pressed -> pressed == open ? field.getText().toCharArray() : null);
    Platform.runLater(field::requestFocus);
    return dialog.showAndWait().filter(typed -> typed.length > 0);
  }

  private static String words(Texts texts, String what) {
    String key = "window.secret." + what;
    return texts.has(key) ? texts.get(key) : what;
  }
}
