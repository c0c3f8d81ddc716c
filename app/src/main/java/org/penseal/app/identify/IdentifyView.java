// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import java.time.LocalDate;
import java.time.ZoneId;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.penseal.app.authority.PhoneCodeView;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.Step;
import org.penseal.app.text.Texts;

/** The step identify: form, consent, camera with prompts, result. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class IdentifyView {
  private final IdentifyModel model;
  private final Navigator navigator;
  private final Texts texts;

  @FXML private Node consent;
  @FXML private BusinessTypeView business;
  @FXML private ModesView modes;
  @FXML private PersonView person;
  @FXML private CardPictureView cardPicture;
  @FXML private Label consentText;
  @FXML private Label consentOnPad;
  @FXML private Node answers;
  @FXML private CameraView camera;
  @FXML private Label prompt;
  @FXML private ChallengesView challenges;
  @FXML private PhoneCodeView phoneCode;
  @FXML private IdentifiedView identified;
  @FXML private Button begin;

  /** A view of the model. */
  public IdentifyView(IdentifyModel model, Navigator navigator, Texts texts) {
    this.model = model;
    this.navigator = navigator;
    this.texts = texts;
  }

  @FXML
  void initialize() {
    modes.bind(model, texts);
    business.bind(model, texts);
    person.bind(model, texts);
    cardPicture.bind(model, navigator, texts);
    begin.disableProperty().bind(model.picture().scanning());
    begin.setOnAction(e -> begin());
    consentText.textProperty().bind(model.consentText());
    model.consentOnPad().subscribe(this::consentOnPad);
    camera.bind(model::takeFrame, texts.get("window.camera.synthetic"));
    model.prompt().subscribe(key -> prompt.setText(texts.get("window.prompt." + key)));
    challenges.bind(model, texts);
    phoneCode.bind(model.code(), texts);
    identified.bind(model, texts);
  }

  private void consentOnPad(IdentifyModel.OnPad now) {
    consentOnPad.setText(
        now == IdentifyModel.OnPad.NO ? "" : texts.get("window.consent.pad." + now));
    boolean answered = now == IdentifyModel.OnPad.SIMULATED;
    if (answered) {
      consent.requestFocus(); // else the focus would go to another button
    }
    answers.setDisable(answered);
  }

  private void begin() {
    model
        .form()
        .first(model, LocalDate.now(ZoneId.of("Asia/Shanghai")))
        .ifPresentOrElse(person::focus, navigator::beginCase);
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
