// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.inspect.OpeningKeys;
import org.penseal.app.text.Texts;

/** Asks for what opens handwriting: the escrow key and the share; seen only then. */
public final class OpeningView extends AskingView {
  private final TextField key = new TextField();
  private final PasswordField password = new PasswordField();
  private final TextField share = new TextField();
  private final Label missing = line("", "bad");
  private final Button open = new Button();
  private final Button cancel = new Button();
  private final GridPane fields = new GridPane(12, 10);

  /** Asks nothing yet. */
  public OpeningView() {
    key.setId("inkKey");
    password.setId("inkPassword");
    share.setId("inkShare");
    open.setId("inkOpen");
    open.getStyleClass().addAll("accent", "main");
    cancel.setId("inkCancel");
    missing.managedProperty().bind(missing.visibleProperty());
  }

  /** Asks for this model from now on. */
  public void bind(InspectModel model, InspectFlow flow, Texts texts) {
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    fields.getColumnConstraints().setAll(new ColumnConstraints(), wide, new ColumnConstraints());
    row(texts, "key", key, chooser("chooseKey", key, texts));
    row(texts, "password", password, new Label());
    row(texts, "share", share, chooser("chooseShare", share, texts));
    missing.setText(texts.get("window.inspect.ink.missing"));
    missing.visibleProperty().bind(model.shareMissing());
    open.setText(texts.get("window.inspect.ink.open"));
    open.disableProperty()
        .bind(
            Bindings.isEmpty(key.textProperty())
                .or(model.comparing())
                .or(model.answer().isNull())); // as while the file is verified again
    open.setOnAction(e -> open(model, flow));
    cancel.setText(texts.get("window.inspect.root.cancel"));
    cancel.setOnAction(e -> model.opening().set(false));
    card(
        line(texts.get("window.inspect.ink.title"), "headline"),
        line(texts.get("window.inspect.ink.text"), "lead"),
        fields,
        missing,
        new HBox(12, open, cancel));
    escape(() -> model.opening().set(false));
    visibleProperty().bind(model.opening());
  }

  private void open(InspectModel model, InspectFlow flow) {
    try {
      String typed = share.getText().strip();
      OpeningKeys keys =
          new OpeningKeys(
              Path.of(key.getText().strip()),
              password.getText().toCharArray(),
              typed.isEmpty() ? Optional.empty() : Optional.of(Path.of(typed)));
      model.opening().set(false);
      flow.open(keys);
      password.clear();
    } catch (InvalidPathException e) {
      key.requestFocus();
    }
  }

  private void row(Texts texts, String name, TextField field, Node beside) {
    Label label = line(texts.get("window.inspect.ink." + name), "quiet");
    label.setLabelFor(field);
    fields.addRow(fields.getRowCount(), label, field, beside);
  }

  private static Button chooser(String id, TextField field, Texts texts) {
    Button choose = new Button(texts.get("window.inspect.ink.choose"));
    choose.setId(id);
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(
        e -> {
          File chosen = new FileChooser().showOpenDialog(field.getScene().getWindow());
          if (chosen != null) {
            field.setText(chosen.toString());
          }
        });
    return choose;
  }
}
