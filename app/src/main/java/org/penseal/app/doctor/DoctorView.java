// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.doctor;

import java.nio.file.Path;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.penseal.app.desktop.LastFolder;
import org.penseal.app.text.Texts;

/** The page of the checks: a card for each finding, with what can be done about it. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class DoctorView {
  private final DoctorFlow flow;
  private final Texts texts;
  private final Actions actions;

  @FXML private Label summary;
  @FXML private VBox findings;
  @FXML private Button back;
  @FXML private Button again;
  @FXML private Button copy;
  @FXML private Button support;
  @FXML private Button devices;

  /** What can be done here. */
  public interface Actions {
    /** Leaves the page. */
    void leave();

    /** Shows devices and services. */
    void showDevices();

    /** Where file dialogs begin. */
    LastFolder lastFolder();

    /** Tells the user of a failure. */
    void failed(Throwable failure);
  }

  /** The page in one language. */
  public DoctorView(DoctorFlow flow, Texts texts, Actions actions) {
    this.flow = flow;
    this.texts = texts;
    this.actions = actions;
  }

  @FXML
  void initialize() {
    DoctorModel model = flow.model();
    back.setOnAction(e -> actions.leave());
    devices.setOnAction(e -> actions.showDevices());
    again.setOnAction(e -> flow.begin());
    again.disableProperty().bind(model.running());
    copy.disableProperty().bind(model.running());
    copy.setOnAction(e -> copy(words()));
    support.disableProperty().bind(model.running());
    support.setOnAction(e -> writeSupport());
    model.running().subscribe(this::show);
    model.found().addListener((ListChangeListener<CheckFinding>) any -> show());
  }

  private void show() {
    DoctorModel model = flow.model();
    long failed = model.failed();
    String said =
        failed == 0
            ? texts.get("window.doctor.well")
            : texts.get("window.doctor.bad", failed, model.found().size());
    summary.setText(model.running().get() ? texts.get("window.doctor.running") : said);
    findings
        .getChildren()
        .setAll(
            model.found().stream()
                .map(each -> new FindingCardView(each, texts, this::copy))
                .toList());
  }

  private String words() {
    return flow.model().found().stream()
        .map(each -> new FindingWords(each, texts).forAdministrator())
        .collect(Collectors.joining("\n"));
  }

  private void writeSupport() {
    FileChooser chooser = actions.lastFolder().files();
    chooser.setInitialFileName("penseal-support.zip");
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("ZIP", "*.zip"));
    actions
        .lastFolder()
        .chosen(chooser.showSaveDialog(support.getScene().getWindow()))
        .ifPresent(this::writeSupport);
  }

  private void writeSupport(Path file) {
    Runnable written = () -> summary.setText(texts.get("doctor.bundle", file));
    flow.writeSupport(file, written, actions::failed);
  }

  private void copy(String words) {
    ClipboardContent content = new ClipboardContent();
    content.putString(words);
    Clipboard.getSystemClipboard().setContent(content);
    summary.setText(texts.get("window.doctor.copied"));
  }
}
