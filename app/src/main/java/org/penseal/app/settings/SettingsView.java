// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.settings;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;

/** The page of the devices' addresses. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class SettingsView {
  private final SettingsModel model;
  private final Runnable close;

  @FXML private TextField pad;
  @FXML private TextField camera;
  @FXML private TextField idCard;
  @FXML private PasswordField pin;
  @FXML private Button done;
  @FXML private Node addresses;
  @FXML private Node demoNote;

  /**
   * @param close leaves the page
   */
  public SettingsView(SettingsModel model, Runnable close) {
    this.model = model;
    this.close = close;
  }

  @FXML
  void initialize() {
    pad.textProperty().bindBidirectional(model.pad());
    camera.textProperty().bindBidirectional(model.camera());
    idCard.textProperty().bindBidirectional(model.idCard());
    pin.textProperty().bindBidirectional(model.pin());
    addresses.disableProperty().bind(model.demoDevices());
    demoNote.visibleProperty().bind(model.demoDevices());
    demoNote.managedProperty().bind(model.demoDevices());
    done.setOnAction(e -> close.run());
  }
}
