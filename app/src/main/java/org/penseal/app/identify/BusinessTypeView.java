// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import javafx.beans.binding.Bindings;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.penseal.app.business.BusinessType;
import org.penseal.app.text.Texts;

/**
 * The kind of business, where there is a choice, its name, where the document itself is not the
 * business, and the way of who wants no face taken.
 */
public final class BusinessTypeView extends VBox {
  private final ChoiceBox<BusinessType> types = new ChoiceBox<>();
  private final Label withoutFace = new Label();
  private final TextField name = new TextField();

  /** Nothing to choose yet. */
  public BusinessTypeView() {
    super(10);
    types.setId("types");
    types.managedProperty().bind(types.visibleProperty());
    withoutFace.setId("without-face");
    withoutFace.setWrapText(true);
    withoutFace.setMinHeight(USE_PREF_SIZE);
    name.setId("business-name");
    getChildren().addAll(types, name, withoutFace);
  }

  /** Shows this model's kinds of business from now on. */
  public void bind(IdentifyModel model, Texts texts) {
    String language = texts.locale().getLanguage();
    types.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable BusinessType type) {
            return type == null ? "" : type.name().in(language);
          }

          @Override
          public BusinessType fromString(String text) {
            throw new UnsupportedOperationException("nothing is typed");
          }
        });
    types.setItems(model.types());
    types.valueProperty().bindBidirectional(model.type());
    name.setPromptText(texts.get("window.identify.business"));
    name.setAccessibleText(texts.get("window.identify.business"));
    types.setAccessibleText(texts.get("window.identify.types"));
    name.textProperty().bindBidirectional(model.business());
    types.visibleProperty().bind(Bindings.size(model.types()).greaterThan(1));
    model
        .type()
        .subscribe(
            type ->
                withoutFace.setText(texts.get("window.identify.noface", type.withoutFace(texts))));
  }
}
