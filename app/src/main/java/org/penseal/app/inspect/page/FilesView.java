// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.inspect.page;

import java.util.List;
import javafx.beans.Observable;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penseal.app.guide.LayoutView;
import org.penseal.app.inspect.InspectFlow;
import org.penseal.app.inspect.InspectModel;
import org.penseal.app.inspect.InspectedFile;
import org.penseal.app.text.Texts;

/** The files, each with what was found in a word, and how far the work is. */
public final class FilesView extends VBox {
  private final ListView<InspectedFile> list = new ListView<>();
  private final Label progress = AskingView.line("", "quiet");
  private final Label leftOut = AskingView.line("", "bad");
  private final Button files = new Button();
  private final Button folder = new Button();
  private final Button stop = new Button();
  private final Button goOn = new Button();
  private final Button again = new Button();
  private final Button clear = new Button();

  /** Without files yet. */
  public FilesView() {
    super(10);
    getStyleClass().add("files");
    list.setId("inspectFiles");
    progress.setId("inspectProgress");
    files.setId("addFiles");
    folder.setId("addFolder");
    stop.setId("stopFiles");
    goOn.setId("continueFiles");
    again.setId("verifyAgain");
    clear.setId("clearFiles");
    VBox.setVgrow(list, Priority.ALWAYS);
    FlowPane buttons = new FlowPane(8, 8, files, folder, again, clear);
    getChildren().addAll(buttons, list, progress, leftOut, stop, goOn);
    LayoutView.collapse(leftOut, stop, goOn);
  }

  /** Shows this model's files from now on. */
  public void bind(InspectModel model, InspectFlow flow, Texts texts) {
    ChoosingView choosing = new ChoosingView(model, texts);
    list.setItems(model.files());
    list.setAccessibleText(texts.get("window.inspect.list"));
    list.setCellFactory(all -> new FileRowView(texts));
    list.getSelectionModel().selectedItemProperty().subscribe(now -> select(model, now));
    model.chosen().subscribe(now -> list.getSelectionModel().select(now));
    files.setText(texts.get("window.inspect.files"));
    files.setOnAction(e -> flow.add(choosing.files(getScene().getWindow())));
    folder.setText(texts.get("window.inspect.folder"));
    folder.setOnAction(
        e -> choosing.folder(getScene().getWindow()).ifPresent(at -> flow.add(List.of(at))));
    stop.setText(texts.get("window.inspect.stop"));
    stop.setOnAction(e -> flow.stop());
    goOn.setText(texts.get("window.inspect.go-on"));
    goOn.setOnAction(e -> flow.goOn());
    again.setText(texts.get("window.inspect.again"));
    again.setOnAction(e -> flow.again());
    clear.setText(texts.get("window.inspect.clear"));
    clear.setOnAction(e -> flow.clear());
    model.files().addListener((ListChangeListener<InspectedFile>) change -> progress(model, texts));
    for (Observable each : new Observable[] {model.running(), model.done(), model.leftOut()}) {
      each.addListener(changed -> progress(model, texts));
    }
    progress(model, texts);
  }

  private static void select(InspectModel model, @Nullable InspectedFile file) {
    if (file != null) {
      model.chosen().set(file);
    }
  }

  private void progress(InspectModel model, Texts texts) {
    int all = model.files().size();
    progress.setText(texts.get("window.inspect.progress", model.done().get(), all));
    stop.setVisible(model.running().get());
    goOn.setVisible(!model.running().get() && model.stopped());
    leftOut.setText(texts.get("window.inspect.left-out", model.leftOut().get()));
    leftOut.setVisible(model.leftOut().get() > 0);
  }
}
