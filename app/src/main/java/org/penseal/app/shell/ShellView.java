// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import atlantafx.base.controls.ToggleSwitch;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.penseal.app.evidence.DemoPart;
import org.penseal.app.guide.Step;
import org.penseal.app.settings.SettingsModel;
import org.penseal.app.text.Texts;

/** The frame: header with the switches, the guide at the left, the foot, and failures on top. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class ShellView {
  private final ShellModel model;
  private final SettingsModel settings;
  private final Texts texts;

  @FXML private VBox guide;
  @FXML private StackPane content;
  @FXML private HBox header;
  @FXML private Label subtitle;
  @FXML private Label demoBadge;
  @FXML private ToggleSwitch demoSwitch;
  @FXML private Button language;
  @FXML private Button dark;
  @FXML private Button settingsButton;
  @FXML private Button verifyButton;
  @FXML private Button helpButton;
  @FXML private Label notice;
  @FXML private ProblemView problem;
  @FXML private QuestionView question;
  @FXML private Node body;

  /** A frame for this model. */
  public ShellView(ShellModel model, SettingsModel settings, Texts texts) {
    this.model = model;
    this.settings = settings;
    this.texts = texts;
  }

  @FXML
  void initialize() {
    // Where there is little room, the buttons have it.
    subtitle
        .visibleProperty()
        .bind(header.widthProperty().greaterThan(settings.typePercent().multiply(12)));
    subtitle.managedProperty().bind(subtitle.visibleProperty());
    demoSwitch.selectedProperty().bindBidirectional(settings.demoDevices());
    model.demo().shown().subscribe(parts -> badge());
    settings.demoDevices().subscribe(on -> badge());
    demoBadge.managedProperty().bind(demoBadge.visibleProperty());
    demoSwitch.disableProperty().bind(model.running());
    language.disableProperty().bind(model.running());
    language.setOnAction(
        e -> settings.language().set(settings.language().get().equals("zh") ? "en" : "zh"));
    dark.textProperty()
        .bind(
            Bindings.when(settings.dark())
                .then(texts.get("window.light"))
                .otherwise(texts.get("window.dark")));
    dark.setOnAction(e -> settings.dark().set(!settings.dark().get()));
    settingsButton.disableProperty().bind(model.running());
    settingsButton.setOnAction(e -> model.settingsOpen().set(!model.settingsOpen().get()));
    verifyButton.disableProperty().bind(model.running());
    verifyButton.setOnAction(e -> model.beside().set(ShellModel.Beside.VERIFICATION));
    helpButton.setOnAction(e -> model.help().run());
    notice.textProperty().bind(model.notice());
    model.step().subscribe(step -> guide());
    guide.visibleProperty().bind(model.beside().isEqualTo(ShellModel.Beside.NOTHING));
    guide.managedProperty().bind(guide.visibleProperty());
    problem.bind(model, texts);
    question.bind(model, texts);
    // Nothing behind them can be reached, by mouse or by key.
    body.disableProperty().bind(model.failure().isNotNull().or(model.question().isNotNull()));
  }

  // With the demo's devices everything of the next case is the demo's, whatever was before.
  private void badge() {
    Set<DemoPart> parts = model.demo().shown().get();
    String words =
        parts.isEmpty()
            ? texts.get("window.demo.badge")
            : texts.get("window.demo.badge.parts", DemoPart.words(parts, texts));
    demoBadge.setText(words);
    demoBadge.setTooltip(new Tooltip(words));
    demoBadge.setVisible(settings.demoDevices().get() || !parts.isEmpty());
  }

  /** Shows this page. */
  void page(Node page) {
    content.getChildren().setAll(page);
  }

  private void guide() {
    Step now = model.step().get();
    guide.getChildren().clear();
    for (Step step : Step.values()) {
      boolean past = step.ordinal() < now.ordinal();
      Label number = new Label(past ? "✓" : String.valueOf(step.ordinal() + 1));
      number.getStyleClass().add("step-number");
      Label name = new Label(texts.get("window.step." + step));
      name.getStyleClass().add("step-name");
      HBox row = new HBox(12, number, name);
      row.getStyleClass().addAll("step", past ? "past" : step == now ? "current" : "later");
      guide.getChildren().add(row);
    }
  }
}
