// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.penseal.app.business.BusinessType;
import org.penseal.app.guide.BusinessTypeNames;
import org.penseal.app.text.Texts;

/** The kind of business of the document, where there is a choice: its rules hold from here on. */
public final class KindView extends VBox {
  private final Label label = new Label();
  private final ChoiceBox<BusinessType> kinds = new ChoiceBox<>();

  /** Nothing to choose. */
  public KindView() {
    super(4);
    kinds.setId("documentKind");
    kinds.setMaxWidth(Double.MAX_VALUE);
    label.setLabelFor(kinds);
    label.getStyleClass().add("quiet");
    getChildren().addAll(label, kinds);
  }

  /** Shows this model's kinds of business from now on. */
  public void bind(DocumentModel model, Texts texts) {
    label.setText(texts.get("window.identify.types"));
    kinds.setAccessibleText(texts.get("window.identify.types"));
    kinds.setConverter(new BusinessTypeNames(texts));
    kinds.setItems(model.kinds());
    kinds.valueProperty().bindBidirectional(model.kind());
    kinds.disableProperty().bind(model.placing());
  }
}
