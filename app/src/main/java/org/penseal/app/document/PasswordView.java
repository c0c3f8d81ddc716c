// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.penseal.app.text.Texts;
import org.penseal.app.text.Visible;

/** Asks for the password of a document that is locked; seen only then. */
public final class PasswordView extends VBox {
  private final Label title = new Label();
  private final Label text = new Label();
  private final PasswordField password = new PasswordField();
  private final Button open = new Button();
  private final Label file = new Label();
  private final Button back = new Button();

  /** Asks for nothing yet. */
  public PasswordView() {
    super(14);
    setAlignment(Pos.CENTER);
    title.getStyleClass().add("headline");
    text.getStyleClass().add("lead");
    password.setId("passwordField");
    password.setPrefWidth(260);
    open.setId("unlock");
    open.getStyleClass().addAll("accent", "main");
    HBox row = new HBox(12, password, open);
    row.setAlignment(Pos.CENTER);
    file.setId("lockedFile");
    file.setWrapText(true);
    back.setId("passwordBack");
    getChildren().addAll(title, file, text, row, back);
  }

  /** Asks for this model's locked document from now on. */
  public void bind(DocumentModel model, DocumentFlow flow, Texts texts) {
    title.setText(texts.get("window.password.title"));
    text.setText(texts.get("window.password.text"));
    open.setText(texts.get("window.password.open"));
    password.setOnAction(e -> unlock(model, flow));
    open.setOnAction(e -> unlock(model, flow));
    password.setAccessibleText(texts.get("window.password.text"));
    back.setText(texts.get("window.back"));
    back.setOnAction(e -> model.locked().set(null));
    model
        .locked()
        .subscribe(
            at -> file.setText(at == null ? "" : Visible.of(String.valueOf(at.getFileName()))));
  }

  private void unlock(DocumentModel model, DocumentFlow flow) {
    java.nio.file.Path locked = model.locked().get();
    if (locked != null) {
      flow.open(locked, password.getText());
      password.clear();
    }
  }
}
