// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penseal.app.identify.FormCheck.Field;
import org.penseal.app.text.Texts;
import org.penseal.identity.IdentityMode;

/** The fields of the person who signs, and beside each what is wrong with it. */
public final class PersonView extends GridPane {
  private static final double FIELDS = 280;

  private final TextField name = new TextField();
  private final TextField idNumber = new TextField();
  private final TextField phone = new TextField();

  /** Empty. */
  public PersonView() {
    setHgap(16);
    setVgap(12);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints fields = new ColumnConstraints(FIELDS);
    ColumnConstraints words = new ColumnConstraints();
    words.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(names, fields, words);
    name.setId("name");
    idNumber.setId("idNumber");
    phone.setId("phone");
  }

  /** Fills this model from now on. */
  void bind(IdentifyModel model, Texts texts) {
    name.textProperty().bindBidirectional(model.name());
    idNumber.textProperty().bindBidirectional(model.idNumber());
    phone.textProperty().bindBidirectional(model.phone());
    String fromCard = texts.get("window.identify.card");
    for (TextField field : List.of(name, idNumber)) {
      field.promptTextProperty().bind(Bindings.when(model.reader()).then(fromCard).otherwise(""));
    }
    TypedNumberView hint = new TypedNumberView();
    hint.bind(model, texts);
    hint.managedProperty().bind(hint.textProperty().isNotEmpty());
    phone.visibleProperty().bind(model.mode().isEqualTo(IdentityMode.PHONE));
    phone.managedProperty().bind(phone.visibleProperty());
    Label phoneName = label("phone", phone, texts);
    phoneName.visibleProperty().bind(phone.visibleProperty());
    phoneName.managedProperty().bind(phone.visibleProperty());
    addRow(0, label("name", name, texts), name, problem(model, Field.NAME, name, texts));
    VBox number = new VBox(hint, problem(model, Field.NUMBER, idNumber, texts));
    number.setAlignment(Pos.CENTER_LEFT);
    addRow(1, label("number", idNumber, texts), idNumber, number);
    addRow(2, phoneName, phone, problem(model, Field.PHONE, phone, texts));
  }

  private static Label label(String key, TextField field, Texts texts) {
    Label label = new Label(texts.get("window.identify." + key));
    label.setLabelFor(field);
    return label;
  }

  private static Label problem(IdentifyModel model, Field which, TextField field, Texts texts) {
    FieldProblemView view = new FieldProblemView();
    view.setId("problem-" + which);
    view.bind(model, which, field, texts);
    return view;
  }

  /** Goes to a field that has to be mended. */
  void focus(Field field) {
    switch (field) {
      case NAME -> name.requestFocus();
      case NUMBER -> idNumber.requestFocus();
      case PHONE -> phone.requestFocus();
    }
  }
}
