// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.Step;
import org.penseal.app.signing.Signer;
import org.penseal.app.text.Texts;
import org.penseal.identity.IdentityMode;

/** The step identify: form, consent, camera with prompts, result. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class IdentifyView {
  private final IdentifyModel model;
  private final Navigator navigator;
  private final Texts texts;

  @FXML private Node form;
  @FXML private Node consent;
  @FXML private Node checking;
  @FXML private Node done;
  @FXML private VBox modes;
  @FXML private TextField name;
  @FXML private TextField idNumber;
  @FXML private TextField phone;
  @FXML private Node phoneRow;
  @FXML private Label consentText;
  @FXML private CameraView camera;
  @FXML private Label prompt;
  @FXML private VBox challenges;
  @FXML private Label who;
  @FXML private Label facts;
  @FXML private Button begin;

  /** A view of the model. */
  public IdentifyView(IdentifyModel model, Navigator navigator, Texts texts) {
    this.model = model;
    this.navigator = navigator;
    this.texts = texts;
  }

  @FXML
  void initialize() {
    form.visibleProperty().bind(model.stage().isEqualTo(IdentifyModel.Stage.FORM));
    consent.visibleProperty().bind(model.stage().isEqualTo(IdentifyModel.Stage.CONSENT));
    checking.visibleProperty().bind(model.stage().isEqualTo(IdentifyModel.Stage.CHECKING));
    done.visibleProperty().bind(model.stage().isEqualTo(IdentifyModel.Stage.DONE));
    ToggleGroup group = new ToggleGroup();
    for (IdentityMode mode : IdentityMode.values()) {
      RadioButton button = new RadioButton(texts.get("window.mode." + mode));
      button.setId("mode-" + mode.word());
      button.setWrapText(true);
      button.setToggleGroup(group);
      button.setSelected(mode == model.mode().get());
      button.setOnAction(e -> model.mode().set(mode));
      modes.getChildren().add(button);
    }
    name.textProperty().bindBidirectional(model.name());
    idNumber.textProperty().bindBidirectional(model.idNumber());
    phone.textProperty().bindBidirectional(model.phone());
    phoneRow.disableProperty().bind(model.mode().isNotEqualTo(IdentityMode.PHONE));
    begin.setOnAction(e -> navigator.beginCase());
    consentText.textProperty().bind(model.consentText());
    camera.bind(model);
    camera.visibleProperty().bind(model.mode().isNotEqualTo(IdentityMode.PHONE));
    model.prompt().subscribe(key -> prompt.setText(texts.get("window.prompt." + key)));
    Bindings.createObjectBinding(this::marks, model.challenges(), model.passed(), model.prompt())
        .subscribe(marks -> challenges.getChildren().setAll(marks));
    model.signer().subscribe(this::show);
  }

  private List<Node> marks() {
    List<Node> marks = new ArrayList<>();
    for (int i = 0; i < model.challenges().size(); i++) {
      boolean met = i < model.passed().get();
      String word = "challenge." + model.challenges().get(i);
      Label label = new Label((met ? "✓  " : "○  ") + texts.get("window.prompt." + word));
      boolean now = word.equals(model.prompt().get()) && !met;
      label.getStyleClass().addAll("mark", met ? "met" : now ? "now" : "later");
      marks.add(label);
    }
    return marks;
  }

  private void show(@Nullable Signer signer) {
    if (signer == null) {
      return;
    }
    who.setText(texts.get("window.identified.who", signer.name()));
    Double match = signer.identity().face();
    facts.setText(
        String.join(
            "\n",
            texts.get("window.identified.mode", texts.get("window.mode." + model.mode().get())),
            texts.get("window.identified.by", signer.identity().provider()),
            match == null
                ? texts.get("window.identified.noface")
                : texts.get("window.identified.face", "%.2f".formatted(match)),
            texts.get(
                signer.identity().synthetic()
                    ? "window.identified.synthetic"
                    : "window.identified.real")));
  }

  @FXML
  void agree() {
    model.consent().answer(true);
  }

  @FXML
  void decline() {
    model.consent().answer(false);
  }

  @FXML
  void proceed() {
    model.proceed().answer(true);
  }

  @FXML
  void cancel() {
    navigator.cancelCase();
  }

  @FXML
  void back() {
    navigator.go(Step.PLACE);
  }
}
