// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.devices;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.text.Texts;

/** One part of the workplace: how it is, what is wrong, and what can be done here. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
final class PartCardView extends VBox {
  @FXML private Label name;
  @FXML private Label state;
  @FXML private Label found;
  @FXML private Label remedy;
  @FXML private FlowPane acts;
  @FXML private Button again;
  @FXML private Button trial;
  @FXML private Button setup;

  PartCardView(Part part, DevicesModel model, Texts texts, DevicesView.Actions actions) {
    LayoutView.fill(this, model, texts);
    setId("card-" + part);
    name.setText(texts.get("workplace.part." + part.word()));
    again.setId("again-" + part);
    again.setOnAction(e -> actions.again(part));
    trial.setText(texts.get("window.devices.try." + (part == Part.PAD ? part : Part.CAMERA)));
    trial.setId("try-" + part);
    trial.setOnAction(e -> actions.tryOut(part));
    if (part != Part.PAD && part != Part.CAMERA) {
      acts.getChildren().remove(trial);
    }
    setup.setId("setup-" + part);
    setup.setOnAction(e -> actions.setUp(part));
    FoundDevicesView choose = new FoundDevicesView(part, model, texts, actions);
    acts.getChildren().add(choose);
    if (part.service().isEmpty()) {
      acts.getChildren().remove(setup);
    }
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
