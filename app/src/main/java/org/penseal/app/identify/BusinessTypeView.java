// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import javafx.fxml.FXML;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.penseal.app.business.BusinessType;
import org.penseal.app.guide.BusinessTypeNames;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.text.Texts;

/**
 * The kind of business, where there is a choice, the form of its signature, its name, where the
 * document itself is not the business, and the way of who wants no face taken.
 */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class BusinessTypeView extends VBox {
  @FXML private ChoiceBox<BusinessType> types;
  @FXML private Label profile;
  @FXML private Label withoutFace;
  @FXML private TextField name;

  /** Shows this model's kinds of business from now on. */
  public void bind(IdentifyModel model, Texts texts) {
    LayoutView.fill(this, model, texts);
    types.setConverter(new BusinessTypeNames(texts));
    types.setItems(model.types());
    types.valueProperty().bindBidirectional(model.type());
    name.textProperty().bindBidirectional(model.business());
    model
        .profile()
        .subscribe(
            now ->
                profile.setText(
                    texts.get("window.identify.profile", texts.get("profile." + now.word()))));
    model
        .type()
        .subscribe(
            type ->
                withoutFace.setText(texts.get("window.identify.noface", type.withoutFace(texts))));
  }
}
