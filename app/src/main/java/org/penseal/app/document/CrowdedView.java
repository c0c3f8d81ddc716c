// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import javafx.scene.control.Label;
import org.penseal.app.document.place.PlaceModel;
import org.penseal.app.text.Texts;

/** Says that a further signer's place lies over words or another signer's place; seen only then. */
final class CrowdedView extends Label {
  /** Nothing to say. */
  CrowdedView() {
    setId("placeCrowded");
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    setMaxWidth(Double.MAX_VALUE);
    getStyleClass().add("demo-note");
    managedProperty().bind(visibleProperty());
  }

  /** Follows this model from now on. */
  void bind(PlaceModel model, Texts texts) {
    setText(texts.get("window.place.crowded"));
    visibleProperty().bind(model.crowded());
  }
}
