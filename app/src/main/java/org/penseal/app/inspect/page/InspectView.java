// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Pane;
import org.penseal.app.desktop.FileDropView;
import org.penseal.app.document.bar.ReaderBarView;
import org.penseal.app.document.reader.ReaderKeysView;
import org.penseal.app.document.reader.ReaderView;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifyFlow;

/** The page of verification: files at the left, the pages of one, and what was found of it. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class InspectView {
  private final InspectModel model;
  private final InspectFlow flow;
  private final VerifyFlow reports;
  private final ReportBarView.Page window;

  @FXML private Pane root;
  @FXML private FilesView files;
  @FXML private ReaderBarView bar;
  @FXML private ReaderView page;
  @FXML private ScrollPane scroll;
  @FXML private AnswerView answer;
  @FXML private UnlockView unlock;
  @FXML private ReportBarView report;
  @FXML private RootView rootAsked;
  @FXML private OpeningView opening;

  /**
   * @param reports writes reports
   * @param window what it does for this page
   */
  public InspectView(
      InspectModel model, InspectFlow flow, VerifyFlow reports, ReportBarView.Page window) {
    this.model = model;
    this.flow = flow;
    this.reports = reports;
    this.window = window;
  }

  @FXML
  void initialize() {
    Texts texts = window.texts();
    files.bind(model, flow, texts);
    bar.bind(model.pages(), flow.pages(), texts);
    bar.disableProperty().bind(model.paged().not());
    page.bind(model.pages(), flow.pages(), texts);
    ReaderKeysView.install(root, model.pages());
    answer.bind(model, flow, texts);
    // Not with each part of the answer that comes later: somebody may be reading.
    model.chosen().subscribe(file -> scroll.setVvalue(0));
    unlock.bind(model, flow, texts);
    report.bind(model, flow, reports, window);
    rootAsked.bind(model, flow, texts);
    opening.bind(model, flow, texts);
    FileDropView.install(root, flow::add);
  }

  @FXML
  void openFiles() {
    flow.add(new ChoosingView(model, window.texts()).files(root.getScene().getWindow()));
  }

  @FXML
  void openFolder() {
    new ChoosingView(model, window.texts())
        .folder(root.getScene().getWindow())
        .ifPresent(at -> flow.add(List.of(at)));
  }

  @FXML
  void leave() {
    window.leave();
  }
}
