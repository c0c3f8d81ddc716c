// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.kiosk;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Stage;
import org.penseal.app.text.Texts;

/** Asks the operator above the window; the rest of the window waits. */
public final class KioskView implements Kiosk.Question {
  private final Stage stage;
  private final Supplier<Texts> texts;

  /**
   * @param texts of the language that the window has now
   */
  public KioskView(Stage stage, Supplier<Texts> texts) {
    this.stage = stage;
    this.texts = texts;
  }

  @Override
  public void fillScreen() {
    stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
    stage.setFullScreenExitHint("");
    stage.setFullScreen(true);
  }

  @Override
  public void code(boolean wrong, Consumer<Optional<char[]>> typed) {
    Texts words = texts.get();
    PasswordField field = new PasswordField();
    field.setId("kioskCode");
    Label label = new Label(words.get("window.kiosk.code"));
    label.setLabelFor(field);
    field.setAccessibleText(label.getText());
    ButtonType close = new ButtonType(words.get("window.kiosk.close"), ButtonData.OK_DONE);
    ButtonType stay = new ButtonType(words.get("window.kiosk.cancel"), ButtonData.CANCEL_CLOSE);
    Dialog<char[]> dialog = dialog(words);
    if (wrong) {
      dialog.setHeaderText(words.get("window.kiosk.wrong"));
    }
    dialog.getDialogPane().setContent(new VBox(8, label, field));
    dialog.getDialogPane().getButtonTypes().addAll(close, stay);
    dialog.setResultConverter(pressed -> pressed == close ? field.getText().toCharArray() : null);
    dialog.setOnHidden(e -> typed.accept(Optional.ofNullable(dialog.getResult())));
    Platform.runLater(field::requestFocus);
    dialog.show();
  }

  @Override
  public void refuse(Runnable read) {
    Texts words = texts.get();
    Dialog<char[]> dialog = dialog(words);
    dialog.getDialogPane().setContent(new Label(words.get("window.kiosk.no-code")));
    dialog
        .getDialogPane()
        .getButtonTypes()
        .add(new ButtonType(words.get("window.kiosk.cancel"), ButtonData.CANCEL_CLOSE));
    dialog.setOnHidden(e -> read.run());
    dialog.show();
  }

  private Dialog<char[]> dialog(Texts words) {
    Dialog<char[]> dialog = new Dialog<>();
    dialog.initOwner(stage);
    dialog.initModality(Modality.WINDOW_MODAL);
    dialog.setTitle("PenSeal");
    dialog.setHeaderText(words.get("window.kiosk.title"));
    dialog.getDialogPane().setPrefWidth(420);
    dialog.getDialogPane().getStylesheets().setAll(stage.getScene().getStylesheets());
    return dialog;
  }
}
