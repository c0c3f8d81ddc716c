// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.penseal.app.text.Texts;

/** The steps of a case in a column: which are done, and which one is shown. */
public final class StepsView extends VBox {
  /** Without steps yet. */
  public StepsView() {
    super(6);
  }

  /**
   * Shows how far it is from now on.
   *
   * @param beside whether something else than a step is shown
   */
  public void bind(ObservableValue<Step> step, ObservableBooleanValue beside, Texts texts) {
    step.subscribe(now -> show(now, beside.get(), texts));
    beside.subscribe(now -> show(step.getValue(), now, texts));
  }

  private void show(Step shown, boolean beside, Texts texts) {
    Step now = beside ? Step.DOCUMENT : shown;
    getChildren().clear();
    for (Step step : Step.values()) {
      boolean past = step.ordinal() < now.ordinal();
      Label number = new Label(past ? "✓" : String.valueOf(step.ordinal() + 1));
      number.getStyleClass().add("step-number");
      Label name = new Label(texts.get("window.step." + step));
      name.getStyleClass().add("step-name");
      HBox row = new HBox(12, number, name);
      row.getStyleClass()
          .addAll("step", past ? "past" : step == now && !beside ? "current" : "later");
      getChildren().add(row);
    }
  }
}
