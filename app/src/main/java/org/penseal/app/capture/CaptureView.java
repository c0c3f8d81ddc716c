// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.util.EnumSet;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.Navigator;
import org.penseal.app.signing.CaseState;
import org.penseal.app.text.Texts;

/** The step sign: the mirror of the pad, and the steps from the handwriting to the signed file. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class CaptureView {
  private final CaptureModel model;
  private final Navigator navigator;
  private final Texts texts;
  private final Map<CaseState, Label> marks = new java.util.EnumMap<>(CaseState.class);

  @FXML private MirrorView mirror;
  @FXML private Label prompt;
  @FXML private VBox steps;
  @FXML private Node simulated;
  @FXML private Button cancel;

  /** A view of the model. */
  public CaptureView(CaptureModel model, Navigator navigator, Texts texts) {
    this.model = model;
    this.navigator = navigator;
    this.texts = texts;
  }

  @FXML
  void initialize() {
    mirror.bind(model);
    simulated.visibleProperty().bind(model.simulated());
    for (CaseState state : EnumSet.range(CaseState.CAPTURED, CaseState.ARCHIVED)) {
      Label mark = new Label();
      mark.setWrapText(true);
      marks.put(state, mark);
      steps.getChildren().add(mark);
    }
    model.state().subscribe(this::show);
    cancel.setOnAction(e -> navigator.cancelCase());
  }

  private void show(@Nullable CaseState reached) {
    int far = reached == null ? -1 : reached.ordinal();
    marks.forEach(
        (state, mark) -> {
          boolean met = state.ordinal() <= far;
          mark.setText((met ? "✓  " : "○  ") + texts.get("state." + state));
          boolean now = state.ordinal() == far + 1;
          mark.getStyleClass().setAll("label", "mark", met ? "met" : now ? "now" : "later");
        });
    boolean writing = far < CaseState.CAPTURED.ordinal();
    prompt.setText(texts.get(writing ? "window.sign.write" : "window.sign.working"));
    cancel.setDisable(far >= CaseState.SIGNED.ordinal());
  }
}
