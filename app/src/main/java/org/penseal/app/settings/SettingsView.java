// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.text.Texts;

/** The page of the devices' addresses. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class SettingsView {
  private final SettingsModel model;
  private final Texts texts;
  private final Consumer<String> choose;
  private final Runnable close;

  @FXML private TextField pad;
  @FXML private TextField camera;
  @FXML private TextField idCard;
  @FXML private PasswordField pin;
  @FXML private TextField sentence;
  @FXML private TextField keywords;
  @FXML private CheckBox annotate;
  @FXML private CheckBox pagesOnPad;
  @FXML private CheckBox customerDisplay;
  @FXML private VBox pads;
  @FXML private LookView look;
  @FXML private Button done;
  @FXML private Node addresses;
  @FXML private Label cameraHint;

  /**
   * @param choose makes the pad with this address the window's
   * @param close leaves the page
   */
  public SettingsView(SettingsModel model, Texts texts, Consumer<String> choose, Runnable close) {
    this.model = model;
    this.texts = texts;
    this.choose = choose;
    this.close = close;
  }

  @FXML
  void initialize() {
    pad.textProperty().bindBidirectional(model.pad());
    camera.textProperty().bindBidirectional(model.camera());
    idCard.textProperty().bindBidirectional(model.idCard());
    pin.textProperty().bindBidirectional(model.pin());
    addresses.disableProperty().bind(model.demoDevices());
    cameraHint
        .textProperty()
        .bind(
            Bindings.when(model.demoDevices())
                .then(texts.get("window.settings.camera.hint.demo"))
                .otherwise(texts.get("window.settings.camera.hint")));
    sentence.setTextFormatter(new TextFormatter<>(SettingsView::shortEnough));
    sentence.textProperty().bindBidirectional(model.sentence());
    keywords.textProperty().bindBidirectional(model.keywords());
    annotate.selectedProperty().bindBidirectional(model.annotate());
    pagesOnPad.selectedProperty().bindBidirectional(model.pagesOnPad());
    customerDisplay.selectedProperty().bindBidirectional(model.customerDisplay());
    model.pads().addListener((ListChangeListener<SeenPad>) change -> list());
    list();
    look.bind(model, texts);
    done.setOnAction(e -> close.run());
  }

  private static TextFormatter.Change shortEnough(TextFormatter.Change change) {
    if (change.getControlNewText().length() > AnnotationOrder.LONGEST) {
      change.setText("");
    }
    return change;
  }

  private void list() {
    pads.getChildren().clear();
    if (model.pads().isEmpty()) {
      pads.getChildren().add(quiet(texts.get("window.settings.pads.none")));
    }
    for (SeenPad pad : model.pads()) {
      Label name = new Label(pad.name().isEmpty() ? pad.uri() : pad.name());
      name.setMinWidth(220);
      Label use = quiet(texts.get("window.settings.pads." + pad.use()));
      use.setMinWidth(140);
      Button take = new Button(texts.get("window.settings.pads.choose"));
      take.setDisable(pad.use() == SeenPad.Use.CHOSEN);
      take.setOnAction(e -> choose.accept(pad.uri()));
      String where = pad.name().isEmpty() ? texts.get("window.settings.pads.line") : pad.uri();
      take.setMinWidth(Button.USE_PREF_SIZE);
      Label at = quiet(where);
      at.setWrapText(true);
      at.setMinHeight(Label.USE_PREF_SIZE);
      HBox row = new HBox(16, name, use, take, at);
      row.setAlignment(Pos.CENTER_LEFT);
      pads.getChildren().add(row);
    }
  }

  private static Label quiet(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("quiet");
    return label;
  }
}
