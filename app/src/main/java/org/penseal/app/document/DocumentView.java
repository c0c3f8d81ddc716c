// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.io.File;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Pane;
import javafx.stage.FileChooser;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.NoticesView;
import org.penseal.app.guide.Step;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;

/** The steps document and place: pages to look at, and a rectangle to draw. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class DocumentView {
  private final DocumentModel model;
  private final DocumentFlow flow;
  private final Navigator navigator;
  private final Texts texts;

  @FXML private Pane root;
  @FXML private Node welcome;
  @FXML private Node reading;
  @FXML private PasswordView password;
  @FXML private ThumbnailsView thumbnails;
  @FXML private PageView page;
  @FXML private FactsView facts;
  @FXML private NoticesView notices;
  @FXML private Label place;
  @FXML private Label hint;
  @FXML private Button next;
  @FXML private Button back;

  /** A view of the model that starts the flow. */
  public DocumentView(DocumentModel model, DocumentFlow flow, Navigator navigator, Texts texts) {
    this.model = model;
    this.flow = flow;
    this.navigator = navigator;
    this.texts = texts;
  }

  @FXML
  void initialize() {
    welcome.visibleProperty().bind(model.opened().isNull().and(model.locked().isNull()));
    reading.visibleProperty().bind(model.opened().isNotNull().and(model.locked().isNull()));
    password.bind(model, flow, texts);
    page.bind(model, texts.get("window.place.mark"));
    thumbnails.bind(model, flow);
    facts.bind(model, texts);
    model
        .warnings()
        .subscribe(
            codes ->
                notices.show(
                    texts.get("window.read.warnings"),
                    codes.stream().map(code -> CodeWords.of(texts, code)).distinct().toList()));
    place
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::words, model.page(), model.place(), model.placing()));
    hint.textProperty()
        .bind(Bindings.when(model.placing()).then(say("place.hint")).otherwise(say("read.hint")));
    next.textProperty()
        .bind(Bindings.when(model.placing()).then(say("place.next")).otherwise(say("read.next")));
    next.disableProperty().bind(model.placing().and(model.place().isNull()));
    next.setOnAction(e -> navigator.go(model.placing().get() ? Step.IDENTIFY : Step.PLACE));
    back.setOnAction(e -> goBack());
    root.setOnDragOver(e -> e.acceptTransferModes(TransferMode.COPY));
    root.setOnDragDropped(e -> openFirst(e.getDragboard().getFiles()));
  }

  private String say(String key, Object... facts) {
    return texts.get("window." + key, facts);
  }

  private String words() {
    Placement.At at = model.place().get();
    return !model.placing().get() || at == null
        ? say("read.seen", model.seen().size())
        : say(
            "place.at",
            at.page(),
            Math.round(at.width() / 72 * 25.4),
            Math.round(at.height() / 72 * 25.4));
  }

  private void goBack() {
    if (model.placing().get()) {
      navigator.go(Step.DOCUMENT);
    } else {
      model.take(null);
    }
  }

  @FXML
  void choose() {
    FileChooser chooser = new FileChooser();
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PDF", "*.pdf", "*.PDF"));
    File chosen = chooser.showOpenDialog(root.getScene().getWindow());
    openFirst(chosen == null ? List.of() : List.of(chosen));
  }

  private void openFirst(List<File> files) {
    files.stream().findFirst().ifPresent(file -> flow.open(file.toPath(), null));
  }

  @FXML
  void openDemo() {
    flow.openDemo();
  }
}
