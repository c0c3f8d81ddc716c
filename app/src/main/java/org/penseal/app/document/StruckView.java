// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.text.Texts;

/** Says that a line of the document runs through the words of the stamp; seen only then. */
public final class StruckView extends VBox {
  private final Label words = new Label();
  private final Button clear = new Button();

  /** Nothing to say. */
  public StruckView() {
    super(8);
    words.setId("placeStruck");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.setMaxWidth(Double.MAX_VALUE);
    words.getStyleClass().add("demo-note");
    clear.setId("clearLine");
    clear.setWrapText(true);
    getChildren().addAll(words, clear);
    managedProperty().bind(visibleProperty());
  }

  /** Follows this model from now on. */
  void bind(PlaceModel model, Texts texts) {
    words.setText(texts.get("window.place.struck"));
    clear.setText(texts.get("window.place.clear"));
    clear.setOnAction(e -> model.clearLine());
    visibleProperty().bind(model.struck());
  }
}
