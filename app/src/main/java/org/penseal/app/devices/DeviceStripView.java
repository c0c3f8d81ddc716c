// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penseal.app.text.Texts;

/** All parts of the workplace in a column: a sign and a word each, which lead to more. */
public final class DeviceStripView extends VBox {
  /** Empty. */
  public DeviceStripView() {
    super(1);
    setId("deviceStrip");
    getStyleClass().add("device-strip");
  }

  /**
   * Shows this model from now on.
   *
   * @param more shows a part with what can be done about it
   */
  public void bind(DevicesModel model, Texts texts, Consumer<Part> more) {
    getChildren().clear();
    for (Part part : Part.values()) {
      String name = texts.get("window.devices.short." + part);
      Label words = new Label();
      words.getStyleClass().add("device-words");
      words.setMinWidth(USE_PREF_SIZE);
      Label title = new Label(name);
      HBox.setHgrow(title, Priority.ALWAYS);
      title.setMaxWidth(Double.MAX_VALUE);
      title.setMinWidth(0);
      Label sign = new Label();
      sign.getStyleClass().add("device-sign");
      HBox line = new HBox(6, sign, title, words);
      line.setAlignment(Pos.CENTER_LEFT);
      Button row = new Button();
      row.setGraphic(line);
      row.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      line.prefWidthProperty().bind(row.widthProperty().subtract(14));
      row.setMaxWidth(Double.MAX_VALUE);
      row.setId("device-" + part);
      row.getStyleClass().addAll("flat", "device-row");
      row.setOnAction(e -> more.accept(part));
      model.state(part).subscribe(state -> show(state, row, sign, words, name, texts));
      getChildren().add(row);
    }
  }

  private static void show(
      PartState state, Button row, Label sign, Label words, String name, Texts texts) {
    sign.setText(sign(state.light()));
    String word = texts.get("window.devices.light." + state.light());
    words.setText(word);
    row.setAccessibleText(name + ": " + word);
    row.getStyleClass().removeIf(each -> each.startsWith("light-"));
    row.getStyleClass().add("light-" + state.light());
  }

  /** A sign that is told from the others without its colour. */
  static String sign(PartState.Light light) {
    return switch (light) {
      case LOOKING -> "…";
      case READY -> "●";
      case DEMO -> "◆";
      case UNUSED -> "○";
      case UNNAMED -> "△";
      case FAILED -> "▲";
    };
  }
}
