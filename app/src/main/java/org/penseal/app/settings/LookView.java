// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.penseal.app.text.Texts;

/** How the window looks: dark, high contrast, and how large its words are. */
public final class LookView extends VBox {
  private final CheckBox dark = new CheckBox();
  private final CheckBox contrast = new CheckBox();
  private final ChoiceBox<Integer> type = new ChoiceBox<>();
  private final Label name = new Label();
  private final Label title = new Label();

  /** As it is. */
  public LookView() {
    super(10);
    title.getStyleClass().add("headline-small");
    dark.setId("lookDark");
    contrast.setId("lookContrast");
    type.setId("lookType");
    name.setLabelFor(type);
    HBox sizes = new HBox(16, name, type);
    sizes.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, dark, contrast, sizes);
  }

  /** Changes this model from now on. */
  public void bind(SettingsModel model, Texts texts) {
    title.setText(texts.get("window.settings.look"));
    dark.setText(texts.get("window.settings.look.dark"));
    dark.selectedProperty().bindBidirectional(model.dark());
    contrast.setText(texts.get("window.settings.look.contrast"));
    contrast.selectedProperty().bindBidirectional(model.contrast());
    name.setText(texts.get("window.settings.look.type"));
    type.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Integer percent) {
            return percent == null ? "" : percent + "%";
          }

          @Override
          public Integer fromString(String words) {
            return Integer.valueOf(words.replace("%", ""));
          }
        });
    type.getItems().setAll(SettingsModel.TYPE_SIZES);
    model.typePercent().subscribe(now -> type.setValue(now.intValue()));
    type.valueProperty()
        .subscribe(
            chosen -> {
              if (chosen != null) {
                model.typePercent().set(chosen);
              }
            });
  }
}
