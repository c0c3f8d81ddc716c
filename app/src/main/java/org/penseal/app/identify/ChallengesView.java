// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.penseal.app.text.Texts;
import org.penseal.liveness.Challenge;

/** What the person is asked to do, one below the other, with a tick at what is done. */
public final class ChallengesView extends VBox {
  /** An empty list. */
  public ChallengesView() {
    super(10);
  }

  /** Shows this model's challenges from now on. */
  public void bind(IdentifyModel model, Texts texts) {
    model.challenges().addListener((ListChangeListener<Challenge>) c -> show(model, texts));
    model.passed().subscribe(() -> show(model, texts));
    model.prompt().subscribe(() -> show(model, texts));
    show(model, texts);
  }

  private void show(IdentifyModel model, Texts texts) {
    getChildren().clear();
    for (int i = 0; i < model.challenges().size(); i++) {
      boolean met = i < model.passed().get();
      String word = "challenge." + model.challenges().get(i);
      Label label = new Label((met ? "✓  " : "○  ") + texts.get("window.prompt." + word));
      boolean now = word.equals(model.prompt().get()) && !met;
      label.getStyleClass().addAll("mark", met ? "met" : now ? "now" : "later");
      getChildren().add(label);
    }
  }
}
