// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.identify.FormCheck.Field;
import org.penseal.app.text.Texts;

/** The fields of the person who signs, and beside each what is wrong with it. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class PersonView extends GridPane {
  @FXML private TextField name;
  @FXML private TextField idNumber;
  @FXML private TextField phone;
  @FXML private TypedNumberView hint;
  @FXML private FieldProblemView nameProblem;
  @FXML private FieldProblemView numberProblem;
  @FXML private FieldProblemView phoneProblem;

  /** Fills this model from now on. */
  void bind(IdentifyModel model, Texts texts) {
    LayoutView.fill(this, model, texts);
    name.textProperty().bindBidirectional(model.name());
    idNumber.textProperty().bindBidirectional(model.idNumber());
    phone.textProperty().bindBidirectional(model.phone());
    String fromCard = texts.get("window.identify.card");
    for (TextField field : List.of(name, idNumber)) {
      field.promptTextProperty().bind(Bindings.when(model.reader()).then(fromCard).otherwise(""));
    }
    hint.bind(model, texts);
    nameProblem.bind(model, Field.NAME, name, texts);
    numberProblem.bind(model, Field.NUMBER, idNumber, texts);
    phoneProblem.bind(model, Field.PHONE, phone, texts);
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
