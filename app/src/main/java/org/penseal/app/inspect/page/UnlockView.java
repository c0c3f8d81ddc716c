// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.inspect.InspectedFile;
import org.penseal.app.text.Texts;

/** Asks for the password of the file that is looked at; seen only if it needs one. */
public final class UnlockView extends VBox {
  private final Label name = new Label();
  private final PasswordField password = new PasswordField();
  private final Button open = new Button();
  private boolean tried; // since another file was chosen

  /** Asks nothing yet. */
  public UnlockView() {
    super(8);
    password.setId("inspectPassword");
    open.setId("inspectUnlock");
    open.setMinWidth(USE_PREF_SIZE);
    name.setLabelFor(password);
    getChildren().addAll(name, new HBox(8, password, open));
  }

  /** Asks for this model's file from now on. */
  public void bind(InspectModel model, InspectFlow flow, Texts texts) {
    name.setText(texts.get("window.inspect.password"));
    open.setText(texts.get("window.inspect.unlock"));
    model
        .chosen()
        .subscribe(
            now -> {
              tried = false;
              password.clear();
            });
    // It was hidden while the password was tried, and so lost the focus.
    visibleProperty()
        .subscribe(
            asked -> {
              if (asked && tried) {
                password.requestFocus();
              }
            });
    Runnable unlock =
        () -> {
          InspectedFile asked = model.chosen().get();
          if (asked != null) {
            tried = true;
            flow.unlock(asked, password.getText());
            password.clear();
          }
        };
    password.setOnAction(e -> unlock.run());
    open.setOnAction(e -> unlock.run());
  }
}
