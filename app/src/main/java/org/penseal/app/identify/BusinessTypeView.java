// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.penseal.app.business.BusinessType;
import org.penseal.app.guide.BusinessTypeNames;
import org.penseal.app.text.Texts;

/**
 * The kind of business, where there is a choice, the form of its signature, its name, where the
 * document itself is not the business, and the way of who wants no face taken.
 */
public final class BusinessTypeView extends VBox {
  private final ChoiceBox<BusinessType> types = new ChoiceBox<>();
  private final Label profile = new Label();
  private final Label withoutFace = new Label();
  private final TextField name = new TextField();

  /** Nothing to choose yet. */
  public BusinessTypeView() {
    super(10);
    types.setId("types");
    types.managedProperty().bind(types.visibleProperty());
    profile.setId("profile");
    withoutFace.setId("without-face");
    for (Label each : List.of(profile, withoutFace)) {
      each.setWrapText(true);
      each.setMinHeight(USE_PREF_SIZE);
    }
    name.setId("business-name");
    getChildren().addAll(types, name, profile, withoutFace);
  }

  /** Shows this model's kinds of business from now on. */
  public void bind(IdentifyModel model, Texts texts) {
    types.setConverter(new BusinessTypeNames(texts));
    types.setItems(model.types());
    types.valueProperty().bindBidirectional(model.type());
    name.setPromptText(texts.get("window.identify.business"));
    name.setAccessibleText(texts.get("window.identify.business"));
    types.setAccessibleText(texts.get("window.identify.types"));
    name.textProperty().bindBidirectional(model.business());
    types.visibleProperty().bind(Bindings.size(model.types()).greaterThan(1));
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
