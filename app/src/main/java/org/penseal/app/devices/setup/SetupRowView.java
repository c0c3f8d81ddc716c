// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices.setup;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penseal.app.text.Texts;

/** A field of the form: its name, what is typed, and what is wrong with that. */
@SuppressWarnings("NullAway.Init") // the field is named by the FXML
public final class SetupRowView extends VBox {
  private final Label name = new Label();
  private final Button choose = new Button();
  private final Label wrong = new Label();
  private SetupField field;
  private TextField typed;

  /** Of no field yet. */
  public SetupRowView() {
    super(4);
    choose.setMinWidth(Region.USE_PREF_SIZE);
    wrong.getStyleClass().add("bad");
    wrong.setWrapText(true);
    wrong.setMinHeight(Region.USE_PREF_SIZE);
    name.setMnemonicParsing(true);
  }

  /** The name of its field. */
  public String getField() {
    return field.name();
  }

  /** Makes it that of a field; once. */
  public void setField(String named) {
    field = SetupField.valueOf(named);
    typed = field.isSecret() ? new PasswordField() : new TextField();
    typed.setId("setup-" + field);
    choose.setId("choose-" + field);
    wrong.setId("wrong-" + field);
    name.setLabelFor(typed);
    HBox.setHgrow(typed, Priority.ALWAYS);
    HBox line = new HBox(10, typed);
    if (field.isFile()) {
      line.getChildren().add(choose);
    }
    getChildren().addAll(name, line);
  }

  /** Asks for a file. */
  @FunctionalInterface
  interface Choice {
    /**
     * Asks for a file for a field.
     *
     * @param further whether it stands behind those that are there, and not in their place
     */
    void ask(StringProperty field, boolean further);
  }

  /** Fills in this form from now on. */
  void bind(ServiceForm form, Choice files, Texts texts) {
    name.setText(texts.get("window.setup." + field));
    typed.textProperty().bindBidirectional(form.value(field));
    typed.disableProperty().bind(form.lock().isNotNull());
    form.kept(field)
        .subscribe(kept -> typed.setPromptText(kept ? texts.get("window.setup.kept") : ""));
    choose.setText(texts.get("window.setup.choose"));
    choose.setAccessibleText(texts.get("window.setup.choose-for", name.getText()));
    choose.disableProperty().bind(form.lock().isNotNull());
    choose.setOnAction(e -> files.ask(form.value(field), field == SetupField.ROOTS));
    form.wrong(field)
        .subscribe(
            why -> {
              getChildren().remove(wrong);
              wrong.setText(why == null ? "" : texts.get("window.setup.wrong." + why));
              typed.setAccessibleHelp(wrong.getText());
              if (why != null) {
                getChildren().add(wrong);
              }
            });
  }

  /** Whether something is told to be wrong with it. */
  boolean isWrong() {
    return !wrong.getText().isEmpty();
  }

  /** What is typed next is typed here. */
  void focus() {
    typed.requestFocus();
  }
}
