// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.penseal.app.desktop.FileDropView;
import org.penseal.app.document.bar.ReaderBarView;
import org.penseal.app.document.reader.LeafedView;
import org.penseal.app.document.reader.ReaderKeysView;
import org.penseal.app.document.reader.ReaderView;
import org.penseal.app.document.reader.ThumbnailsView;
import org.penseal.app.guide.Navigator;
import org.penseal.app.guide.NoticesView;
import org.penseal.app.guide.Step;
import org.penseal.app.text.CodeWords;
import org.penseal.app.text.Texts;

/** The steps document and place: pages to read, and the place of the signature. */
@SuppressWarnings("NullAway.Init") // filled in by the loader
public final class DocumentView {
  private final DocumentModel model;
  private final DocumentFlow flow;
  private final Navigator navigator;
  private final Texts texts;

  @FXML private Pane root;
  @FXML private PasswordView password;
  @FXML private ReaderBarView bar;
  @FXML private LeafedView leafed;
  @FXML private ThumbnailsView thumbnails;
  @FXML private ReaderView page;
  @FXML private FactsView facts;
  @FXML private NoticesView notices;
  @FXML private ReadView read;
  @FXML private PlaceView place;
  @FXML private SignersView signers;
  @FXML private KindView kind;
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
    password.bind(model, flow, texts);
    bar.bind(model.pages(), flow, texts);
    bar.leaf(model.thumbnails(), texts);
    page.bind(model.pages(), flow, texts);
    thumbnails.bind(model.reader(), flow, texts);
    leafed.bind(model.thumbnails(), root);
    ReaderKeysView.install(root, model.pages());
    facts.bind(model, texts);
    read.bind(model, texts);
    place.bind(model, texts);
    kind.bind(model, texts);
    model.kind().subscribe((before, now) -> flow.seekAgain());
    signers.bind(model.places(), model.reader(), texts);
    model.warnings().subscribe(this::warn);
    hint.textProperty()
        .bind(Bindings.when(model.placing()).then(say("place.hint")).otherwise(say("read.hint")));
    next.textProperty()
        .bind(Bindings.when(model.placing()).then(say("place.next")).otherwise(say("read.next")));
    next.disableProperty().bind(model.goesOn().not());
    next.setOnAction(e -> navigator.go(model.placing().get() ? Step.IDENTIFY : Step.PLACE));
    back.setOnAction(e -> goBack());
    FileDropView.install(root, navigator::take);
  }

  private void warn(List<String> codes) {
    notices.show(
        texts.get("window.read.warnings"),
        codes.stream().map(code -> CodeWords.of(texts, code)).distinct().toList());
  }

  private String say(String key) {
    return texts.get("window." + key);
  }

  private void goBack() {
    if (model.placing().get()) {
      navigator.go(Step.DOCUMENT);
    } else {
      model.take(null);
    }
  }
}
