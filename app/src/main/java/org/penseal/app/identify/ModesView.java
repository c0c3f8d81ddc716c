// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.penseal.app.text.Texts;
import org.penseal.identity.IdentityMode;

/** The ways of identification; those that the kind of business forbids cannot be chosen. */
public final class ModesView extends VBox {
  /** Nothing to choose yet. */
  public ModesView() {
    super(10);
  }

  /** Offers this model's ways from now on. */
  void bind(IdentifyModel model, Texts texts) {
    ToggleGroup group = new ToggleGroup();
    for (IdentityMode mode : IdentityMode.values()) {
      RadioButton button = new RadioButton(texts.get("window.mode." + mode));
      button.setId("mode-" + mode.word());
      button.setWrapText(true);
      button.setMinHeight(USE_PREF_SIZE);
      button.setToggleGroup(group);
      button.setOnAction(e -> model.mode().set(mode));
      model.mode().subscribe(now -> button.setSelected(now == mode));
      model.type().subscribe(type -> button.setDisable(!type.modes().contains(mode)));
      getChildren().add(button);
    }
  }
}
