// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.penseal.app.text.Texts;

/** What is wrong with the field beside it. */
public final class FieldProblemView extends Label {
  /** Nothing. */
  public FieldProblemView() {
    getStyleClass().add("bad");
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
  }

  /** Follows this field from now on. */
  void bind(IdentifyModel model, FormCheck.Field which, TextField field, Texts texts) {
    field.textProperty().subscribe((before, now) -> model.form().forget(which));
    model
        .form()
        .problem(which)
        .subscribe(
            key -> {
              String[] parts = key.split(" ", 2);
              Object[] facts = parts.length == 1 ? new Object[0] : new Object[] {parts[1]};
              setText(key.isEmpty() ? "" : texts.get("window.form." + parts[0], facts));
              field.setAccessibleHelp(getText());
            });
  }
}
