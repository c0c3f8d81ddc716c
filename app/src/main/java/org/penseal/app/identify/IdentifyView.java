// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.penseal.app.authority.PhoneCodeView;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.Step;
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
  @FXML private BusinessTypeView business;
  @FXML private VBox modes;
  @FXML private TextField name;
  @FXML private TextField idNumber;
  @FXML private TypedNumberView idNumberHint;
  @FXML private CardPictureView cardPicture;
  @FXML private TextField phone;
  @FXML private Node phoneName;
  @FXML private Label consentText;
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
      button.setOnAction(e -> model.mode().set(mode));
      model.mode().subscribe(now -> button.setSelected(now == mode));
      model.type().subscribe(type -> button.setDisable(!type.modes().contains(mode)));
      modes.getChildren().add(button);
    }
    business.bind(model, texts);
    name.textProperty().bindBidirectional(model.name());
    idNumber.textProperty().bindBidirectional(model.idNumber());
    idNumberHint.bind(model, texts);
    cardPicture.bind(model, navigator, texts);
    phone.textProperty().bindBidirectional(model.phone());
    phone.visibleProperty().bind(model.mode().isEqualTo(IdentityMode.PHONE));
    phoneName.visibleProperty().bind(phone.visibleProperty());
    phone.managedProperty().bind(phone.visibleProperty());
    phoneName.managedProperty().bind(phone.visibleProperty());
    begin.disableProperty().bind(model.scanning());
    begin.setOnAction(e -> navigator.beginCase());
    consentText.textProperty().bind(model.consentText());
    camera.bind(model, texts.get("window.camera.synthetic"));
    camera.visibleProperty().bind(model.mode().isNotEqualTo(IdentityMode.PHONE));
    camera.managedProperty().bind(camera.visibleProperty());
    model.prompt().subscribe(key -> prompt.setText(texts.get("window.prompt." + key)));
    challenges.bind(model, texts);
    phoneCode.bind(model.code(), texts);
    prompt.visibleProperty().bind(model.code().asked().not());
    prompt.managedProperty().bind(prompt.visibleProperty());
    identified.bind(model, texts);
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
