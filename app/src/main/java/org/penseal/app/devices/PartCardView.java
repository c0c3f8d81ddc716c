// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.text.Texts;

/** One part of the workplace: how it is, what is wrong, and what can be done here. */
final class PartCardView extends VBox {
  private static final double GAP = 10;

  private final Label state = new Label();
  private final Label found = new Label();
  private final Label remedy = new Label();

  PartCardView(Part part, DevicesModel model, Texts texts, DevicesView.Actions actions) {
    super(6);
    setMinWidth(0);
    getStyleClass().add("card");
    setId("card-" + part);
    Label name = new Label(texts.get("workplace.part." + part.word()));
    name.getStyleClass().add("headline-small");
    for (Label each : new Label[] {state, found, remedy}) {
      each.setWrapText(true);
      each.setMinHeight(USE_PREF_SIZE);
      each.managedProperty().bind(each.textProperty().isNotEmpty());
    }
    remedy.getStyleClass().add("quiet");
    Button again = new Button(texts.get("window.devices.again"));
    again.setId("again-" + part);
    again.setOnAction(e -> actions.again(part));
    Button trial =
        new Button(texts.get("window.devices.try." + (part == Part.PAD ? part : Part.CAMERA)));
    trial.setId("try-" + part);
    trial.setVisible(part == Part.PAD || part == Part.CAMERA);
    trial.setManaged(trial.isVisible());
    trial.setOnAction(e -> actions.tryOut(part));
    FoundDevicesView choose = new FoundDevicesView(part, model, texts, actions);
    getChildren().addAll(name, state, found, remedy, new FlowPane(GAP, GAP, again, trial, choose));
    model
        .shown()
        .subscribe(
            shown -> {
              getStyleClass().remove("shown");
              if (shown == part) {
                getStyleClass().add("shown");
              }
            });
    model
        .state(part)
        .subscribe(
            now -> {
              show(now, texts);
              again.setDisable(
                  now.light() == PartState.Light.DEMO || now.light() == PartState.Light.UNUSED);
              trial.setDisable(
                  now.light() == PartState.Light.DEMO || now.light() == PartState.Light.UNUSED);
              choose.setDisable(now.light() == PartState.Light.DEMO);
            });
  }

  private void show(PartState now, Texts texts) {
    state.setText(
        DeviceStripView.sign(now.light())
            + " "
            + texts.get("window.devices.light." + now.light() + ".text"));
    state.getStyleClass().removeAll("good", "bad", "quiet");
    state
        .getStyleClass()
        .add(
            switch (now.light()) {
              case READY -> "good";
              case FAILED -> "bad";
              case LOOKING, DEMO, UNUSED, UNNAMED -> "quiet";
            });
    Throwable failure = now.failure();
    if (now.light() == PartState.Light.UNNAMED) {
      found.setText(texts.get("window.devices.unnamed"));
      remedy.setText("");
    } else if (failure == null) {
      found.setText(now.found());
      remedy.setText("");
    } else {
      Problem problem = Problems.of(failure);
      found.setText(problem.text(texts));
      remedy.setText(problem.remedy(texts));
    }
  }
}
