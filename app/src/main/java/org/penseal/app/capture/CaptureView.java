// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.capture;

import java.util.EnumSet;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.annotate.AnnotationButton;
import org.penseal.app.annotate.AnnotationPage;
import org.penseal.app.guide.Navigator;
import org.penseal.app.signing.CaseState;
import org.penseal.app.text.Texts;
import org.penseal.pad.PadButton;

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
  @FXML private Button cancel;
  @FXML private Button clearHere;
  @FXML private Button cancelHere;
  @FXML private Button okHere;
  @FXML private SentenceView words;
  @FXML private Button undo;
  @FXML private Button clear;
  @FXML private Button more;
  @FXML private Button next;

  /** A view of the model. */
  public CaptureView(CaptureModel model, Navigator navigator, Texts texts) {
    this.model = model;
    this.navigator = navigator;
    this.texts = texts;
  }

  @FXML
  void initialize() {
    mirror.bind(model);
    for (CaseState state : EnumSet.range(CaseState.CAPTURED, CaseState.ARCHIVED)) {
      Label mark = new Label("", new Label());
      mark.setMinHeight(Label.USE_PREF_SIZE);
      marks.put(state, mark);
      steps.getChildren().add(mark);
    }
    model.state().subscribe(this::show);
    model.confirm().subscribe(() -> show(model.state().get()));
    model.gone().subscribe(() -> show(model.state().get()));
    Map.of(clearHere, PadButton.CLEAR, cancelHere, PadButton.CANCEL, okHere, PadButton.OK)
        .forEach((button, press) -> button.setOnAction(e -> model.press(press)));
    cancel.setOnAction(e -> navigator.cancelCase());
    undo.setOnAction(e -> model.press(AnnotationButton.UNDO));
    clear.setOnAction(e -> model.press(AnnotationButton.CLEAR));
    more.setOnAction(e -> model.press(AnnotationButton.MORE));
    next.setOnAction(e -> model.press(AnnotationButton.NEXT));
    model.annotation().subscribe(this::annotate);
    model.leafed().subscribe(() -> show(model.state().get()));
  }

  private void annotate(@Nullable AnnotationPage page) {
    words.show(page);
    if (page != null) {
      next.setText(texts.get(page.last() ? "pad.annotate.DONE" : "pad.annotate.NEXT"));
    }
    show(model.state().get());
  }

  private String asked() {
    if (model.gone().get()) {
      return texts.get("sign.pad-gone");
    }
    return SentenceView.asked(model, texts)
        .orElseGet(
            () ->
                texts.get(
                    switch (model.confirm().get()) {
                      case SCREEN -> "window.sign.write";
                      case DEVICE -> "window.sign.write-key";
                      case HOST -> "window.sign.write-here";
                    }));
  }

  private void show(@Nullable CaseState reached) {
    int far = reached == null ? -1 : reached.ordinal();
    marks.forEach(
        (state, mark) -> {
          boolean met = state.ordinal() <= far;
          mark.setText(texts.get("state." + state));
          ((Label) mark.getGraphic()).setText(met ? "✓" : "○");
          boolean now = state.ordinal() == far + 1;
          mark.getStyleClass().setAll("label", "mark", met ? "met" : now ? "now" : "later");
        });
    boolean writing = far < CaseState.CAPTURED.ordinal();
    prompt.setText(writing ? asked() : texts.get("window.sign.working"));
    cancel.setDisable(far >= CaseState.SIGNED.ordinal());
  }
}
