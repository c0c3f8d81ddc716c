// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import atlantafx.base.controls.ToggleSwitch;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.penseal.app.devices.DeviceStripView;
import org.penseal.app.devices.Part;
import org.penseal.app.guide.CoveredPageView;
import org.penseal.app.guide.DemoBadgeView;
import org.penseal.app.guide.StepsView;
import org.penseal.app.guide.WaitingView;
import org.penseal.app.queue.QueueView;
import org.penseal.app.settings.SettingsModel;
import org.penseal.app.text.Texts;

/** The frame: header with the switches, the guide at the left, the foot, and failures on top. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class ShellView {
  private final WindowModels models;
  private final ShellModel model;
  private final SettingsModel settings;
  private final Texts texts;
  private final QueueView.Actions queueActions;

  @FXML private StepsView guide;
  @FXML private StackPane content, asked;
  @FXML private HBox header;
  @FXML private DemoBadgeView demoBadge;
  @FXML private ToggleSwitch demoSwitch;
  @FXML private Button language, dark, homeButton;
  @FXML private QueueView queue;
  @FXML private DeviceStripView strip;
  @FXML private Button settingsButton, verifyButton, helpButton;
  @FXML private Label notice;
  @FXML private ProblemView problem;
  @FXML private QuestionView question;
  @FXML private WaitingView longWork;
  @FXML private Node body;

  /**
   * @param queueActions what the line of the queue does
   */
  ShellView(WindowModels models, Texts texts, QueueView.Actions queueActions) {
    this.models = models;
    this.model = models.shell();
    this.settings = models.settings();
    this.texts = texts;
    this.queueActions = queueActions;
  }

  @FXML
  void initialize() {
    // Where there is little room, the buttons have it.
    model.roomy().bind(header.widthProperty().greaterThan(settings.typePercent().multiply(12)));
    demoSwitch.selectedProperty().bindBidirectional(settings.demoDevices());
    demoBadge.bind(model.demo(), settings.demoDevices(), texts);
    // The certificates of a queue come from one CA.
    demoSwitch
        .disableProperty()
        .bind(model.running().or(model.queued()).or(settings.demoAllowed().not()));
    language.disableProperty().bind(model.running());
    language.setOnAction(
        e -> settings.language().set(settings.language().get().equals("zh") ? "en" : "zh"));
    dark.textProperty()
        .bind(
            Bindings.when(settings.dark())
                .then(texts.get("window.light"))
                .otherwise(texts.get("window.dark")));
    dark.setOnAction(e -> settings.dark().set(!settings.dark().get()));
    homeButton.disableProperty().bind(model.running());
    homeButton.setOnAction(e -> goHome());
    queue.bind(models.queue(), models.identify().type(), model.running(), texts, queueActions);
    strip.bind(models.devices(), texts, this::devices);
    strip.disableProperty().bind(model.running());
    settingsButton.disableProperty().bind(model.running());
    settingsButton.setOnAction(
        e -> {
          model.devicesOpen().set(false);
          model.settingsOpen().set(!model.settingsOpen().get());
        });
    verifyButton.disableProperty().bind(model.running());
    verifyButton.setOnAction(e -> model.beside().set(ShellModel.Beside.VERIFICATION));
    helpButton.setOnAction(e -> model.help().run());
    notice.textProperty().bind(model.notice());
    guide.bind(model.step(), model.home(), texts);
    problem.bind(model, texts);
    question.bind(model, texts);
    longWork.bind(model.waiting(), texts);
    body.disableProperty().bind(model.covered());
    asked.disableProperty().bind(model.interrupted());
  }

  private void goHome() {
    model.settingsOpen().set(false);
    model.devicesOpen().set(false);
    model.home().set(true);
  }

  private void devices(Part part) {
    models.devices().shown().set(part);
    model.settingsOpen().set(false);
    model.devicesOpen().set(true);
  }

  /** Shows this page, and what it asks over everything. */
  void page(Node page) {
    content.getChildren().setAll(page);
    asked
        .getChildren()
        .setAll(page instanceof CoveredPageView asking ? asking.getOver() : List.of());
  }
}
